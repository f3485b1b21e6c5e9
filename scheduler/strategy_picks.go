package scheduler

// picks reads its choices from bytes, so that whatever generates bytes
// generates runs: every byte string is a valid run. The first byte is the
// initial world, each further one a choice, both modulo the number there is.
// Where the run may stop, choice 0 is to stop and the actions follow; past the
// end of the bytes every choice is 0.
type picks[W any, A comparable] struct {
	bytes    []byte
	at       int
	initials int
	drawn    bool // the bytes come from the seed
}

// NewPicks makes a strategy of the given bytes; the seed means nothing to it.
func NewPicks[W any, A comparable](sys System[W, A], bytes []byte) Strategy[W, A] {
	return &picks[W, A]{bytes: bytes, initials: sys.Initials()}
}

// NewRandomPicks makes a strategy that draws its bytes from the seed.
func NewRandomPicks[W any, A comparable](sys System[W, A]) Strategy[W, A] {
	return &picks[W, A]{bytes: make([]byte, 256), initials: sys.Initials(), drawn: true}
}

func (p *picks[W, A]) Name() string { return "picks" }

func (p *picks[W, A]) Begin(seed, run uint64) int {
	p.at = 0
	if p.drawn {
		var random Random
		random.Seed(seed, run)
		for i := range p.bytes {
			p.bytes[i] = byte(random.Uint64() >> 56)
		}
	}
	return p.next(p.initials)
}

func (p *picks[W, A]) Pick(c *Choice[W, A]) int {
	if c.Quiescent {
		return p.next(len(c.Enabled)+1) - 1
	}
	return p.next(len(c.Enabled))
}

func (p *picks[W, A]) next(n int) int {
	if p.at == len(p.bytes) {
		return 0
	}
	p.at++
	return int(p.bytes[p.at-1]) % n
}
