package files

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// OwnFolder is a folder that a command writes files to, with a list of what it has
// written: only files on that list are ever replaced or removed, and only while they
// are as they were written. All else in the folder belongs to somebody else.
type OwnFolder struct {
	flag, folder string
	sums         map[string][]string // by file name: what was written, and while that is under way what was before
}

// OwnFile is one file of such a folder.
type OwnFile struct {
	Name string
	Text []byte
}

// OwnList is the file with the list, and ownListTop its first line.
const (
	OwnList    = "simrun-files.txt"
	ownListTop = "# Written by simrun: what it may replace in this folder."
)

// OpenOwn makes a folder if there is none, and reads its list.
func OpenOwn(flag, folder string) (*OwnFolder, error) {
	if err := MakeFolder(flag, folder); err != nil {
		return nil, err
	}
	s := &OwnFolder{flag: flag, folder: folder, sums: map[string][]string{}}
	text, err := os.ReadFile(s.Path(OwnList))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, nil
	case err != nil:
		return nil, fmt.Errorf("%s: cannot be read: %w", s.Path(OwnList), Cause(err))
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	if lines[0] != ownListTop {
		return nil, fmt.Errorf("%s: this file is not a list that simrun has written; choose another folder for %s", s.Path(OwnList), flag)
	}
	for _, line := range lines[1:] {
		if sum, name, ok := strings.Cut(line, "  "); ok && name == filepath.Base(name) {
			s.sums[name] = append(s.sums[name], sum)
		}
	}
	return s, nil
}

// Path is where a file of the folder is.
func (f *OwnFolder) Path(name string) string { return filepath.Join(f.folder, name) }

func sumOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// isOurs reports whether a file is as it was written, or is not there.
func (f *OwnFolder) isOurs(name string) bool {
	info, err := os.Lstat(f.Path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	text, err := os.ReadFile(f.Path(name))
	return err == nil && slices.Contains(f.sums[name], sumOf(text))
}

// Claim refuses to write files of which one is somebody else's.
func (f *OwnFolder) Claim(names []string) error {
	for _, name := range names {
		if !f.isOurs(name) {
			return fmt.Errorf("%s: exists, and is not as simrun has written it; move it away, or choose another folder for %s", f.Path(name), f.flag)
		}
	}
	return nil
}

// Put writes files, each whole or not at all, after it has removed those of the claimed
// names that are not among them.
func (f *OwnFolder) Put(claimed []string, files []OwnFile) error {
	if err := f.Claim(claimed); err != nil {
		return err
	}
	for _, name := range claimed {
		if slices.ContainsFunc(files, func(file OwnFile) bool { return file.Name == name }) {
			continue
		}
		if err := os.Remove(f.Path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: cannot be removed: %w", f.Path(name), Cause(err))
		}
		delete(f.sums, name)
	}
	for _, file := range files {
		f.sums[file.Name] = append(f.sums[file.Name], sumOf(file.Text))
	}
	if err := f.keep(); err != nil { // first, so that whatever is written is known to be ours
		return err
	}
	for _, file := range files {
		if err := WriteFile(f.Path(file.Name), file.Text); err != nil {
			return err
		}
		f.sums[file.Name] = []string{sumOf(file.Text)}
	}
	return f.keep()
}

// keep writes the list.
func (f *OwnFolder) keep() error {
	var names []string
	for name := range f.sums {
		names = append(names, name)
	}
	slices.Sort(names)
	var text strings.Builder
	text.WriteString(ownListTop + "\n")
	for _, name := range names {
		for _, sum := range f.sums[name] {
			fmt.Fprintf(&text, "%s  %s\n", sum, name)
		}
	}
	return WriteFile(f.Path(OwnList), []byte(text.String()))
}
