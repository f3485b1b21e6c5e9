package sim

import (
	"math/bits"

	"github.com/glarelab/glare/model"
)

// What is left to happen weighs so much that whatever an action leads to weighs
// less than the action did.
const (
	weighReply  = 1
	weighIn     = 2
	weighFed    = weighIn + 1
	weighOut    = weighIn + weighFed + weighReply + 1
	weighCrowd  = weighIn + weighFed + 1
	weighState  = 64 // more than MaxSends sends, and the media
	weighBudget = 1 << 20
)

// Measure is how much can still happen in w. Each action lessens it, or nearly
// each: rules that send without a change of state, or go back without a fault,
// do not. Where all do, no run can come back to where it was.
func (s *System) Measure(w *World) uint64 {
	sum := weighCrowd * uint64(w.Crowd)
	for f := range s.fault {
		sum += weighBudget * uint64(w.Budget[f])
	}
	for d := range w.Box {
		b := &w.Box[d]
		for c := range s.calls {
			// The states are numbered in the order in which a call goes through them.
			sum += weighState * uint64(model.Ended-b.Device.Call[c].State)
			if b.Device.Call[c].Flags&model.Owes != 0 {
				sum += weighOut + 1
			}
		}
		sum += bit(b.Device.Stream == model.Pending) + bit(b.Device.Turn == model.Fetching) + bit(b.Holds&Suspended != 0)
		sum += weighOut*uint64(b.NOut) + weighFed*uint64(b.NFed) + weighIn*(uint64(b.NIn)+bit(b.Holds&HasLate != 0))
		sum += weighReply * uint64(bits.OnesCount8(b.Reply))
		sum += uint64(b.Presses) + uint64(b.HangUps) + uint64(b.Rejects) + uint64(b.Ignores) + (weighOut+1)*uint64(b.Candidates)
		sum += uint64(bits.OnesCount8(^b.Answered))
	}
	return sum
}
