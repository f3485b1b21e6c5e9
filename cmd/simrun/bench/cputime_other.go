//go:build !unix

package bench

import "time"

// CPUTime is the time by the clock, where the system does not tell that of the
// processor in the same way.
func CPUTime() time.Duration { return wallTime() }

// CPUTimeOfAll is 0: nobody knows it.
func CPUTimeOfAll() time.Duration { return 0 }
