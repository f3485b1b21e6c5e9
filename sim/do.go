package sim

import "github.com/glarelab/glare/model"

// Do makes an enabled action happen.
func (s *System) Do(w *World, a Action) {
	w.Last.begin(a)
	d, c := int(a.Device), int(a.Arg)
	b := &w.Box[d]
	switch a.Op {
	case OpAccept:
		if b.refused() {
			s.refuseAgain(w, d)
		} else {
			s.accept(w, d, true)
		}
	case OpFederate:
		b.In[b.NIn] = b.popFed()
		s.arrived(w, d, b.In[b.NIn])
		b.NIn++
		b.Holds &^= FedStalled
	case OpReply:
		b.Reply &^= 1 << c
		if c < model.MaxCalls {
			s.give(w, d, model.InviteOK, c, false)
		} else {
			s.give(w, d, model.AnswerOK, c-model.MaxCalls, false)
		}
	case OpSync:
		s.sync(w, d, 1, 0)
	case OpDecrypt:
		s.decrypt(w, d, 0)
	case OpCapture:
		s.give(w, d, model.CaptureOK, b.Device.OwnerCall(), false)
	case OpTurn:
		s.give(w, d, model.TurnOK, b.Device.OwnerCall(), false)
	case OpReady:
		if !s.Scenario.SlowMedia {
			if b.Device.Stream == model.Pending {
				s.give(w, d, model.CaptureOK, c, false)
			}
			if b.Device.Turn == model.Fetching {
				s.give(w, d, model.TurnOK, c, false)
			}
		}
		s.give(w, d, model.Ready, c, false)
	case OpConnect:
		s.give(w, d, model.IceOK, c, false)
	case OpCandidate:
		b.Candidates--
		s.give(w, d, model.Gathered, c, false)
	case OpCrowd:
		s.crowd(w, d)
	case OpExpired:
		late := s.late(w, a)
		s.expire(w, late)
		if a.Arg == lateDecrypt {
			s.decrypt(w, d, late)
		} else {
			s.sync(w, d, 1, late)
		}
	case OpLifetime:
		s.lifetime(w, d, c)
	case OpTimeout:
		if s.loose && s.Awaited(w, c) != NothingAwaited {
			w.Causes |= EarlyTimeout
		}
		s.give(w, d, model.ConnectOver, c, false)
	case OpOfferOver:
		s.give(w, d, model.OfferOver, c, false)
	case OpResume:
		b.Holds &^= Suspended
	case OpFault:
		i, v := a.fault()
		w.Budget[i]--
		s.expire(w, s.lateCalls(d, v))
		s.fault[i].do(s, w, d, v)
	default:
		s.press(w, d, a.Op.press(), c)
	}
}

// crowd puts another event of the room into every queue; it enters at the
// homeserver of device d.
func (s *System) crowd(w *World, d int) {
	w.Crowd--
	event := item(model.Message, 0)
	w.Box[d].pushIn(w, event)
	if s.federated {
		w.Box[1-d].pushFed(w, event)
	} else {
		w.Box[1-d].pushIn(w, event)
	}
}

// accept lets the homeserver of device d accept its first send.
func (s *System) accept(w *World, d int, replies bool) {
	b := &w.Box[d]
	event := b.popOut()
	b.Holds &^= OutStalled
	t, c := event.Type(), event.Call()
	known := false
	if event&itemAgain != 0 { // the server knows the transaction ID, if the event got there
		if t == model.Invite && w.Call[c]&InviteFailed != 0 {
			return // what was refused for good is refused again
		}
		known = t == model.Invite && w.Call[c]&InviteAccepted != 0 || t == model.Answer && w.Call[c]&AnswerAccepted != 0
	}
	if !known {
		s.append(w, d, event.bare())
	}
	if replies && (t == model.Invite || t == model.Answer) {
		b.Reply |= replyBit(event)
	}
}

func replyBit(event Item) uint8 {
	if event.Type() == model.Answer {
		return 1 << (model.MaxCalls + event.Call())
	}
	return 1 << event.Call()
}

// append puts an accepted event of device d into the room: its own echo, and
// the peer's sync queue or the queue to the peer's homeserver. Of own events
// only those come back that some rule may heed: invites, or all of them where
// the device does not filter its echo.
func (s *System) append(w *World, d int, event Item) {
	switch event.Type() {
	case model.Invite:
		if s.keeps && w.Call[event.Call()]&InviteAccepted == 0 {
			s.takePlace(w, event.Call())
		}
		w.Call[event.Call()] |= InviteAccepted
	case model.Answer:
		w.Call[event.Call()] |= AnswerAccepted
	}
	if s.echoes(d, event) {
		w.Box[d].pushIn(w, event|itemOwn)
	}
	if s.federated {
		w.Box[1-d].pushFed(w, event)
	} else {
		w.Box[1-d].pushIn(w, event)
	}
}

// echoes reports whether an event that device d has sent comes back to it.
func (s *System) echoes(d int, event Item) bool {
	return event.Type() == model.Invite || s.machine[d].Reading.Is(model.EchoFilter, "none")
}

// sync gives device d the first n events of its queue as one sync response, in
// which the invites of a set of calls have expired.
func (s *System) sync(w *World, d, n int, late uint8) {
	b := &w.Box[d]
	for range n {
		event := b.popIn()
		if s.replays && event.Type() != model.Message && inviteOf(event)&late == 0 {
			b.Last = event
			b.Holds |= HasLast
		}
		s.receive(w, d, event, late, true)
	}
	s.syncEnd(w, d)
}

// decrypt gives device d the event whose key was late; if it is an invite of one of
// a set of calls, it has expired.
func (s *System) decrypt(w *World, d int, late uint8) {
	b := &w.Box[d]
	event := b.Late
	b.Late = 0
	b.Holds &^= HasLate
	s.receive(w, d, event, late, false)
	s.syncEnd(w, d)
}

