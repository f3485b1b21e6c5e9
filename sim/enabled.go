package sim

import "github.com/glarelab/glare/model"

// Enabled appends the actions that may happen in w, calmest first. Their order
// is a function of w alone.
func (s *System) Enabled(w *World, buf []Action) []Action {
	if w.Causes&Overflow != 0 {
		return buf
	}
	// restless: something is under way that a patient timer waits for.
	restless := false
	buf = s.network(w, buf, &restless)
	buf = s.media(w, buf, &restless)
	buf = s.users(w, buf, &restless)
	buf = s.timers(w, buf, restless)
	return s.faults(w, buf)
}

// Fair reports whether an enabled action must happen sooner or later.
func (s *System) Fair(_ *World, a Action) bool {
	u := &s.Scenario.Users[a.Device]
	switch a.Op {
	case OpPlace:
		return u.Place.Must
	case OpAnswer:
		return u.Answer.Must
	case OpReject:
		return u.Reject.Must
	case OpIgnore:
		return u.Ignore.Must
	case OpHangUp:
		return u.HangUp.Must
	case OpCandidate, OpCrowd, OpExpired, OpFault:
		return false
	default:
		return true
	}
}

func (s *System) network(w *World, buf []Action, restless *bool) []Action {
	federated := s.Federated()
	for d := range w.Box {
		b := &w.Box[d]
		if b.NOut > 0 && s.roomFor(w, d) {
			buf = append(buf, Action{Op: OpAccept, Device: uint8(d)})
			*restless = true
		}
	}
	if federated {
		for d := range w.Box {
			b := &w.Box[d]
			if b.NFed > 0 && b.NIn < maxIn {
				buf = append(buf, Action{Op: OpFederate, Device: uint8(d)})
				*restless = true
			}
		}
	}
	for d := range w.Box {
		b := &w.Box[d]
		if b.Holds&Suspended != 0 {
			buf = append(buf, Action{Op: OpResume, Device: uint8(d)})
			*restless = true
			continue
		}
		for bit, bits := 0, b.Reply; bits != 0; bit, bits = bit+1, bits>>1 {
			if bits&1 != 0 {
				buf = append(buf, Action{Op: OpReply, Device: uint8(d), Arg: uint8(bit)})
				*restless = true
			}
		}
		if b.NIn > 0 {
			buf = append(buf, Action{Op: OpSync, Device: uint8(d)})
			*restless = true
		}
		if b.Holds&HasLate != 0 {
			buf = append(buf, Action{Op: OpDecrypt, Device: uint8(d)})
			*restless = true
		}
	}
	return buf
}

// roomFor reports whether an event that d sends finds room in every queue that
// it goes to.
func (s *System) roomFor(w *World, d int) bool {
	if w.Box[d].NIn >= maxIn {
		return false
	}
	if s.Federated() {
		return w.Box[1-d].NFed < maxFed
	}
	return w.Box[1-d].NIn < maxIn
}

func (s *System) media(w *World, buf []Action, restless *bool) []Action {
	for d := range w.Box {
		b := &w.Box[d]
		if b.Holds&Suspended != 0 {
			continue
		}
		before := len(buf)
		if c := b.Device.OwnerCall(); c >= 0 {
			if state := b.Device.Call[c].State; state == model.OPrep || state == model.IAcc {
				buf = s.preparing(b, d, c, buf)
			}
		}
		for c := range s.calls {
			mine, theirs := b.Device.Call[c].State, w.Box[1-d].Device.Call[c].State
			if mine == model.OConn && (theirs == model.ISending || theirs == model.IConn || theirs == model.Active) ||
				mine == model.IConn && (theirs == model.OConn || theirs == model.Active) {
				buf = append(buf, Action{Op: OpConnect, Device: uint8(d), Arg: uint8(c)})
			}
		}
		*restless = *restless || len(buf) > before
		if b.Candidates > 0 {
			for c := range s.calls {
				switch b.Device.Call[c].State {
				case model.OWait, model.OConn, model.IConn:
					buf = append(buf, Action{Op: OpCandidate, Device: uint8(d), Arg: uint8(c)})
				}
			}
		}
	}
	return buf
}

// preparing offers the media steps of call c, which holds the stream.
func (s *System) preparing(b *Box, d, c int, buf []Action) []Action {
	if !s.Scenario.SlowMedia {
		return append(buf, Action{Op: OpReady, Device: uint8(d), Arg: uint8(c)})
	}
	if b.Device.Stream == model.Pending {
		buf = append(buf, Action{Op: OpCapture, Device: uint8(d)})
	}
	if b.Device.Turn == model.Fetching {
		buf = append(buf, Action{Op: OpTurn, Device: uint8(d)})
	}
	if b.Device.Stream == model.Granted && b.Device.Turn == model.HaveTurn {
		buf = append(buf, Action{Op: OpReady, Device: uint8(d), Arg: uint8(c)})
	}
	return buf
}

