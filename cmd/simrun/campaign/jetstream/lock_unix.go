//go:build unix

package jetstream

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// lock takes a folder for this process; two servers in one would damage their queue. The
// lock ends with the process, however that ends.
func lock(folder string) (unlock func(), err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(filepath.Join(folder, ".lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		file.Close()
		return nil, errors.New("another process serves this campaign already")
	}
	return func() { file.Close() }, nil
}
