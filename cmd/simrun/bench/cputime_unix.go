//go:build unix

package bench

import (
	"syscall"
	"time"
)

// CPUTime is the processor time that this process has used. Rates per
// CPU-second come from it, because on a busy machine they mean more than rates
// by the clock.
func CPUTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return wallTime()
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
