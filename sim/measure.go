package sim

import (
	"encoding/binary"
	"math/bits"
	"unsafe"

	"github.com/glarelab/glare/model"
)

// What is left to happen weighs so much that whatever an action leads to weighs
// less than the action did. A press weighs 1, a bit of [Box.Reply] or [Box.Holds] its
// value.
const (
	weighIn     = 2
	weighFed    = weighIn + 1
	weighOut    = weighIn + weighFed + 1<<7 + 1   // its reply
	weighGather = weighOut + 1                    // it is a send
	weighOwed   = weighOut/uint64(model.Owes) + 1 // times the flag: a hangup that a call owes
	weighCrowd  = weighIn + weighFed + 1
	weighState  = 1 << 10 // more than MaxSends sends, and the rest
	weighBudget = 1 << 24

	// The weights of the numbers in the third word of a box, first those at even
	// places.
	weighEven = weighOut<<48 | 1<<16 | 1
	weighOdd  = weighIn<<48 | weighGather<<32 | 1<<16 | 1
)

// Of the second word of a box: what counts as it is, and what counts for what it
// still lacks.
const (
	restStream, restTurn = 3, 3 << 16
	restReply, restHolds = 255 << 32, uint64(Suspended|HasLate|triesMask) << 40

	restLacks = restStream | restTurn
	restAll   = restLacks | restReply | restHolds
)

// Measure is how much can still happen in w. Each action lowers it, or nearly
// each: rules that send without a change of state, or go back without a fault,
// do not. Where all do, no run can come back to where it was.
//
// Numbers that lie side by side are added up as words, in lanes of 16 bits; the
// topmost lane of a product by the weights is then the weighted sum of the lanes. The
// limits of a scenario are far too low for a lane to overflow.
func (s *System) Measure(w *World) uint64 {
	if !s.two {
		return s.measureMany(w)
	}
	const lanes = 1<<48 | 1<<32 | 1<<16 | 1
	const low, owes = 0xff * lanes, uint64(model.Owes) * lanes
	const odds = low &^ (0xff &^ candidatesLeft << 16) // of the candidates their number alone
	calls, rest, counts := w.Box[0].words()
	calls2, rest2, counts2 := w.Box[1].words()
	// The states are numbered in the order in which a call goes through them.
	passed := (calls&low + calls2&low) * lanes >> 48
	owed := (calls>>8&owes + calls2>>8&owes) * lanes >> 48
	rest, rest2 = (rest^restLacks)&restAll, (rest2^restLacks)&restAll
	rest = (rest&low + rest2&low + rest>>8&low + rest2>>8&low) * lanes >> 48
	even := (counts&low + counts2&low) * weighEven >> 48
	odd := (counts>>8&odds + counts2>>8&odds) * weighOdd >> 48
	left := weighState*(2*model.MaxCalls*uint64(model.Ended)-passed) +
		weighOwed*owed + rest + even + odd + weighCrowd*uint64(w.Crowd) +
		weighFed*uint64(w.Fed[maxPairs-2].N+w.Fed[maxPairs-1].N)
	for f := range s.fault {
		left += weighBudget * uint64(w.Budget[f])
	}
	if s.offers || s.gathers || s.mutes {
		left += s.measureMore(w, weighOut, weighGather)
	}
	return left
}

// measureMore is what is left of what few scenarios have: negotiations and muting, of which an event
// in an outbox weighs out, and gathering that comes to its end.
func (s *System) measureMore(w *World, out, gather uint64) (left uint64) {
	if s.offers {
		left += s.negotiations(w, out)
	}
	if s.gathers {
		left += gather * s.ungathered(w)
	}
	if s.mutes {
		left += s.tellings(w, out)
	}
	return left
}

// ungathered is how often the gathering of candidates can still come to its end.
func (s *System) ungathered(w *World) (times uint64) {
	for d := range s.devices {
		times += uint64(s.calls - bits.OnesCount8(w.Box[d].Gathered()))
	}
	return times
}

// negotiations is how much is left of them, where what is in an outbox weighs out: an offer
// that waits for its reply, so that its timer runs; one on its way, whose arrival has a
// reply sent; and one that a user may still make.
func (s *System) negotiations(w *World, out uint64) (left uint64) {
	offer := out + 1
	offers := func(queue []Item) {
		for _, event := range queue {
			left += offer * bit(event.Type() == model.Negotiate)
		}
	}
	for d := range s.devices {
		b := &w.Box[d]
		left += (out + offer + 2) * uint64(b.Renegotiations)
		for _, call := range b.Device.Call {
			left += bit(call.Flags&model.Offered != 0)
		}
		offers(b.Out[:b.NOut])
		offers(b.In[:b.NIn])
		left += offer * bit(b.Holds&HasLate != 0 && b.Late.Type() == model.Negotiate)
	}
	for i := range w.Fed {
		offers(w.Fed[i].Items[:w.Fed[i].N])
	}
	return left
}

// tellings is how much is left of muting, which is told, where what is in an outbox weighs out.
func (s *System) tellings(w *World, out uint64) (left uint64) {
	for d := range s.devices {
		left += (out + 1) * uint64(w.Box[d].Mutes)
	}
	return left
}

// words are the first 24 bytes of a box: the calls, each in a lane that has its state
// and above that its flags; from the stream to [Box.Willing]; and the numbers from
// [Box.NOut] on, with [Box.Seamless] among them, which weighs nothing.
func (b *Box) words() (calls, rest, counts uint64) {
	bytes := (*[24]byte)(unsafe.Pointer(b))
	return b.Device.Bits(), binary.LittleEndian.Uint64(bytes[8:]), binary.LittleEndian.Uint64(bytes[16:])
}

// measureMany is [System.Measure] of more than two devices: what is accepted goes to all of
// them. Every reply weighs the same, so that a world weighs what its images do.
func (s *System) measureMany(w *World) (left uint64) {
	fed := 1 + weighIn*uint64(s.devices)
	crowd := fed * MaxServers
	out := crowd + 1 + 1 // its reply
	gather := out + 1
	owed := out/uint64(model.Owes) + 1
	for d := range s.devices {
		b := &w.Box[d]
		for _, call := range b.Device.Call {
			left += weighState*MaxDevices*uint64(model.Ended-call.State) + owed*uint64(call.Flags&model.Owes)
		}
		left += uint64(restStream-b.Device.Stream) + uint64(restStream-b.Device.Turn) + uint64(bits.OnesCount8(b.Reply)) +
			uint64(b.Holds&(Suspended|HasLate|triesMask)) + out*uint64(b.NOut) + weighIn*uint64(b.NIn) +
			gather*uint64(b.CandidatesLeft()) + uint64(b.Presses) + uint64(b.HangUps) + uint64(b.Rejects) + uint64(b.Ignores)
	}
	for i := range s.pairs {
		left += fed * uint64(w.Fed[s.firstPair+i].N)
	}
	left += crowd * uint64(w.Crowd)
	for f := range s.fault {
		left += MaxDevices * weighBudget * uint64(w.Budget[f])
	}
	return left + s.measureMore(w, MaxDevices*out, gather)
}
