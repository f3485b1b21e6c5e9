package sim

import (
	"math/bits"

	"github.com/glarelab/glare/model"
)

// Slots of what users may do, for each device; and of the crowd, where two users have one
// device each.
const (
	actAnswer      = 0                               // by call
	actPlace       = actAnswer + model.MaxCalls      // by call
	actEnd         = actPlace + model.MaxCalls       // for each call: reject, ignore, hang up
	actRenegotiate = actEnd + 3*model.MaxCalls       // by call
	actMute        = actRenegotiate + model.MaxCalls // by call
	actSlots1      = actMute + model.MaxCalls
	slotCrowd      = 2 * actSlots1 // by device, whose homeserver it enters at
)

// actSlots are the actions of the slots, of the two devices that have them in one word.
var actSlots = func() (slots [64]Action) {
	for d := range 2 {
		copy(slots[d*actSlots1:], pressMoves[d][:])
		slots[slotCrowd+d] = Action{Op: OpCrowd, Device: uint8(d)}
	}
	return slots
}()

// pressMoves are, for each device, the actions of its slots.
var pressMoves = func() (slots [MaxDevices][actSlots1]Action) {
	for d := range slots {
		for c := range model.MaxCalls {
			for i := range pressKinds {
				kind := &pressKinds[i]
				slots[d][kind.slot+c*kind.apart] = Action{Op: kind.Op, Device: uint8(d), Arg: uint16(c)}
			}
		}
	}
	return slots
}()

// findMustActs finds the set of slots of what users must do.
func (s *System) findMustActs() (set uint64) {
	for slot, a := range actSlots {
		if slot < slotCrowd && s.Fair(nil, a) {
			set |= 1 << slot
		}
	}
	return set
}

// acts is the set of slots of what two users with one device each may do in w.
func (s *System) acts(w *World) (set uint64) {
	if w.Box[0].mayAct(w.In[0]) {
		set = s.deviceActs(w, 0, w.In[0])
	}
	if w.Box[1].mayAct(w.In[1]) {
		set |= s.deviceActs(w, 1, w.In[1]) << actSlots1
	}
	if w.Crowd > 0 {
		set |= s.crowds(w) << slotCrowd
	}
	return set
}

// mayAct reports whether there can be anything that the user of an awake device may do.
func (b *Box) mayAct(in model.Standing) bool {
	return in.Calls(model.InRing)|b.Presses|b.HangUps|b.Rejects|b.Ignores|b.Renegotiations|b.Mutes != 0 && b.Holds&Suspended == 0
}

// deviceActs is the set of slots of what the user of device d may do there, whose calls at
// all of the user's devices stand as user says: of each kind of press, where some are left,
// those calls that its entry says.
func (s *System) deviceActs(w *World, d int, user model.Standing) (acts uint64) {
	b, in := &w.Box[d], w.In[d]
	rings := in.Calls(model.InRing)
	busy, under := user.Calls(model.InLive), user.Calls(model.InUnderWay)
	if busy == 0 && b.PickUps > 0 {
		acts = uint64(s.answerable(rings, under)) << actAnswer
	}
	if s.several[d] {
		under = in.Calls(model.InUnderWay)
	}
	if b.Presses > 0 && busy|under == 0 && (user.Calls(model.InRing) == 0 || s.user(d).WhileRinging) {
		acts |= s.nextCalls(w, d) << actPlace
	}
	if b.Rejects > 0 {
		acts |= spread(rings) << actEnd
	}
	if b.Ignores > 0 {
		acts |= spread(rings) << (actEnd + 1)
	}
	if b.HangUps > 0 {
		acts |= spread(in.Calls(model.InLive)|in.Calls(model.InUnderWay)) << (actEnd + 2)
	}
	if b.Renegotiations > 0 {
		acts |= uint64(renegotiable(b, in)) << actRenegotiate
	}
	if b.Mutes > 0 {
		acts |= uint64(mutable(b, in)) << actMute
	}
	return acts
}

// ofUser is how the calls stand at all devices of the user of device d together.
func (s *System) ofUser(w *World, d int) (all model.Standing) {
	for set := s.mates[d]; set != 0; set = set.rest() {
		all |= w.In[set.first()]
	}
	return all
}

// crowds is the set of devices at whose homeserver another event of the room can
// enter: where there is room for it, the first one at each of them.
func (s *System) crowds(w *World) (set uint64) {
	for d := range s.devices {
		if s.isGate(d) {
			set |= bit(s.roomFor(w, d)) << d
		}
	}
	return set
}

// answerable is, of the calls that ring, the set of those that may be answered: not while
// an own call is under way in another room; then they are left to ring. So is always a
// hostile member's: whoever answered that would consent to it.
func (s *System) answerable(rings, underWay uint8) uint8 {
	rings &^= s.forgeries
	if len(s.Scenario.Rooms) > 1 && rings != 0 {
		for own := range s.calls {
			if underWay>>own&1 != 0 {
				rings &= s.roomMates[own]
			}
		}
	}
	return rings
}

// nextCalls is the set of calls that device d's user could place next: one for
// each room where one is left.
func (s *System) nextCalls(w *World, d int) (calls uint64) {
	for r := range s.Scenario.Rooms {
		if !s.two && s.left(w, d, r) {
			continue
		}
		for own := s.roomCalls[r] & s.owned[d]; own != 0; own &= own - 1 {
			if c := bits.TrailingZeros8(own); w.Call[c]&Placed == 0 {
				calls |= 1 << c
				break
			}
		}
	}
	return calls
}

// spread moves the bits of a set of calls three apart.
func spread(set uint8) uint64 {
	calls := uint64(set)
	return calls&1 | calls&2<<2 | calls&4<<4 | calls&8<<6
}
