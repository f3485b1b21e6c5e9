package work

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Folder is where the results of a campaign are kept: a file that says which campaign it
// is, and below it one file for each shard that is done.
type Folder struct {
	Path string
	Seen func(r *result.Result, took time.Duration) // if not nil, is told of each result that is new

	lock  sync.Mutex
	set   *result.Set
	log   *paceLog
	write func(folder, base string, text []byte) error // a test has one that fails
}

// The files of a folder.
const (
	campaignFile = "campaign.json"
	shardsFolder = "shards"
	shardEnding  = ".jsonl"
)

// OpenFolder opens the folder of a campaign, and makes it if it is not there. One of another
// campaign is refused. What is wrong with a file of it is told, and the shard counts as not
// done. expect is what each shard is in words.
func OpenFolder(path string, c *result.Campaign, expect func(shard int) string, told func(error)) (*Folder, error) {
	head := filepath.Join(path, campaignFile)
	switch text, err := os.ReadFile(head); {
	case errors.Is(err, fs.ErrNotExist):
		if entries, err := os.ReadDir(path); err == nil && len(entries) > 0 && !onlyTemporary(entries) {
			return nil, fmt.Errorf("--dir %s: there are files in this folder, and no campaign; choose a new folder", path)
		}
		if err := files.MakeFolder("--dir", path); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, fmt.Errorf("--dir %s: cannot be read: %w", path, files.Cause(err))
	default:
		old, err := result.DecodeCampaign(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", head, err)
		}
		if *old != *c {
			return nil, fmt.Errorf("--dir %s: in this folder are the results of %s; what was asked for is %s: %s; choose another folder", path, old.Whose(), c.Whose(), old.Differs(c))
		}
	}
	shards := filepath.Join(path, shardsFolder)
	if err := files.MakeFolder("--dir", shards); err != nil {
		return nil, err
	}
	if _, err := os.Stat(head); err != nil {
		if err := files.WriteFile(head, c.Encode()); err != nil {
			return nil, err
		}
	}
	set, err := readShards(shards, c, expect, told)
	if err != nil {
		return nil, err
	}
	return &Folder{Path: path, set: set, log: &paceLog{folder: path}, write: writeShard}, nil
}

// writeShard writes the file of a shard, whole or not at all.
func writeShard(folder, base string, text []byte) error {
	_, err := files.WriteInto(folder, base, term.FillWith(text))
	return err
}

// onlyTemporary reports whether there is nothing but what a process has left that was
// killed before it had begun.
func onlyTemporary(entries []fs.DirEntry) bool {
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), ".simrun-") && entry.Name() != shardsFolder && entry.Name() != "nats" {
			return false
		}
	}
	return true
}

// readShards reads the results of a folder.
func readShards(path string, c *result.Campaign, expect func(int) string, told func(error)) (*result.Set, error) {
	set := result.NewSet(c)
	set.Expect = expect
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", path, files.Cause(err))
	}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), shardEnding) || strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		name := filepath.Join(path, entry.Name())
		r, err := readShard(name)
		if err == nil && shardName(r.Head.Shard) != entry.Name() {
			err = fmt.Errorf("this is the result of shard %d, which belongs into %s", r.Head.Shard, shardName(r.Head.Shard))
		}
		if err != nil {
			told(fmt.Errorf("%s: %w; the shard counts as not done", name, err))
			continue
		}
		if err := set.Put(r); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return set, nil
}

func readShard(name string) (*result.Result, error) {
	info, err := os.Lstat(name)
	switch {
	case err != nil:
		return nil, files.Cause(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("this is no regular file")
	case info.Size() > result.MaxSize:
		return nil, fmt.Errorf("a result has at most %d bytes, this one has %d", result.MaxSize, info.Size())
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, files.Cause(err)
	}
	return result.Decode(text)
}

// shardName is the name of a shard's file.
func shardName(shard int) string {
	digits := strconv.Itoa(shard)
	return strings.Repeat("0", max(6-len(digits), 0)) + digits + shardEnding
}

// Put keeps a result, once it is whole and of this campaign. A second one of the same shard
// changes nothing.
func (f *Folder) Put(text []byte, took time.Duration) error {
	r, err := result.Decode(text)
	if err != nil {
		return err
	}
	f.lock.Lock()
	defer f.lock.Unlock()
	known := f.set.Has(r.Head.Shard)
	trial := result.NewSet(f.set.Campaign)
	trial.Expect = f.set.Expect
	if known {
		trial = f.set // the same again, or an error
	}
	if err := trial.Put(r); err != nil || known {
		return err
	}
	if err := f.write(filepath.Join(f.Path, shardsFolder), shardName(r.Head.Shard), text); err != nil {
		return fmt.Errorf("%w; what was done before stands, and the same command goes on with the rest", err)
	}
	f.log.note(r, took)
	if err := f.set.Put(r); err != nil {
		return err
	}
	if f.Seen != nil {
		f.Seen(r, took)
	}
	return nil
}

// Has reports whether a shard is done: here, or meanwhile by another process.
func (f *Folder) Has(shard int) bool {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.set.Has(shard) {
		return true
	}
	r, err := readShard(filepath.Join(f.Path, shardsFolder, shardName(shard)))
	return err == nil && r.Head.Shard == shard && f.set.Put(r) == nil
}

// Missing lists the shards that are left.
func (f *Folder) Missing() []int {
	f.lock.Lock()
	defer f.lock.Unlock()
	return f.set.Missing()
}

// Left is how many shards are left.
func (f *Folder) Left() int {
	f.lock.Lock()
	defer f.lock.Unlock()
	return f.set.Campaign.Shards - f.set.Len()
}

// Set is a copy of what is there by now.
func (f *Folder) Set() *result.Set {
	f.lock.Lock()
	defer f.lock.Unlock()
	set := result.NewSet(f.set.Campaign)
	if err := set.Merge(f.set); err != nil {
		panic("work: a copy is refused: " + err.Error())
	}
	return set
}

// Close ends what the folder has open.
func (f *Folder) Close() error { return f.log.close() }
