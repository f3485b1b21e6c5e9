package main

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

// certificateFolder is a folder of certificates.
type certificateFolder struct {
	folder string
	update bool // what differs is written
}

// maxCertificate is the longest certificate that is read, in bytes.
const maxCertificate = 1 << 20

// openCertificates opens the folder named; without a name it is docs/certificates, in
// the working directory or the nearest folder above that has it.
func openCertificates(folder string, update bool) (*certificateFolder, error) {
	if folder == "" {
		at, err := os.Getwd()
		if err != nil {
			return nil, err
		}
		for folder = filepath.Join(at, proofs.ShelfFolder); !isFolder(folder); folder = filepath.Join(at, proofs.ShelfFolder) {
			above := filepath.Dir(at)
			if above == at {
				return nil, fmt.Errorf("prove: there is no folder %s here or above; name the folder of the certificates with --dir", proofs.ShelfFolder)
			}
			at = above
		}
	}
	if err := files.NeedFolder("--dir", folder); err != nil {
		return nil, err
	}
	s := &certificateFolder{folder, update}
	if update {
		if err := files.CheckFolder("--dir", folder); err != nil {
			return nil, err
		}
		if text, found, err := s.read(proofs.IndexFile); err != nil || found && !proofs.IsIndex(text) {
			return nil, errors.Join(err, fmt.Errorf("--dir %s: %s there is no index of certificates, and would be written over; name another folder", folder, proofs.IndexFile))
		}
	}
	return s, nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// What can be said of a certificate.
const (
	same        = "same"
	differs     = "differs"
	isNew       = "new"
	updated     = "updated"
	added       = "added"
	stale       = "stale" // no proof has this name
	removed     = "removed"
	interrupted = "interrupted" // there is none, for lack of time
)

// change is how a text compares with the file of that name, and what became of
// that.
type change struct {
	word   string // one of the above
	before string // the text of the file, if there was one
}

// read reads a file of the shelf, if it is there.
func (s *certificateFolder) read(name string) (text string, found bool, err error) {
	path := filepath.Join(s.folder, name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", false, nil
	}
	text, err = files.ReadFile(path, maxCertificate)
	return text, true, err
}

// put compares a text with the file of that name, and writes it if the shelf is
// to be updated.
func (s *certificateFolder) put(name, text string) (change, error) {
	before, found, err := s.read(name)
	c := change{differs, before}
	switch {
	case err != nil:
		return c, err
	case found && before == text:
		c.word = same
		return c, nil
	case !found:
		c.word = isNew
	}
	if !s.update {
		return c, nil
	}
	if found && name != proofs.IndexFile && !proofs.IsCertificate(name, before) {
		return c, fmt.Errorf("%s: this is no certificate, and was not written over; move it away, or name another folder with --dir", filepath.Join(s.folder, name))
	}
	if c.word = updated; !found {
		c.word = added
	}
	_, err = files.WriteInto(s.folder, name, term.TextOf([]byte(text)))
	return c, err
}

// stales are the certificates that no bundled proof has. What else is in the folder is
// not ours.
func (s *certificateFolder) stales() ([]string, error) {
	entries, err := os.ReadDir(s.folder)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.folder, err)
	}
	names := proofs.ProofNames()
	var list []string
	for _, entry := range entries {
		base, ok := strings.CutSuffix(entry.Name(), ".txt")
		if !ok || slices.Contains(names, base) || !entry.Type().IsRegular() {
			continue
		}
		if text, found, err := s.read(entry.Name()); err == nil && found && proofs.IsCertificate(entry.Name(), text) {
			list = append(list, entry.Name())
		}
	}
	return list, nil
}

// index is the index of the certificates on the shelf.
func (s *certificateFolder) index() (string, error) {
	var failed error
	text := proofs.Index(checker.BothV0(), func(proof *proofs.Proof) *proofs.Summary {
		text, found, err := s.read(proof.Name() + ".txt")
		if failed = errors.Join(failed, err); !found || err != nil {
			return nil
		}
		return proofs.ReadSummary(text)
	})
	return text, failed
}

// finishShelf looks at what does not belong to a single proof: certificates of
// no proof, if all were made, and the index. It reports whether any differs.
func finishShelf(p *term.Printer, s *certificateFolder, whole bool) (changed bool, err error) {
	var list []string
	if whole {
		if list, err = s.stales(); err != nil {
			return false, err
		}
	}
	for _, name := range list {
		word := stale
		if s.update {
			word = removed
			if err := os.Remove(filepath.Join(s.folder, name)); err != nil {
				return false, err
			}
		}
		if err := showFile(p, name, change{word: word}, ""); err != nil {
			return false, err
		}
	}
	index, err := s.index()
	if err != nil {
		return false, err
	}
	c, err := s.put(proofs.IndexFile, index)
	if err != nil {
		return false, err
	}
	if c.word != same {
		err = showFile(p, proofs.IndexFile, c, index)
	}
	return len(list) > 0 || c.word != same, err
}
