package scheduler

// Chance is a probability in units of 2^-48: whole numbers are the same on every
// machine.
type Chance uint64

// Certain is the greatest chance.
const Certain Chance = 1 << 48

// In is the chance out of n, rounded.
func (c Chance) In(n uint64) uint64 { return (uint64(c)>>16*n + 1<<31) >> 32 }
