package sim

import "github.com/glarelab/glare/model"

const hostileName = "hostile-member"

// hostileMember sends one event of the hostile member into the room: an invite of its own,
// with an ID that is chosen to compare as it likes or copied, or any other event about a
// call that a homeserver has accepted, with that call's ID (H-48 to H-53). The target is,
// at the device that places a call, which of its calls the event is about, and what it says.
func hostileMember() *Fault {
	return &Fault{
		Name: hostileName, Delays: true, Needs: NeedsHostile,
		About:   "a hostile member of the room sends a call event, about any call",
		targets: (*System).forgeable,
		do: func(s *System, w *World, d, v int) {
			event := s.forge(d, v)
			if event.Type() == model.Invite {
				w.Call[event.Call()] |= InviteSent | InviteAccepted
			}
			s.distribute(w, event.Sender(), event)
		},
		name: func(s *System, _ *World, d, v int) string {
			who := "a hostile member"
			if s.hostile != 0 {
				who = s.names[s.hostile.first()]
			}
			return who + " sends " + s.EventWords(s.forge(d, v))
		},
	}
}

// forgedTypes are what a target says, by its lowest three bits.
var forgedTypes = [...]model.EventType{
	model.Invite, model.Answer, model.Hangup, model.CallReject, model.SelectAnswer, model.Candidates, model.Negotiate, model.NegotiateReply,
}

// forge is the event of a target at device d. A selection names who has sent it: that is
// nobody whose answer anyone else has given.
func (s *System) forge(d, v int) Item {
	own, nth := 0, v/len(forgedTypes)
	for c := range s.calls {
		if s.owner(c) == d {
			if own = c; nth == 0 {
				break
			}
			nth--
		}
	}
	from := 0
	if s.hostile != 0 {
		from = s.hostile.first()
	}
	event := item(forgedTypes[v%len(forgedTypes)], own, from)
	if event.Type() == model.SelectAnswer {
		event.who |= uint8(from) << itemNamed
	}
	return event
}

// forgeable is the set of the events that the hostile member can send about the calls of
// device d.
func (s *System) forgeable(w *World, d int) (targets uint16) {
	if s.hostile == 0 || !s.roomFor(w, s.hostile.first()) {
		return 0
	}
	nth := 0
	for c := range s.calls {
		if s.owner(c) != d {
			continue
		}
		for i, t := range forgedTypes {
			if s.mayForge(w, c, t) {
				targets |= 1 << (nth*len(forgedTypes) + i)
			}
		}
		nth++
	}
	return targets
}

// mayForge reports whether the hostile member can send an event of a type about call c: once
// an own invite, with an ID that it has seen if it copies one; and of what a homeserver has
// accepted all but that. What only the callee of a call sends it does not say of its own,
// and what it says of a copied ID is the same as what it says of the call that has it.
func (s *System) mayForge(w *World, c int, t model.EventType) bool {
	mine, accepted := s.forgeries>>c&1 != 0, w.Call[c]&InviteAccepted != 0
	switch {
	case !s.Version(s.hostile.first()).Knows(t):
		return false
	case t == model.Invite:
		copied := s.copied(w, c)
		return mine && !accepted && (copied == model.NoCall || w.Call[copied]&InviteAccepted != 0)
	case mine:
		return accepted && t != model.Answer && t != model.CallReject && s.copied(w, c) == model.NoCall
	default:
		return accepted
	}
}

// copied is another call whose ID forged call c has, or none.
func (s *System) copied(w *World, c int) int {
	ids := &s.ids[w.IDs]
	for other := range s.calls {
		if other != c && ids[other] == ids[c] {
			return other
		}
	}
	return model.NoCall
}