// syncEnd tells device d that a sync response is through.
func (s *System) syncEnd(w *World, d int) {
	if w.In[d].Calls(model.InPend) == 0 {
		return
	}
	for n := range s.calls {
		c := s.machine[d].Nth(n)
		if call := w.Box[d].Device.Call[c]; call.State == model.IPend && call.Flags&model.Held == 0 {
			s.give(w, d, model.SyncEnd, c, false)
		}
	}
}

// receive gives device d one event of the room. The invites of the calls in late
// have expired.
func (s *System) receive(w *World, d int, event Item, late uint8, batch bool) {
	if event.Type() == model.Message || !event.Own() && s.heeds[d]>>event.Type()&1 == 0 {
		return
	}
	in := model.EchoOther
	switch {
	case event.Own() && event.Type() == model.Invite:
		in = model.EchoInvite
		if s.ranks[d].kept() {
			w.Box[d].Pressed |= 1 << (echoSeen + event.Call()%s.per)
		}
	case event.Own():
	case inviteOf(event)&late != 0:
		in = model.RecvLate
	default:
		in = received[event.Type()]
	}
	c, n := event.Call(), w.Last.N
	if in != model.RecvInvite && in != model.RecvLate && !event.Own() {
		c = s.resolve(w, d, c)
	}
	if in == model.RecvHangup || in == model.RecvReject || in == model.RecvLate {
		w.Box[d].SeenOver |= 1 << c
		if in != model.RecvLate { // whatever became of another one
			w.Box[1-d].SendHurt &^= 1 << (model.MaxCalls + event.Call())
		}
	}
	s.give(w, d, in, c, batch)
	if n < MaxInputs {
		w.Last.Inputs[n].Meant = uint8(event.Call())
	}
}

// received are the inputs by which a device is told of the peer's events.
var received = [model.NumEventTypes]model.Input{
	model.Invite: model.RecvInvite, model.Answer: model.RecvAnswer, model.Candidates: model.RecvCandidates,
	model.Hangup: model.RecvHangup, model.SelectAnswer: model.RecvSelect, model.CallReject: model.RecvReject,
	model.Negotiate: model.RecvOffer, model.NegotiateReply: model.RecvReply,
}

// resolve finds the call object that an event means at device d: clients know
// calls by their IDs, which two calls may share (H-14). An own call that is not
// over comes first, then an incoming one that is not over.
func (s *System) resolve(w *World, d, c int) int {
	if !s.shared[w.IDs] {
		return c
	}
	ids := &s.ids[w.IDs]
	best, bestRank := c, 0
	for i := range s.calls {
		if ids[i] != ids[c] || s.room[i] != s.room[c] {
			continue
		}
		rank := 0
		if state := w.Box[d].Device.Call[i].State; state != model.None && state != model.Ended {
			rank = 2
			if s.owner(i) == d {
				rank = 3
			}
		} else if i == c {
			rank = 1
		}
		if rank > bestRank {
			best, bestRank = i, rank
		}
	}
	return best
}

// give hands device d an input and carries out what it asks for.
func (s *System) give(w *World, d int, in model.Input, c int, batch bool) {
	b, last := &w.Box[d], &w.Last
	if last.N < MaxInputs {
		last.Inputs[last.N] = Given{in, uint8(c), uint8(c)}
		last.N++
	}
	first := last.Effects.N
	env := s.env[w.IDs][d]
	env.Pair, env.InBatch = w.Third == 0, batch && !s.slides[d]
	if s.known[d] != nil {
		env.Order = s.orderAt(w, d)
	}
	last.Effects.Marks &^= model.Replaced | model.Kept
	s.machine[d].Step(&b.Device, in, c, &env, &last.Effects)
	if last.Effects.N > first {
		s.handOver(w, d, last.Effects.Sends[first:last.Effects.N])
	}
	s.remember(w, d, c)
}

// handOver puts the events that device d sends into its outbox.
func (s *System) handOver(w *World, d int, sends []model.Send) {
	b := &w.Box[d]
	for _, send := range sends {
		event := item(send.Type, int(send.Call))
		if send.Again {
			event |= itemAgain
		}
		b.pushOut(w, event)
		switch send.Type {
		case model.Invite:
			w.Call[send.Call] |= InviteSent
		case model.Answer:
			b.Answers |= 1 << send.Call
		}
	}
}

// remember keeps the ghosts up to date after an input that named call c.
func (s *System) remember(w *World, d, c int) {
	b, marks, in := &w.Box[d], w.Last.Effects.Marks, w.Box[d].Device.Standing()
	w.In[d] = in
	if marks != 0 { // hardly any step resolves glare
		room := uint8(1) << s.room[c]
		if marks&(model.Replaced|model.Kept) != 0 {
			b.Seamless |= room
		}
		if marks&model.Automatic != 0 {
			b.Pressed &^= room
		}
	}
	over := in.Calls(model.InEnded)
	b.SeenOver |= over
	if s.quits { // elsewhere there is nothing to forget
		if peer := &w.Box[1-d]; (peer.UserEnded()|peer.HangupLost())&over != 0 {
			peer.forget(over &^ s.revived[d])
		}
		if b.Holds&MediaStalled != 0 {
			s.stall(b, in)
		}
	}
	if b.Seamless != 0 {
		b.Seamless &^= s.roomsOf(in.Calls(model.InActive))
	}
}

// roomsOf is the set of the rooms of a set of calls.
func (s *System) roomsOf(calls uint8) (rooms uint8) {
	for c := 0; calls != 0; c, calls = c+1, calls>>1 {
		rooms |= calls & 1 << s.room[c]
	}
	return rooms
}
