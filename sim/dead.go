package sim

import "github.com/glarelab/glare/model"

// A message is dead that its receiver will ignore whenever it comes, and that nobody
// looks at meanwhile. What the receiver ignores follows from its rules
// ([model.Fates]); this file says what the world itself makes of messages.

// waits are the states that a timer can end: while one of them can come, what is on its
// way can excuse, or be to blame.
const waits = model.StateSet(1<<model.OSending | 1<<model.OWait | 1<<model.OConn | 1<<model.IPend | 1<<model.IRing | 1<<model.IIgn |
	1<<model.IAcc | 1<<model.ISending | 1<<model.IConn)

// over are the states of a call that cannot be connected.
const over = model.StateSet(1<<model.None | 1<<model.Ended)

// ignores reports whether device d will ignore an input about call c, whenever it comes.
func (s *System) ignores(w *World, d int, in model.Input, c int) bool {
	return s.ignoresOf(w, d, in, c, false)
}

// ignoresOf is [System.ignores] of what comes of an event, of a stranger's or another's.
func (s *System) ignoresOf(w *World, d int, in model.Input, c int, stranger bool) bool {
	if s.placeable[d]>>c&1 != 0 && w.Call[c]&Placed == 0 {
		return false
	}
	return s.mortal.fates[d].Ignores(in, c, w.Box[d].Device.Call[c], s.outlook(w, d), stranger)
}

// ignoresEvent reports whether device d will ignore an event, whenever it comes. Who is a
// stranger to a call stays one.
func (s *System) ignoresEvent(w *World, d int, event Item) bool {
	c := event.Call()
	return s.ignoresOf(w, d, s.inputOf(d, event, c), c, s.Stranger(w, d, event.Sender(), c))
}

// future is the set of the states in which call c can still be at device d.
func (s *System) future(w *World, d, c int) model.StateSet {
	if s.placeable[d]>>c&1 != 0 && w.Call[c]&Placed == 0 {
		return 1<<model.NumStates - 1
	}
	return s.mortal.fates[d].Future(c, w.Box[d].Device.Call[c], s.outlook(w, d))
}

// outlook is what is known of what is still to come of device d.
func (s *System) outlook(w *World, d int) model.Outlook {
	known := model.Outlook{Restarts: w.left(s.mortal.crash), Alone: true}
	for c := range s.calls {
		if s.placeable[d]>>c&1 == 0 {
			continue
		}
		if w.Call[c]&Placed == 0 || s.mortal.fates[d].Future(c, w.Box[d].Device.Call[c], model.Outlook{Restarts: known.Restarts})&model.UnderWay != 0 {
			known.Alone = false
			break
		}
	}
	return known
}

// dead reports whether an event on its way to device d is dead.
func (s *System) dead(w *World, d int, event Item) bool {
	if event.Type() == model.Message {
		return true
	}
	if !s.two {
		switch {
		case s.unseen(w, d, event):
			return true
		case event.Type() == model.Leaving: // it is about several calls
			return false
		}
	}
	// Two calls of one ID are told apart when an event comes. A replay brings back
	// whatever came last, and so tells apart what was ignored.
	c := event.Call()
	if s.sameID[w.IDs][c] != 1<<c || s.replays {
		return false
	}
	// A stored invite is decided on when a sync is through, whatever was in it.
	if s.stores && (w.left(s.mortal.crash) || w.stored(d) != 0) {
		return false
	}
	if !event.Own() && !s.heeded(d, event) { // it is nobody's news, but it can be an excuse
		return !s.loose && (!endsCalls(event.Type()) || s.future(w, d, c)&waits == 0)
	}
	if w.left(s.mortal.gap) && !s.ignores(w, d, model.Gap, c) {
		return false
	}
	switch t := event.Type(); {
	case event.Own() && t == model.Invite && event.Sender() == d:
		// Where the order of invites is kept, the device learns it by them.
		return !s.keeps && s.ignores(w, d, model.EchoInvite, c)
	case event.Own():
		// That another device has answered is an excuse for who rings, too.
		excuses := s.showsEnd(d, event, s.inputOf(d, event, c)) || s.loose && t == model.Answer
		return s.ignoresEvent(w, d, event) && (!excuses || s.future(w, d, c)&waits == 0)
	case t == model.Invite:
		return s.deadInvite(w, d, c)
	case t == model.Answer:
		return s.deadAnswer(w, d, event)
	default:
		// What tells the device that the call is over is an excuse for who waits.
		return s.ignoresEvent(w, d, event) && (!tellsEnd(s.inputOf(d, event, c)) || s.future(w, d, c)&waits == 0)
	}
}

// deadAt reports whether an event on its way to some devices is dead at all of them.
func (s *System) deadAt(w *World, to DeviceSet, event Item) bool {
	for ; to != 0; to = to.rest() {
		if d := to.first(); !s.dead(w, d, s.arriving(d, event)) {
			return false
		}
	}
	return true
}

// deadInvite is dead for an invite. That one may have expired when it comes is a
// cause, and what the device has seen of the call.
func (s *System) deadInvite(w *World, d, c int) bool {
	if s.loose || s.keeps || !s.ignores(w, d, model.RecvInvite, c) {
		return false
	}
	return !w.left(s.mortal.skew) || s.ignores(w, d, model.RecvLate, c) && s.future(w, d, c)&waits == 0
}

// deadAnswer is dead for an answer. Where a lifetime may pass while it is on its way to the
// caller, that is an excuse as long as the call can be connected.
func (s *System) deadAnswer(w *World, d int, event Item) bool {
	c := event.Call()
	if !s.ignoresEvent(w, d, event) {
		return false
	}
	if !s.loose || s.owner(c) != d || s.future(w, d, c)&^over == 0 {
		return true
	}
	states := s.future(w, d, c)
	for set := s.callees(c); set != 0; set = set.rest() {
		states |= s.future(w, set.first(), c)
	}
	return states&waits == 0
}

// deadUnsent reports whether an event in the outbox of device d, dead for all others,
// means nothing to anyone else: neither to who has sent it, when it is accepted, nor in
// its own echo.
func (s *System) deadUnsent(w *World, d int, event Item, first bool) bool {
	switch t := event.Type(); {
	case t == model.Invite, t == model.Answer: // calls are known by them, and a reply comes
		return false
	case first && w.Box[d].refused(): // it is tried again until its sender gives up
		return false
	default:
		return !s.echoes(d, event) || s.dead(w, d, event.bare().as(itemOwn))
	}
}

// deadReplies is the set of the replies to device d that are dead.
func (s *System) deadReplies(w *World, d int) (dead uint8) {
	reply := w.Box[d].Reply
	if invites := reply & (1<<model.MaxCalls - 1); invites != 0 && (!s.loose || !s.mayHold(w, d)) {
		for c := range s.calls {
			if invites>>c&1 != 0 && s.ignores(w, d, model.InviteOK, c) {
				dead |= 1 << c
			}
		}
	}
	if answers := reply >> model.MaxCalls; answers != 0 {
		for c := range s.calls {
			if answers>>c&1 != 0 && s.ignores(w, d, model.AnswerOK, c) {
				dead |= 1 << (model.MaxCalls + c)
			}
		}
	}
	return dead
}

// mayHold reports whether device d can hold an invite back: it then waits for a reply,
// which excuses.
func (s *System) mayHold(w *World, d int) bool {
	for c := range s.calls {
		if s.owner(c) != d && s.future(w, d, c).Has(model.IPend) {
			return true
		}
	}
	return false
}
