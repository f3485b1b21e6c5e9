package sim

import "github.com/glarelab/glare/model"

// Enabled appends the actions that may happen in w, calmest first. Their order
// is a function of w alone.
func (s *System) Enabled(w *World, buf []Action) []Action {
	if w.Causes&Overflow != 0 {
		return buf
	}
	states := s.states(w)
	buf, restless := s.movement(w, states, buf)
	buf = s.timers(w, states, buf, restless)
	if len(s.fault) > 0 {
		buf = s.faults(w, buf)
	}
	return buf
}

// movement appends what messages, media and users may do, and reports whether
// something is under way that a patient timer waits for.
func (s *System) movement(w *World, states [MaxDevices]model.StateSet, buf []Action) ([]Action, bool) {
	first := len(buf)
	buf = s.network(w, buf)
	buf = s.media(w, states, buf)
	restless := len(buf) > first
	if s.Scenario.Candidates > 0 {
		buf = s.gathering(w, states, buf)
	}
	first = len(buf)
	buf = s.users(w, states, buf)
	for i := first; i < len(buf) && !restless; i++ {
		restless = s.Fair(w, buf[i])
	}
	return buf, restless
}

// states are, for each device, the states that its calls are in; and None.
func (s *System) states(w *World) (sets [MaxDevices]model.StateSet) {
	for d := range w.Box {
		// One byte is read at a time: a state was just written as one, and a
		// wider load would wait for the store.
		calls, set := &w.Box[d].Device.Call, model.StateSet(0)
		for c := range calls {
			set |= 1 << (calls[c].State & 15)
		}
		sets[d] = set
	}
	return sets
}

// Fair reports whether an enabled action must happen sooner or later.
func (s *System) Fair(_ *World, a Action) bool {
	switch a.Op {
	case OpPlace:
		return s.Scenario.Users[a.Device].Place.Must
	case OpAnswer:
		return s.Scenario.Users[a.Device].Answer.Must
	case OpReject:
		return s.Scenario.Users[a.Device].Reject.Must
	case OpIgnore:
		return s.Scenario.Users[a.Device].Ignore.Must
	case OpHangUp:
		return s.Scenario.Users[a.Device].HangUp.Must
	case OpCandidate, OpCrowd, OpExpired, OpFault:
		return false
	default:
		return true
	}
}

