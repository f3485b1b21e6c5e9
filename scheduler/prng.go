package scheduler

// Random is a SplitMix64 generator (Steele, Lea, Flood: Fast Splittable
// Pseudorandom Number Generators, OOPSLA 2014). It is the project's own,
// because a stored seed must mean the same run in every later build: the
// sequences of a library may change under it. The zero value is a valid
// generator.
type Random struct{ state uint64 }

const golden = 0x9e3779b97f4a7c15

// Seed starts the sequence of run number run under seed. Equal arguments give
// equal sequences on every machine.
func (r *Random) Seed(seed, run uint64) {
	r.state = scramble(scramble(seed+golden) ^ (run + golden))
}

// Uint64 is the next number of the sequence.
func (r *Random) Uint64() uint64 {
	r.state += golden
	return scramble(r.state)
}

// IntN is a number from 0 to n-1, each equally likely; 1 ≤ n ≤ 1<<31-1. It
// follows Lemire, Fast Random Integer Generation in an Interval (2019), which
// needs a division in rare cases only.
func (r *Random) IntN(n int) int {
	bound := uint32(n)
	product := uint64(uint32(r.Uint64()>>32)) * uint64(bound)
	if uint32(product) < bound {
		for reject := -bound % bound; uint32(product) < reject; {
			product = uint64(uint32(r.Uint64()>>32)) * uint64(bound)
		}
	}
	return int(product >> 32)
}

func scramble(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
