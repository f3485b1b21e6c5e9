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

// weighCall is what a call weighs, by its state, and 16 more for one that owes a
// hangup. The states are numbered in the order in which a call goes through them.
var weighCall = func() (table [32]uint32) {
	for i := range table {
		if state := i & 15; state < int(model.NumStates) {
			table[i] = weighState*uint32(int(model.Ended)-state) + (weighOut+1)*uint32(i>>4)
		}
	}
	return table
}()

// Measure is how much can still happen in w. Each action lessens it, or nearly
// each: rules that send without a change of state, or go back without a fault,
// do not. Where all do, no run can come back to where it was.
func (s *System) Measure(w *World) uint64 {
	sum := weighCrowd * uint32(w.Crowd)
	for d := range w.Box {
		b := &w.Box[d]
		for c := range s.calls { // by single bytes, as they were written
			sum += weighCall[(b.Device.Call[c].State&15|model.State(b.Device.Call[c].Flags&model.Owes)<<1)&31]
		}
		sum += uint32(bit(b.Device.Stream == model.Pending) + bit(b.Device.Turn == model.Fetching) + bit(b.Holds&Suspended != 0) +
			weighIn*bit(b.Holds&HasLate != 0))
		sum += weighOut*uint32(b.NOut) + weighFed*uint32(b.NFed) + weighIn*uint32(b.NIn)
		sum += uint32(bits.OnesCount16(uint16(b.Reply)<<8|uint16(^b.Answered))) + (weighOut+1)*uint32(b.Candidates)
		sum += uint32(b.Presses) + uint32(b.HangUps) + uint32(b.Rejects) + uint32(b.Ignores)
	}
	left := uint64(sum)
	for f := range s.fault {
		left += weighBudget * uint64(w.Budget[f])
	}
	return left
}
