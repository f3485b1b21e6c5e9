package sim

import "github.com/glarelab/glare/model"

// Where a lifetime may pass at any moment, an invite may have expired by the time
// at which it arrives. Whatever brings one to a device is therefore offered twice:
// as bringing it fresh, and as bringing it expired. Where there is a clock, the
// invite's age says which of the two happens.

// What an invite that has expired comes by, as Arg of [OpExpired].
const (
	lateSync    = 0 // the sync queue, as with OpSync
	lateDecrypt = 1 // its key, as with OpDecrypt
)

// lateShift is where the calls begin in the number of a fault's target: one bit for each
// whose invite comes expired.
const lateShift = 4

// inviteOf is the call of an event as a set, if the event is an invite of another user.
func inviteOf(event Item) uint8 {
	if event.Type() != model.Invite || event.Own() {
		return 0
	}
	return 1 << event.Call()
}

// fresh is an action as it is if no invite that it brings has expired.
func (a Action) fresh() Action {
	switch a.Op {
	case OpExpired:
		a.Op = OpSync
		if a.Arg == lateDecrypt {
			a.Op = OpDecrypt
		}
		a.Arg = 0
	case OpFault:
		a.Arg &^= (1<<model.MaxCalls - 1) << lateShift
	}
	return a
}

// expired is a fresh action as it is if the invites of a set of calls have expired,
// all of which it brings.
func expired(a Action, late uint8) Action {
	switch {
	case late == 0:
	case a.Op == OpSync:
		a.Op, a.Arg = OpExpired, lateSync
	case a.Op == OpDecrypt:
		a.Op, a.Arg = OpExpired, lateDecrypt
	default:
		a.Arg |= uint16(late) << lateShift
	}
	return a
}

// invites is the set of calls whose invites an enabled action brings to its device.
func (s *System) invites(w *World, a Action) uint8 {
	b := &w.Box[a.Device]
	switch a = a.fresh(); a.Op {
	case OpSync:
		return inviteOf(b.In[0])
	case OpDecrypt:
		return inviteOf(b.Late)
	case OpFault:
		i, v := a.fault()
		if f := s.fault[i]; f.invites != nil {
			return f.invites(w, int(a.Device), v)
		}
	}
	return 0
}

// late is the set of calls whose invites an enabled action brings expired.
func (s *System) late(w *World, a Action) uint8 {
	switch a.Op {
	case OpExpired:
		return s.invites(w, a)
	case OpFault:
		_, v := a.fault()
		return lateCalls(v)
	default:
		return 0
	}
}

// lateCalls is the set of calls whose invites target v of a fault brings expired.
func lateCalls(v int) uint8 { return uint8(v >> lateShift) }

// appendExpired appends what a fresh action is if some of its invites have expired.
func (s *System) appendExpired(w *World, buf []Action, a Action) []Action {
	calls := s.invites(w, a)
	for late := uint8(1); late <= calls; late++ {
		if late&^calls == 0 {
			buf = append(buf, expired(a, late))
		}
	}
	return buf
}

// arrivalName is how schedules name an event that arrives where the invites of some
// calls have expired.
func (s *System) arrivalName(event Item, late uint8) string {
	if inviteOf(event)&late != 0 {
		return "expired " + s.eventName(event)
	}
	return s.eventName(event)
}
