package certificates

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/proofs"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Folder is a folder of certificates.
type Folder struct {
	folder string
	Update bool // what differs is written
}

// maxCertificate is the longest certificate that is read, in bytes.
const maxCertificate = 1 << 20

// Open opens the folder named; without a name it is docs/certificates, in
// the working directory or the nearest folder above that has it.
func Open(folder string, update bool) (*Folder, error) {
	if folder == "" {
		at, err := os.Getwd()
		if err != nil {
			return nil, err
		}
		for folder = filepath.Join(at, proofs.Folder); !isFolder(folder); folder = filepath.Join(at, proofs.Folder) {
			above := filepath.Dir(at)
			if above == at {
				return nil, fmt.Errorf("prove: there is no folder %s here or above; name the folder of the certificates with --dir", proofs.Folder)
			}
			at = above
		}
	}
	if err := files.NeedFolder("--dir", folder); err != nil {
		return nil, err
	}
	f := &Folder{folder, update}
	if update {
		if err := files.CheckFolder("--dir", folder); err != nil {
			return nil, err
		}
		if text, found, err := f.read(proofs.IndexFile); err != nil || found && !proofs.IsIndex(text) {
			return nil, errors.Join(err, fmt.Errorf("--dir %s: %s there is no index of certificates, and would be written over; name another folder", folder, proofs.IndexFile))
		}
	}
	return f, nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// What can be said of a certificate.
const (
	Same        = "same"
	differs     = "differs"
	isNew       = "new"
	updated     = "updated"
	added       = "added"
	stale       = "stale" // no proof has this name
	removed     = "removed"
	Interrupted = "interrupted" // there is none, for lack of time
)

// Change is how a text compares with the file of that name, and what became of
// that.
type Change struct {
	Kind   string // one of the above
	before string // the text of the file, if there was one
}

// read reads a file of the folder, if it is there.
func (f *Folder) read(name string) (text string, found bool, err error) {
	path := filepath.Join(f.folder, name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", false, nil
	}
	text, err = files.ReadFile(path, maxCertificate)
	return text, true, err
}

// Put compares a text with the file of that name, and writes it if the folder is
// to be updated.
func (f *Folder) Put(name, text string) (Change, error) {
	before, found, err := f.read(name)
	c := Change{differs, before}
	switch {
	case err != nil:
		return c, err
	case found && before == text:
		c.Kind = Same
		return c, nil
	case !found:
		c.Kind = isNew
	}
	if !f.Update {
		return c, nil
	}
	if found && name != proofs.IndexFile && !proofs.IsCertificate(name, before) {
		return c, fmt.Errorf("%s: this is no certificate, and was not written over; move it away, or name another folder with --dir", filepath.Join(f.folder, name))
	}
	if c.Kind = updated; !found {
		c.Kind = added
	}
	_, err = files.WriteInto(f.folder, name, term.FillWith([]byte(text)))
	return c, err
}

// Stales are the certificates that no bundled proof has. What else is in the folder is
// not ours.
func (f *Folder) Stales() ([]string, error) {
	entries, err := os.ReadDir(f.folder)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.folder, err)
	}
	names := proofs.Names()
	var list []string
	for _, entry := range entries {
		base, ok := strings.CutSuffix(entry.Name(), ".txt")
		if !ok || slices.Contains(names, base) || !entry.Type().IsRegular() {
			continue
		}
		if text, found, err := f.read(entry.Name()); err == nil && found && proofs.IsCertificate(entry.Name(), text) {
			list = append(list, entry.Name())
		}
	}
	return list, nil
}

// index is the index of the certificates in the folder.
func (f *Folder) index() (string, error) {
	var failed error
	text := proofs.Index(checker.Rules{}, func(proof *proofs.Proof) *proofs.Summary {
		text, found, err := f.read(proof.Name() + ".txt")
		if failed = errors.Join(failed, err); !found || err != nil {
			return nil
		}
		return proofs.ReadSummary(text)
	})
	return text, failed
}

// Finish looks at what does not belong to a single proof: certificates of
// no proof, if all were made, and the index. It reports whether any differs.
func Finish(p *term.Printer, f *Folder, whole bool) (changed bool, err error) {
	var list []string
	if whole {
		if list, err = f.Stales(); err != nil {
			return false, err
		}
	}
	for _, name := range list {
		word := stale
		if f.Update {
			word = removed
			if err := os.Remove(filepath.Join(f.folder, name)); err != nil {
				return false, err
			}
		}
		if err := showFile(p, name, Change{Kind: word}, ""); err != nil {
			return false, err
		}
	}
	index, err := f.index()
	if err != nil {
		return false, err
	}
	c, err := f.Put(proofs.IndexFile, index)
	if err != nil {
		return false, err
	}
	if c.Kind != Same {
		err = showFile(p, proofs.IndexFile, c, index)
	}
	return len(list) > 0 || c.Kind != Same, err
}
