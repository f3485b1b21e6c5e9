package process

import (
	"os"
	"syscall"
)

// OutputClosed reports whether the standard output was closed when the program began, as
// far as that can be known: Go has /dev/null in its place then, open for reading too, and
// whatever is written seems to arrive. Programs that start others have it open like that
// as well; who throws results away with > /dev/null has it open for writing only. Where the
// standard error is such a thing too, nobody would hear of it.
func OutputClosed() bool { return isNowhere(os.Stdout) && !isNowhere(os.Stderr) }

func isNowhere(file *os.File) bool {
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	const null = 1<<8 | 3 // the number of /dev/null
	if stat, ok := info.Sys().(*syscall.Stat_t); !ok || stat.Rdev != null {
		return false
	}
	flags, _, failed := syscall.Syscall(syscall.SYS_FCNTL, file.Fd(), syscall.F_GETFL, 0)
	return failed == 0 && flags&syscall.O_ACCMODE == syscall.O_RDWR
}
