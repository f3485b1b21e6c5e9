package sim

import "github.com/glarelab/glare/model"

// What a device gathers for its calls. In [Box.Candidates] the number of times that it may
// still gather some comes first, then the set of the calls for which it has gathered all.
const (
	candidatesLeft = 3
	gatheredFrom   = 4 // shift of the set
)

// CandidatesLeft is how many more times the device may gather candidates.
func (b *Box) CandidatesLeft() uint8 { return b.Candidates & candidatesLeft }

// Gathered is the set of the calls for which the device has gathered all candidates.
func (b *Box) Gathered() uint8 { return b.Candidates >> gatheredFrom }

// gathering is the set of a device's calls that may gather candidates.
func gathering(b *Box, in model.Standing) uint64 {
	if b.CandidatesLeft() == 0 || b.Holds&Suspended != 0 {
		return 0
	}
	return uint64(in.Calls(model.InGathers) &^ b.Gathered())
}

// gathered is the set of a device's calls whose gathering may come to its end: media that
// flow do not keep it from going on.
func gathered(b *Box, in model.Standing) uint64 {
	if b.Holds&Suspended != 0 {
		return 0
	}
	return uint64((in.Calls(model.InGathers) | in.Calls(model.InActive)) &^ b.Gathered())
}

// unheard is the set of the calls for which device d waits for the end of the other side's
// candidates (knob trickle). It waits for no peer of version 0, which says no end.
func (s *System) unheard(w *World, d int) (calls uint8) {
	if !s.awaitsEnds[d] {
		return 0
	}
	device := &w.Box[d].Device
	for c := range s.calls {
		if device.Call[c].Flags&model.Complete == 0 && s.Version(s.Other(w, d, c)) == model.Version1 {
			calls |= 1 << c
		}
	}
	return calls
}

// endComes reports whether device d is told by the other end of call c that its candidates
// end, if it waits for that: this is on its way, or still to be said.
func (s *System) endComes(w *World, d, c int) bool {
	if s.unheard(w, d)>>c&1 == 0 {
		return true
	}
	peer := s.Other(w, d, c)
	return w.Box[peer].Gathered()>>c&1 == 0 && s.machine[peer].Reading.Is(model.Eoc, "send") || s.Travels(w, peer, d, model.CandidatesEnd, c)
}

// untold is the set of the calls of device d, among more than two, of which an end waits.
func (s *System) untold(w *World, d int) (calls uint8) {
	if !s.gathers {
		return 0
	}
	calls = s.unheard(w, d)
	for c := range s.calls {
		calls |= s.unheard(w, s.Other(w, d, c)) & (1 << c)
	}
	return calls
}
