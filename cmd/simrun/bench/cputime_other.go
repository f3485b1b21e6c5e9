//go:build !unix

package bench

import "time"

// cpuTime is the time by the clock, where the system does not tell that of the
// processor in the same way.
func cpuTime() time.Duration { return wallTime() }