// screen is what occupies a user's screen.
type screen struct {
	underWay uint8 // bit r: an own unanswered call in room r
	live     bool  // a call is accepted, connecting or active
	rings    bool
}

func (s *System) screenOf(b *Box) (scr screen) {
	for c := range s.calls {
		switch state := b.Device.Call[c].State; {
		case state == model.None || state == model.Ended:
		case model.UnderWay.Has(state):
			scr.underWay |= 1 << s.room[c]
		case model.Live.Has(state):
			scr.live = true
		case state == model.IRing:
			scr.rings = true
		}
	}
	return scr
}

func (s *System) users(w *World, buf []Action, restless *bool) []Action {
	for d := range w.Box {
		b, u := &w.Box[d], &s.Scenario.Users[d]
		if b.Holds&Suspended != 0 {
			continue
		}
		scr := s.screenOf(b)
		act := func(op Op, c int, must bool) {
			buf = append(buf, Action{Op: op, Device: uint8(d), Arg: uint8(c)})
			*restless = *restless || must
		}
		for c := range s.calls {
			state := b.Device.Call[c].State
			if state == model.IRing && b.Answered&(1<<c) == 0 && u.Answer.Times > 0 && !scr.live &&
				scr.underWay&^(1<<s.room[c]) == 0 {
				act(OpAnswer, c, u.Answer.Must)
			}
		}
		if b.Presses > 0 && scr.underWay == 0 && !scr.live && (!scr.rings || u.WhileRinging) {
			for r := range s.Scenario.Rooms {
				if c := s.nextCall(w, d, r); c != model.NoCall {
					act(OpPlace, c, u.Place.Must)
				}
			}
		}
		for c := range s.calls {
			switch state := b.Device.Call[c].State; {
			case state == model.IRing:
				if b.Rejects > 0 {
					act(OpReject, c, u.Reject.Must)
				}
				if b.Ignores > 0 {
					act(OpIgnore, c, u.Ignore.Must)
				}
			case b.HangUps > 0 && (model.UnderWay | model.Live).Has(state):
				act(OpHangUp, c, u.HangUp.Must)
			}
		}
	}
	if w.Crowd > 0 && w.Box[0].NIn < maxIn && w.Box[1].NIn < maxIn && w.Box[1].NFed < maxFed {
		buf = append(buf, Action{Op: OpCrowd})
	}
	return buf
}

// nextCall is the call that device d's user would place in room r next, or
// NoCall.
func (s *System) nextCall(w *World, d, r int) int {
	for c := d * s.per; c < (d+1)*s.per; c++ {
		if int(s.room[c]) == r && w.Call[c]&Placed == 0 {
			return c
		}
	}
	return model.NoCall
}

func (s *System) timers(w *World, buf []Action, restless bool) []Action {
	async := s.Scenario.Timing != Patient
	for d := range w.Box {
		b := &w.Box[d]
		if b.Holds&Suspended != 0 {
			continue
		}
		for c := range s.calls {
			call := b.Device.Call[c]
			if (!restless || s.loose) && s.lifeRuns(d, call) {
				buf = append(buf, Action{Op: OpLifetime, Device: uint8(d), Arg: uint8(c)})
			}
			if (!restless || async) && (call.State == model.OConn || call.State == model.IConn) &&
				s.machine[d].Reading.Is(model.Connecting, "MS") {
				buf = append(buf, Action{Op: OpTimeout, Device: uint8(d), Arg: uint8(c)})
			}
		}
		if s.loose && b.NIn > 0 && b.In[0].Type() == model.Invite && !b.In[0].Own() {
			buf = append(buf, Action{Op: OpExpired, Device: uint8(d)})
		}
	}
	return buf
}

// lifeRuns reports whether the lifetime timer of a call is set at device d.
func (s *System) lifeRuns(d int, call model.Call) bool {
	r := &s.machine[d].Reading
	switch call.State {
	case model.OSending:
		return r.Is(model.LifeOrigin, "put") || r.Is(model.LifeOrigin, "echo") && call.Flags&model.Echoed != 0
	case model.OWait, model.IRing, model.IIgn:
		return true
	case model.IPend:
		return call.Flags&model.Held != 0
	default:
		return false
	}
}

func (s *System) faults(w *World, buf []Action) []Action {
	for i, f := range s.fault {
		if w.Budget[i] == 0 {
			continue
		}
		for d := range w.Box {
			for v, targets := 0, f.targets(s, w, d); targets != 0; v, targets = v+1, targets>>1 {
				if targets&1 != 0 {
					buf = append(buf, Action{Op: OpFault, Device: uint8(d), Arg: uint8(i), Var: uint8(v)})
				}
			}
		}
	}
	return buf
}
