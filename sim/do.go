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
		s.federate(w, d, s.gated(d, c))
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
		s.expire(w, lateCalls(v))
		s.fault[i].do(s, w, d, v)
	default:
		s.press(w, d, a.Op.press(), c)
	}
}

// crowd puts another event of the room into every queue; it enters at the
// homeserver of device d.
func (s *System) crowd(w *World, d int) {
	w.Crowd--
	event := item(model.Message, 0, 0)
	w.Box[d].pushIn(w, event)
	s.distribute(w, d, event)
}

// distribute puts an event that the homeserver of device d has accepted into the sync
// queues of the other devices there, and on its way to the other homeservers.
func (s *System) distribute(w *World, d int, event Item) {
	for set := s.near[d]; set != 0; set = set.rest() {
		s.deliver(w, set.first(), event)
	}
	for _, queue := range s.outbound[d] {
		if s.two || s.members[s.room[event.Call()]]&s.pair(queue).arrive != 0 {
			w.Fed[queue].push(w, event)
		}
	}
}

// deliver puts an event into the sync queue of device d, if its user is in the room.
func (s *System) deliver(w *World, d int, event Item) {
	if s.two || s.members[s.room[event.Call()]].has(d) {
		w.Box[d].pushIn(w, s.arriving(d, event))
	}
}

// arriving is an event as it is in the sync queue of device d, which has not sent it: to
// another device of its sender's user it is an own one.
func (s *System) arriving(d int, event Item) Item {
	if sender := event.Sender(); d != sender && s.mates[d].has(sender) && event.Type() != model.Message {
		return event.as(itemOwn)
	}
	return event
}

// federate lets the homeserver of device d receive the first event of a queue.
func (s *System) federate(w *World, d, queue int) {
	event := w.Fed[queue].pop()
	w.Fed[queue].Stalled = 0
	s.arrived(w, d, event)
	for set := s.near[d] | 1<<d; set != 0; set = set.rest() {
		s.deliver(w, set.first(), event)
	}
}

// accept lets the homeserver of device d accept its first send.
func (s *System) accept(w *World, d int, replies bool) {
	b := &w.Box[d]
	event := b.popOut()
	b.Holds &^= OutStalled
	t, c := event.Type(), event.Call()
	known := false
	if event.has(itemAgain) { // the server knows the transaction ID, if the event got there
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

// append puts an accepted event of device d into the room: its own echo, the sync queues
// of the other devices, and the queues to the other homeservers. Of own events only those
// come back that some rule may heed: invites, or all of them where the device does not
// filter its echo.
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
		w.Box[d].pushIn(w, event.as(itemOwn))
	}
	switch {
	case !s.two:
		s.distribute(w, d, event)
	case len(s.pairs) == 0:
		w.Box[1-d].pushIn(w, event)
	default:
		w.Fed[maxPairs-1-d].push(w, event)
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
	b.Late = Item{}
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
	if event.Type() == model.Message || !event.Own() && !s.heeded(d, event) {
		return
	}
	in := s.inputOf(d, event)
	switch {
	case in == model.EchoInvite && s.ranks[d].kept():
		w.Box[d].Pressed |= 1 << (echoSeen + event.Call()%s.per)
	case inviteOf(event)&late != 0:
		in = model.RecvLate
	}
	c, n := event.Call(), w.Last.N
	if in != model.RecvInvite && in != model.RecvLate && !event.Own() {
		c = s.resolve(w, d, c)
	}
	if in == model.RecvLate || tellsEnd(in) {
		w.Box[d].SeenOver |= 1 << c
		if endsCalls(event.Type()) { // whatever became of another one
			w.Box[event.Sender()].SendHurt &^= 1 << (model.MaxCalls + event.Call())
		}
	}
	last := &w.Last
	last.from = uint8(event.Sender()) + 1
	s.give(w, d, in, c, batch)
	last.from = 0
	if in == model.RecvAnswer && !s.two {
		s.taken(w, d, c, event)
	}
	if n < MaxInputs {
		w.Last.Inputs[n].Meant = uint8(event.Call())
	}
}

// inputOf is the input by which device d is told of an event.
func (s *System) inputOf(d int, event Item) model.Input {
	t, elsewhere := event.Type(), !s.two && s.owner(event.Call()) != d && s.Version(d) == model.Version1
	switch {
	case event.Own() && t == model.Invite && event.Sender() == d:
		return model.EchoInvite
	case elsewhere && t == model.Answer && event.Sender() != d:
		return model.AnsweredElsewhere
	case elsewhere && t == model.CallReject && event.Sender() != d:
		return model.RejectedElsewhere
	case event.Own():
		return model.EchoOther
	case t == model.SelectAnswer && !s.two && event.Named() != d:
		return model.RecvSelectOther
	default:
		return received[t]
	}
}

// tellsEnd reports whether an input says that a call is over, as far as the device is
// concerned.
func tellsEnd(in model.Input) bool {
	switch in {
	case model.RecvHangup, model.RecvReject, model.RecvSelectOther, model.RejectedElsewhere:
		return true
	default:
		return false
	}
}

// received are the inputs by which a device is told of the peer's events.
var received = [model.NumEventTypes]model.Input{
	model.Invite: model.RecvInvite, model.Answer: model.RecvAnswer, model.Candidates: model.RecvCandidates,
	model.Hangup: model.RecvHangup, model.SelectAnswer: model.RecvSelect, model.CallReject: model.RecvReject,
	model.Negotiate: model.RecvOffer, model.NegotiateReply: model.RecvReply,
}

// opponent is who has sent the event that device d is given, if it is one; else the other
// end of call c.
func (s *System) opponent(w *World, d, c int) int {
	if from := w.Last.from; from > 0 {
		return int(from) - 1
	}
	return s.Other(w, d, c)
}

// taken remembers, if device d has taken an answer to call c, whose it was.
func (s *System) taken(w *World, d, c int, answer Item) {
	if w.Peer[c] == 0 && w.Box[d].Device.Call[c].State == model.OConn {
		w.Peer[c] = uint8(answer.Sender()) + 1
	}
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
	env.Pair, env.InBatch = s.ofTwo[c] && w.Third == 0, batch && !s.slides[d]
	if !s.two {
		env.Peer1 = s.Version(s.opponent(w, d, c)) == model.Version1
	}
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
		event := item(send.Type, int(send.Call), d)
		if send.Again {
			event = event.as(itemAgain)
		}
		if send.Type == model.SelectAnswer && !s.two { // of two nobody else can be meant
			event.who |= uint8(s.opponent(w, d, int(send.Call))) << itemNamed
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
		if !s.two {
			s.forget(w, d, over)
		} else if peer := &w.Box[1-d]; (peer.UserEnded()|peer.HangupLost())&over != 0 {
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
