package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// isClosed reports whether the standard output was closed when the program began. Go
// then has /dev/null in its place, open for reading too, and whatever is written seems
// to arrive. Who throws results away with > /dev/null has that open for writing only.
// Where the standard error is such a thing as well, nobody would hear of it.
func isClosed(out, errw *os.File) bool { return isNowhere(out) && !isNowhere(errw) }

func isNowhere(file *os.File) bool {
	var stat unix.Stat_t
	if unix.Fstat(int(file.Fd()), &stat) != nil || stat.Mode&unix.S_IFMT != unix.S_IFCHR || stat.Rdev != unix.Mkdev(1, 3) {
		return false
	}
	flags, err := unix.FcntlInt(file.Fd(), unix.F_GETFL, 0)
	return err == nil && flags&unix.O_ACCMODE == unix.O_RDWR
}
