package sim

import (
	"math/bits"

	"github.com/glarelab/glare/model"
)

// exchange is a way to let devices change places, each with the calls that it places. What
// a world becomes by that is its image: each device has what was on its way to and from the
// one whose place it takes, and all that names a device or a call names its image.
type exchange struct {
	device [MaxDevices]uint8 // what becomes of each device
	from   [MaxDevices]uint8 // whose place each device takes
	call   [model.MaxCalls]uint8
	// set has the image of each set of calls; moves says that some call is not its own.
	set   [1 << model.MaxCalls]uint8
	moves bool
	// lapsed has, for each user, the image of a set of numbers of that user's calls; see
	// [Box.Willing].
	lapsed [MaxUsers][1 << (8 - lapsed)]uint8
	ids    []uint8 // of each assignment of call IDs, in which the images compare as the calls did
	two    bool    // of two devices, selections name none
}

// exchanged is the exchange in which each device takes the place of another one. The calls
// that each device may place become those of its image, in their order.
func (s *System) exchanged(device [MaxDevices]uint8) exchange {
	var call [model.MaxCalls]uint8
	for c := range call {
		call[c] = uint8(c) // as it stays if it is never placed
	}
	for d := range s.devices {
		theirs := s.placeable[device[d]]
		for mine := s.placeable[d]; mine != 0; mine, theirs = mine&(mine-1), theirs&(theirs-1) {
			call[bits.TrailingZeros8(mine)] = uint8(bits.TrailingZeros8(theirs))
		}
	}
	return s.newExchange(device, call)
}

// newExchange is the exchange in which these become of devices and calls.
func (s *System) newExchange(device [MaxDevices]uint8, call [model.MaxCalls]uint8) exchange {
	x := exchange{device: device, call: call, two: s.two}
	for d := range s.devices {
		x.from[device[d]] = uint8(d)
	}
	for c := range s.calls {
		x.moves = x.moves || int(x.call[c]) != c
	}
	for set := range x.set {
		for c := range s.calls {
			x.set[set] |= uint8(set>>c&1) << x.call[c]
		}
	}
	for u := range s.users {
		for set := range x.lapsed[u] {
			for c := range s.calls {
				if int(s.userOf[s.owner(c)]) == u {
					x.lapsed[u][set] |= uint8(set) >> s.nth[c] & 1 << s.nth[x.call[c]]
				}
			}
		}
	}
	return x
}

// exchange writes the image of src into dst, but for what lies between homeservers.
func (s *System) exchange(dst, src *World, x *exchange) {
	dst.State = src.State
	dst.IDs = x.ids[src.IDs]
	for d := range s.devices {
		s.exchangeBox(&dst.Box[d], &src.Box[x.from[d]], x, int(s.userOf[x.from[d]]))
	}
	for c := range s.calls {
		dst.Call[x.call[c]], dst.Peer[x.call[c]] = src.Call[c], 0
		if peer := src.Peer[c]; peer > 0 {
			dst.Peer[x.call[c]] = x.device[peer-1] + 1
		}
	}
	for d := range s.devices {
		dst.In[d] = dst.Box[d].Device.Standing()
	}
}

// exchangeBox writes into dst what becomes of the box of a device of a user.
func (s *System) exchangeBox(dst, src *Box, x *exchange, user int) {
	*dst = *src
	x.items(dst.Out[:src.NOut])
	x.items(dst.In[:src.NIn])
	if src.Holds&HasLate != 0 {
		dst.Late = x.item(src.Late)
	}
	if src.Holds&HasLast != 0 {
		dst.Last = x.item(src.Last)
	}
	if !x.moves {
		return
	}
	for c := range s.calls {
		dst.Device.Call[x.call[c]] = src.Device.Call[c]
	}
	if c := src.Device.OwnerCall(); c != model.NoCall {
		dst.Device.Owner = x.call[c] + 1
	}
	const told = model.Streams(1<<model.MaxCalls - 1) // above is what is of no call
	dst.Device.Streams = src.Device.Streams&^told | model.Streams(x.set[src.Device.Streams&told])
	dst.Reply, dst.SeenOver, dst.SendHurt = x.both(src.Reply), x.both(src.SeenOver), x.both(src.SendHurt)
	dst.MediaHurt = x.set[src.MediaHurt]
	dst.Candidates = src.CandidatesLeft() | x.set[src.Gathered()]<<gatheredFrom
	const calls, rooms = 1<<model.MaxCalls - 1, 1<<lapsed - 1<<model.MaxCalls
	dst.Answers = x.set[src.Answers&calls] | src.Answers&^calls // above are numbers of calls, in an order of two users
	dst.Willing = x.set[src.Willing&calls] | src.Willing&rooms | x.lapsed[user][src.Willing>>lapsed]<<lapsed
}

// both is the image of two sets of calls in one byte.
func (x *exchange) both(sets uint8) uint8 {
	const calls = 1<<model.MaxCalls - 1
	return x.set[sets&calls] | x.set[sets>>model.MaxCalls]<<model.MaxCalls
}

func (x *exchange) items(items []Item) {
	for i := range items {
		items[i] = x.item(items[i])
	}
}

// item leaves other events of the room alone, which are about no call, and which nobody in
// particular has sent.
func (x *exchange) item(i Item) Item {
	if i.Type() == model.Message {
		return i
	}
	named := i.who &^ itemSender
	if i.Type() == model.SelectAnswer && !x.two {
		named = x.device[i.Named()] << itemNamed
	}
	return Item{i.what&^(3<<itemCall) | x.call[i.Call()]<<itemCall, named | x.device[i.Sender()]}
}
