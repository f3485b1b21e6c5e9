package bench

import "time"

// processStart is only a point to count from.
var processStart = time.Now()

// wallTime is the time by the clock since the program began.
func wallTime() time.Duration { return time.Since(processStart) }
