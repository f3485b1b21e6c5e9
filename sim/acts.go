package sim

import "github.com/glarelab/glare/model"

// Slots of what users may do, for each device; and of the crowd.
const (
	actAnswer      = 0                          // by call
	actPlace       = actAnswer + model.MaxCalls // by call
	actEnd         = actPlace + model.MaxCalls  // for each call: reject, ignore, hang up
	actRenegotiate = actEnd + 3*model.MaxCalls  // by call
	actSlots1      = actRenegotiate + model.MaxCalls
	slotCrowd      = MaxDevices * actSlots1 // by device, whose homeserver it enters at
)

// actSlots are the actions of the slots.
var actSlots = func() (slots [64]Action) {
	for d := range MaxDevices {
		for c := range model.MaxCalls {
			for i := range pressKinds {
				kind := &pressKinds[i]
				slots[d*actSlots1+kind.slot+c*kind.apart] = Action{Op: kind.Op, Device: uint8(d), Arg: uint8(c)}
			}
		}
	}
	for d := range MaxDevices {
		slots[slotCrowd+d] = Action{Op: OpCrowd, Device: uint8(d)}
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

// acts is the set of slots of what users may do in w: of each kind of press, where some
// are left, those calls that its entry says.
func (s *System) acts(w *World) (set uint64) {
	for d := range w.Box {
		b, rings := &w.Box[d], w.In[d].Calls(model.InRing)
		if rings|b.Presses|b.HangUps|b.Rejects|b.Ignores|b.Renegotiations == 0 || b.Holds&Suspended != 0 {
			continue
		}
		busy := w.In[d].Calls(model.InLive)
		acts := uint64(0)
		if busy == 0 && b.PickUps > 0 {
			acts = uint64(s.answerable(w.In[d])) << actAnswer
		}
		busy |= w.In[d].Calls(model.InUnderWay)
		if b.Presses > 0 && busy == 0 && (rings == 0 || s.Scenario.Users[d].WhileRinging) {
			acts |= s.nextCalls(w, d) << actPlace
		}
		if b.Rejects > 0 {
			acts |= spread(rings) << actEnd
		}
		if b.Ignores > 0 {
			acts |= spread(rings) << (actEnd + 1)
		}
		if b.HangUps > 0 {
			acts |= spread(busy) << (actEnd + 2)
		}
		if b.Renegotiations > 0 {
			acts |= uint64(renegotiable(b, w.In[d])) << actRenegotiate
		}
		set |= acts << (d * actSlots1)
	}
	if w.Crowd > 0 {
		set |= s.crowds(w) << slotCrowd
	}
	return set
}

// crowds is the set of devices at whose homeserver another event of the room can
// enter: where there is room for it, at each of them.
func (s *System) crowds(w *World) (set uint64) {
	if !s.federated {
		return bit(s.roomFor(w, 0))
	}
	return bit(s.roomFor(w, 0)) | bit(s.roomFor(w, 1))<<1
}

// answerable is the set of calls that ring and may be answered: not while an own
// call is under way in another room; then they are left to ring.
func (s *System) answerable(in model.Standing) uint8 {
	calls := in.Calls(model.InRing)
	if len(s.Scenario.Rooms) > 1 && calls != 0 {
		for own := range s.calls {
			if in.Calls(model.InUnderWay)>>own&1 != 0 {
				calls &= s.roomMates[own]
			}
		}
	}
	return calls
}

// nextCalls is the set of calls that device d's user could place next: one for
// each room where one is left.
func (s *System) nextCalls(w *World, d int) (calls uint64) {
	for r := range s.Scenario.Rooms {
		for c := d * s.per; c < (d+1)*s.per; c++ {
			if int(s.room[c]) == r && w.Call[c]&Placed == 0 {
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
