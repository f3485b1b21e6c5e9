package files

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// tempPrefix begins the names of files that are not complete yet.
const tempPrefix = ".simrun-"

// staleAfter is how long an incomplete file must have been left alone to be nobody's.
const staleAfter = time.Minute

// CheckFolder finds out whether a file can be written to a folder, before there
// is anything to lose. It takes away what an earlier run has left that was killed.
func CheckFolder(flag, folder string) error {
	if err := NeedFolder(flag, folder); err != nil {
		return err
	}
	removeStale(folder)
	file, err := newTemp(folder, 0o600)
	if err != nil {
		return fmt.Errorf("%s %s: cannot write there: %w", flag, folder, Cause(err))
	}
	file.Close()
	return os.Remove(file.Name())
}

// removeStale removes incomplete files that nobody writes any more.
func removeStale(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // who writes there will hear of it
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), tempPrefix) || !entry.Type().IsRegular() {
			continue
		}
		if info, err := entry.Info(); err == nil && time.Since(info.ModTime()) > staleAfter {
			os.Remove(filepath.Join(folder, entry.Name()))
		}
	}
}

// CheckOutput finds out whether a file can be written, before there is anything
// to lose.
func CheckOutput(flag, name string) error {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%s %s: this is a folder; expected a file", flag, name)
	case err == nil && !info.Mode().IsRegular():
		return nil // a device or a pipe
	}
	return CheckFolder(flag+" "+name+": the folder", filepath.Dir(name))
}

// errLink is why a file is not written.
var errLink = errors.New("this is a link that leads nowhere; remove it first")

// WriteFile writes a file that a user has named, whole or not at all: a temporary one is
// renamed once it is complete. Of a link, what it leads to is written. What is no file,
// such as /dev/null, is written to as it is.
func WriteFile(name string, text []byte) (err error) {
	defer func() { err = cannotWrite(name, err) }()
	at := name
	if real, err := filepath.EvalSymlinks(name); err == nil {
		at = real
	} else if _, lost := os.Lstat(name); lost == nil {
		return errLink
	}
	if info, err := os.Stat(at); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return os.WriteFile(at, text, 0)
	}
	return replaceFile(at, term.FillWith(text))
}

// errNotOurs is why a file is not written.
var errNotOurs = errors.New("this is no regular file; remove it first")

// WriteInto writes a file into a folder under a name that nobody has chosen, and that
// others can foresee: what is there under that name and is no regular file, such as a
// link to somewhere else, is not ours to write to.
func WriteInto(folder, base string, fill func(io.Writer) error) (name string, err error) {
	name = filepath.Join(folder, base)
	defer func() { err = cannotWrite(name, err) }()
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return name, errNotOurs
	}
	return name, replaceFile(name, fill)
}

func cannotWrite(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: cannot be written: %w", name, Cause(err))
}

// replaceFile writes a regular file, or a new one, by a temporary one beside it. A file
// that was there keeps its mode; a new one has what the user's mask leaves.
func replaceFile(name string, fill func(io.Writer) error) (err error) {
	mode := fs.FileMode(0o666)
	before, statErr := os.Stat(name)
	if statErr == nil {
		mode = 0o600 // until it is complete
	}
	file, err := newTemp(filepath.Dir(name), mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	buffered := bufio.NewWriterSize(file, 1<<16)
	if err = errors.Join(fill(buffered), buffered.Flush()); err != nil {
		return err
	}
	if statErr == nil {
		if err = file.Chmod(before.Mode().Perm()); err != nil {
			return err
		}
	}
	if err = file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}

// newTemp makes a file that is not there yet.
func newTemp(folder string, mode fs.FileMode) (*os.File, error) {
	name := filepath.Join(folder, tempPrefix+rand.Text())
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
}

// MakeFolder makes a folder if there is none, and finds out whether files can be
// written to it; flag says where it was named.
func MakeFolder(flag, folder string) error {
	if _, err := os.Stat(folder); err != nil {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return fmt.Errorf("%s %s: cannot be made: %w", flag, folder, Cause(err))
		}
	}
	return CheckFolder(flag, folder)
}
