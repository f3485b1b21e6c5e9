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
	if used := cpuTimeOf(syscall.RUSAGE_SELF); used > 0 {
		return used
	}
	return wallTime()
}

// CPUTimeOfAll is that of this process and of those that it has started and that have ended.
func CPUTimeOfAll() time.Duration {
	return cpuTimeOf(syscall.RUSAGE_SELF) + cpuTimeOf(syscall.RUSAGE_CHILDREN)
}

// cpuTimeOf is 0 if nobody knows.
func cpuTimeOf(who int) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(who, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
