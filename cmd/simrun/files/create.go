package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// CreateFile writes a file that must not exist yet, whole or not at all: of several who
// create the same name at once one succeeds. Where the file system knows no links, the
// name is taken first and the text follows.
func CreateFile(name string, text []byte) (err error) {
	defer func() {
		if errors.Is(err, fs.ErrExist) {
			err = fmt.Errorf("%s: exists already", name)
		} else if err != nil {
			err = fmt.Errorf("%s: cannot be written: %w", name, Cause(err))
		}
	}()
	file, err := os.CreateTemp(filepath.Dir(name), ".simrun-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.Write(text)
	if err = errors.Join(err, file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	if err := os.Link(file.Name(), name); err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	taken, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(taken.Close(), os.Rename(file.Name(), name))
}
