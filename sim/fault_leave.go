package sim

import "github.com/glarelab/glare/model"

// leave lets a user leave a room, or be made to, in the middle of a call (V1-LEAVE-1). The
// text of version 0 has no word on it. It happens behind what the user's devices have
// handed over, as a send of its own; what they do afterwards no one in the room can see.
func leave() *Fault {
	return &Fault{
		Name: "leave", Delays: true, Needs: NeedsVersion1,
		About: "a user leaves the room",
		targets: func(s *System, w *World, d int) (rooms uint16) {
			if !s.mayLeave(w, d) {
				return 0
			}
			for r := range s.Scenario.Rooms {
				rooms |= one(s.members[r].Has(d) && !s.left(w, d, r) && s.roomCalls[r] != 0) << r
			}
			return rooms
		},
		do: func(s *System, w *World, d, r int) {
			w.Left |= 1 << s.leftBit(d, r)
			for set := s.mates[d]; set != 0; set = set.rest() {
				s.leaves(w, set.first(), r)
			}
			s.want(w, d, s.leaveItem(d, r).Call(), 0)
			s.distribute(w, d, s.leaveItem(d, r))
		},
		name: func(s *System, _ *World, d, r int) string {
			return s.UserName(d) + " leaves " + s.Scenario.Rooms[min(r, len(s.Scenario.Rooms)-1)].Name
		},
	}
}

// mayLeave reports whether device d is the first one of a user of version 1 who could leave a
// room now: when all that the user's devices have handed over is accepted.
func (s *System) mayLeave(w *World, d int) bool {
	if s.mates[d].first() != d || !s.roomFor(w, d) {
		return false
	}
	for set := s.mates[d]; set != 0; set = set.rest() {
		if e := set.first(); s.Version(e) != model.Version1 || w.Box[e].NOut > 0 {
			return false
		}
	}
	return true
}

// leaves is what it means to device d that its user leaves room r: a call that the user is
// in, or has placed, ends as by a hangup, of which the leaving tells. Syncs bring nothing more
// of that room.
func (s *System) leaves(w *World, d, r int) {
	for n := range s.calls {
		c := s.machine[d].Nth(n)
		state := w.Box[d].Device.Call[c].State
		if int(s.room[c]) != r || state == model.None {
			continue
		}
		ends := (model.UnderWay | model.Live).Has(state)
		if ends {
			s.hungUp(w, d, c)
		}
		s.give(w, d, model.Left, c, false)
		if ends {
			s.ends(w, d, c)
			w.Call[c] |= GivenUp
		}
	}
	for i := range s.devices {
		w.Box[i].Seamless &^= 1 << r
	}
	b, kept := &w.Box[d], 0
	for _, event := range b.In[:b.NIn] {
		if !s.unseen(w, d, event) {
			b.In[kept] = event
			kept++
		}
	}
	clear(b.In[kept:b.NIn])
	b.NIn = uint8(kept)
	if b.Holds&HasLate != 0 && s.unseen(w, d, b.Late) {
		b.Late = Item{}
		b.Holds &^= HasLate
	}
	if b.Holds&HasLast != 0 && s.unseen(w, d, b.Last) {
		b.Last = Item{}
		b.Holds &^= HasLast
	}
}

// leaveItem is the event which says that the user of device d has left room r. It bears the
// user's own call of the room, or the room's first one where the user has none.
func (s *System) leaveItem(d, r int) Item {
	call := -1
	for c := range s.calls {
		if int(s.room[c]) == r && (call < 0 || s.mates[d].Has(s.owner(c)) && !s.mates[d].Has(s.owner(call))) {
			call = c
		}
	}
	return item(model.Leaving, call, d)
}

// leftBit is the place of a user, that of device d, and a room in [State.Left].
func (s *System) leftBit(d, r int) int { return int(s.userOf[d])*MaxRooms + r }

// left reports whether the user of device d has left room r.
func (s *System) left(w *World, d, r int) bool { return w.Left>>s.leftBit(d, r)&1 != 0 }

// unseen reports whether the user of device d has left the room that an event is of, so that
// it is nobody's business there.
func (s *System) unseen(w *World, d int, event Item) bool {
	return w.Left != 0 && s.left(w, d, int(s.room[event.Call()]))
}

// receiveLeave tells device d that another user has left a room, for each call of the room
// that the two can have with each other. A call that was not placed before cannot come any more.
func (s *System) receiveLeave(w *World, d int, event Item) {
	w.Last.from = uint8(event.Sender()) + 1
	for n := range s.calls {
		c := s.machine[d].Nth(n)
		if s.room[c] == s.room[event.Call()] && s.isWith(w, d, c, event.Sender()) {
			s.give(w, d, model.RecvLeave, c, false)
		}
	}
	w.Last.from = 0
}

// isWith reports whether call c of device d is one with the user of device other: placed by
// that user, or an own one that the user can answer or has answered.
func (s *System) isWith(w *World, d, c, other int) bool {
	if s.owner(c) != d {
		return s.mates[other].Has(s.owner(c)) && w.Call[c]&InviteSent != 0
	}
	callee := s.calleeOf(w, c)
	return callee < 0 || s.mates[other].Has(callee) || model.UnderWay.Has(w.Box[d].Device.Call[c].State)
}