func (s *System) network(w *World, buf []Action) []Action {
	for d := range w.Box {
		if w.Box[d].NOut > 0 && s.roomFor(w, d) {
			buf = append(buf, Action{Op: OpAccept, Device: uint8(d)})
		}
	}
	if s.federated {
		for d := range w.Box {
			if b := &w.Box[d]; b.NFed > 0 && b.NIn < maxIn {
				buf = append(buf, Action{Op: OpFederate, Device: uint8(d)})
			}
		}
	}
	for d := range w.Box {
		b := &w.Box[d]
		if b.NIn|b.Reply|uint8(b.Holds) == 0 {
			continue
		}
		if b.Holds&Suspended != 0 {
			buf = append(buf, Action{Op: OpResume, Device: uint8(d)})
			continue
		}
		for bit, bits := 0, b.Reply; bits != 0; bit, bits = bit+1, bits>>1 {
			if bits&1 != 0 {
				buf = append(buf, Action{Op: OpReply, Device: uint8(d), Arg: uint8(bit)})
			}
		}
		if b.NIn > 0 {
			buf = append(buf, Action{Op: OpSync, Device: uint8(d)})
		}
		if b.Holds&HasLate != 0 {
			buf = append(buf, Action{Op: OpDecrypt, Device: uint8(d)})
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
	if s.federated {
		return w.Box[1-d].NFed < maxFed
	}
	return w.Box[1-d].NIn < maxIn
}

func (s *System) media(w *World, states [MaxDevices]model.StateSet, buf []Action) []Action {
	const preparing, connecting = model.StateSet(1<<model.OPrep | 1<<model.IAcc), model.StateSet(1<<model.OConn | 1<<model.IConn)
	for d := range w.Box {
		b := &w.Box[d]
		if states[d]&(preparing|connecting) == 0 || b.Holds&Suspended != 0 {
			continue
		}
		if c := b.Device.OwnerCall(); c >= 0 && preparing.Has(b.Device.Call[c].State) {
			buf = s.preparing(b, d, c, buf)
		}
		if states[d]&connecting == 0 {
			continue
		}
		for c := range s.calls {
			mine, theirs := b.Device.Call[c].State, w.Box[1-d].Device.Call[c].State
			if mine == model.OConn && (theirs == model.ISending || theirs == model.IConn || theirs == model.Active) ||
				mine == model.IConn && (theirs == model.OConn || theirs == model.Active) {
				buf = append(buf, Action{Op: OpConnect, Device: uint8(d), Arg: uint8(c)})
			}
		}
	}
	return buf
}

// gathering offers candidates to calls that have made their offer or answer.
func (s *System) gathering(w *World, states [MaxDevices]model.StateSet, buf []Action) []Action {
	const gather = model.StateSet(1<<model.OWait | 1<<model.OConn | 1<<model.IConn)
	for d := range w.Box {
		b := &w.Box[d]
		if b.Candidates == 0 || states[d]&gather == 0 || b.Holds&Suspended != 0 {
			continue
		}
		for c := range s.calls {
			if gather.Has(b.Device.Call[c].State) {
				buf = append(buf, Action{Op: OpCandidate, Device: uint8(d), Arg: uint8(c)})
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

func (s *System) users(w *World, states [MaxDevices]model.StateSet, buf []Action) []Action {
	const rings = model.StateSet(1 << model.IRing)
	for d := range w.Box {
		b := &w.Box[d]
		if states[d]&rings == 0 && b.Presses|b.HangUps|b.Rejects|b.Ignores == 0 || b.Holds&Suspended != 0 {
			continue
		}
		u, live := &s.Scenario.Users[d], states[d]&model.Live != 0
		if states[d]&rings != 0 && !live && u.Answer.Times > 0 {
			buf = s.answering(b, d, buf)
		}
		if b.Presses > 0 && states[d]&(model.UnderWay|model.Live) == 0 && (states[d]&rings == 0 || u.WhileRinging) {
			for r := range s.Scenario.Rooms {
				if c := s.nextCall(w, d, r); c != model.NoCall {
					buf = append(buf, Action{Op: OpPlace, Device: uint8(d), Arg: uint8(c)})
				}
			}
		}
		if b.HangUps|b.Rejects|b.Ignores != 0 {
			buf = s.ending(b, d, buf)
		}
	}
	if w.Crowd > 0 && w.Box[0].NIn < maxIn && w.Box[1].NIn < maxIn && w.Box[1].NFed < maxFed {
		buf = append(buf, Action{Op: OpCrowd})
	}
	return buf
}

// answering offers to answer what rings, unless an own call is under way in
// another room: then it is left to ring.
func (s *System) answering(b *Box, d int, buf []Action) []Action {
	underWay := uint8(0) // bit r: an own unanswered call in room r
	for c := range s.calls {
		if model.UnderWay.Has(b.Device.Call[c].State) {
			underWay |= 1 << s.room[c]
		}
	}
	for c := range s.calls {
		if b.Device.Call[c].State == model.IRing && b.Answered&(1<<c) == 0 && underWay&^(1<<s.room[c]) == 0 {
			buf = append(buf, Action{Op: OpAnswer, Device: uint8(d), Arg: uint8(c)})
		}
	}
	return buf
}

// ending offers to decline, silence and hang up, as often as the user will.
func (s *System) ending(b *Box, d int, buf []Action) []Action {
	for c := range s.calls {
		switch state := b.Device.Call[c].State; {
		case state == model.IRing:
			if b.Rejects > 0 {
				buf = append(buf, Action{Op: OpReject, Device: uint8(d), Arg: uint8(c)})
			}
			if b.Ignores > 0 {
				buf = append(buf, Action{Op: OpIgnore, Device: uint8(d), Arg: uint8(c)})
			}
		case b.HangUps > 0 && (model.UnderWay | model.Live).Has(state):
			buf = append(buf, Action{Op: OpHangUp, Device: uint8(d), Arg: uint8(c)})
		}
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

func (s *System) timers(w *World, states [MaxDevices]model.StateSet, buf []Action, restless bool) []Action {
	const connecting = model.StateSet(1<<model.OConn | 1<<model.IConn)
	if restless && !s.loose {
		return buf
	}
	async := s.Scenario.Timing != Patient
	for d := range w.Box {
		b := &w.Box[d]
		if b.Holds&Suspended != 0 {
			continue
		}
		if states[d]&model.Unsettled != 0 {
			timeout := (!restless || async) && s.timesOut[d]
			for c := range s.calls {
				call := b.Device.Call[c]
				if s.lifeRuns(d, call) {
					buf = append(buf, Action{Op: OpLifetime, Device: uint8(d), Arg: uint8(c)})
				}
				if timeout && connecting.Has(call.State) {
					buf = append(buf, Action{Op: OpTimeout, Device: uint8(d), Arg: uint8(c)})
				}
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
	switch call.State {
	case model.OSending:
		r := &s.machine[d].Reading
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
