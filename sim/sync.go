package sim

import "github.com/glarelab/glare/model"

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
	if !s.two && event.Type() == model.Leaving {
		s.receiveLeave(w, d, event)
		return
	}
	if in, drops := s.dropped(w, d, event); drops {
		s.receiveNone(w, d, in, event, batch)
		return
	}
	c := event.Call()
	if s.company && !event.Own() {
		c = s.knownAs(w, d, event)
	}
	in := s.inputOf(d, event, c)
	switch {
	case in == model.EchoInvite && s.ranks[d].kept():
		w.Box[d].Pressed |= 1 << (echoSeen + event.Call()%s.per)
	case inviteOf(event)&late != 0:
		in = model.RecvLate
	}
	if in == model.RecvEnd && !s.two && s.owner(c) == d && s.calleeOf(w, c) != event.Sender() {
		in = model.RecvCandidates // of a party that was not taken: its end means no more than they do (V1-PARTY-6)
	}
	n := w.Last.N
	if !s.company && in != model.RecvInvite && in != model.RecvLate && !event.Own() {
		c = s.resolve(w, d, c)
	}
	if (in == model.RecvLate || s.showsEnd(d, event, in)) && !s.Stranger(w, d, event.Sender(), c) {
		w.Box[d].SeenOver |= 1 << c
		if s.two && endsCalls(event.Type()) && !event.Own() { // whatever became of another one; of more devices another may wait for it
			w.Box[event.Sender()].SendHurt &^= 1 << (model.MaxCalls + event.Call())
		}
	}
	last := &w.Last
	last.from = uint8(event.Sender()) + 1
	if s.tells {
		last.muted, last.second = event.Muted() && !s.unlisted[d].Has(event.Sender()), event.Second()
	}
	s.give(w, d, in, c, batch)
	last.from, last.muted, last.second = 0, false, false
	if in == model.RecvAnswer && !s.two {
		s.taken(w, d, c, event)
	}
	if n < MaxInputs {
		w.Last.Inputs[n].Event = event
		if !s.hostile.Has(event.Sender()) { // which means whatever its ID does
			w.Last.Inputs[n].Meant = uint8(event.Call())
		}
	}
}

// receiveNone gives device d an event that it takes for none.
func (s *System) receiveNone(w *World, d int, in model.Input, event Item, batch bool) {
	n := w.Last.N
	s.give(w, d, in, event.Call(), batch)
	if n < MaxInputs {
		w.Last.Inputs[n].Event, w.Last.Inputs[n].From = event, uint8(event.Sender())+1
	}
}

// inputOf is the input by which device d is told of an event, which it takes for one of
// call c.
func (s *System) inputOf(d int, event Item, c int) model.Input {
	t, elsewhere := event.Type(), !s.two && (s.owner(c) != d || event.Own()) && s.Version(d) == model.Version1
	if s.several[d] && !event.Own() && s.ofMate(d, c) { // whom that one calls is nobody's other device
		elsewhere = false
	}
	switch {
	case event.Own() && t == model.Invite && event.Sender() == d:
		return model.EchoInvite
	case event.Own() && event.Sender() != d && t == model.Invite && s.glaresMates[d]:
		return model.SiblingInvite
	case event.Own() && s.heedsMates[d] && (t == model.Answer || t == model.Hangup):
		return s.fromMate(d, event)
	case elsewhere && t == model.Answer && event.Sender() != d:
		return model.AnsweredElsewhere
	case elsewhere && t == model.CallReject && event.Sender() != d:
		return model.RejectedElsewhere
	case event.Own() && (!s.several[d] || t != model.SelectAnswer || event.Sender() == d):
		return model.EchoOther
	case t == model.SelectAnswer && !s.two && event.Named() != d:
		return model.RecvSelectOther
	default:
		return received[t]
	}
}

// ofMate reports whether another device of the user of device d has placed call c, and not to
// call this one.
func (s *System) ofMate(d, c int) bool {
	return s.owner(c) != d && s.mates[d].Has(s.owner(c)) && s.oneself>>c&1 == 0
}

// fromMate is the input by which device d, which heeds what the other devices of its user do
// (knob elsewhere), is told of an event of the user.
func (s *System) fromMate(d int, event Item) model.Input {
	switch t, own := event.Type(), event.Sender() == d; {
	case t == model.Answer && own && s.owner(event.Call()) != d:
		return model.EchoAnswer
	case t == model.Answer && !own:
		return model.AnsweredElsewhere
	case t == model.Hangup && !own:
		return model.HungUpElsewhere
	default:
		return model.EchoOther
	}
}

// tellsEnd reports whether an input says that a call is over, as far as the device is
// concerned.
func tellsEnd(in model.Input) bool {
	switch in {
	case model.RecvHangup, model.RecvReject, model.RecvSelectOther, model.RejectedElsewhere, model.HungUpElsewhere:
		return true
	default:
		return false
	}
}

// showsEnd reports whether device d sees by an event, of which it is told by an input, that a
// call is over: that its user has hung up or rejected what comes in here on another device it
// sees whatever its reading makes of that (knob elsewhere).
func (s *System) showsEnd(d int, event Item, in model.Input) bool {
	return tellsEnd(in) || event.Own() && event.Sender() != d && endsCalls(event.Type()) && s.called[event.Call()].Has(d)
}

// received are the inputs by which a device is told of the peer's events.
var received = [model.NumEventTypes]model.Input{
	model.Invite: model.RecvInvite, model.Answer: model.RecvAnswer, model.Candidates: model.RecvCandidates,
	model.Hangup: model.RecvHangup, model.SelectAnswer: model.RecvSelect, model.CallReject: model.RecvReject,
	model.Negotiate: model.RecvOffer, model.NegotiateReply: model.RecvReply, model.Leaving: model.RecvLeave,
	model.CandidatesEnd: model.RecvEnd,
	model.Metadata:      model.RecvMetadata,
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
		given := &last.Inputs[last.N] // by fields: a literal would be made elsewhere and copied
		given.Input, given.Call, given.Meant, given.From = in, uint8(c), uint8(c), last.from
		given.Event = Item{what: uint8(c) << itemCall}
		last.N++
	}
	first := last.Effects.N
	env := s.env[w.IDs][d]
	env.Muted = last.muted
	if s.shares {
		s.second(w, d, in, c, &env)
	}
	if s.ofTwo[c] && w.Third == 0 {
		env.Facts |= model.Pair
	}
	if batch && !s.slides[d] {
		env.Facts |= model.MoreInSync
	}
	if !s.two {
		env.Facts |= s.peerFacts(d, s.opponent(w, d, c))
		if last.from > 0 && s.Stranger(w, d, int(last.from)-1, c) {
			env.Facts |= model.Stranger
		}
	}
	if s.odd[d] {
		if s.driven[d] {
			return // its client is told once the whole action is through: see [TimedSystem.tell]
		}
		env.Order = s.orderAt(w, d)
	}
	last.Effects.Marks &^= model.Replaced | model.Kept | model.Automatic
	s.machine[d].Step(&b.Device, in, c, &env, &last.Effects)
	if last.Effects.N > first {
		s.handOver(w, d, last.Effects.Sends[first:last.Effects.N])
	}
	s.remember(w, d, c)
}

// peerFacts are what device d knows of its peer.
func (s *System) peerFacts(d, peer int) model.Facts {
	return model.Peer1.If(s.takes[d][peer] == model.Version1) | model.Unlisted.If(s.unlisted[d].Has(peer))
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
		if s.tells {
			event = s.told(b, event, send.Why)
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

// told is an event as a device hands it over that says more than of what type it is: a hangup
// for which reason, and others what there is to say of streams.
func (s *System) told(b *Box, event Item, why model.Reason) Item {
	if s.reasons {
		event.who |= uint8(why) << itemNamed
	}
	if s.ChangesStreams() {
		event = s.listing(b.Device.Streams, event)
		s.said(b, event)
	}
	return event
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

// knownAs is the call that an event of another user means at device d, in a room of more
// than two: an invite whose ID an incoming call of somebody else has names that one.
func (s *System) knownAs(w *World, d int, event Item) int {
	c := event.Call()
	if event.Type() != model.Invite {
		return s.resolve(w, d, c)
	}
	if ids := &s.ids[w.IDs]; s.shared[w.IDs] {
		for i := range s.calls {
			caller := s.userOf[s.owner(i)]
			if ids[i] == ids[c] && s.room[i] == s.room[c] && caller != s.userOf[s.owner(c)] && caller != s.userOf[d] &&
				w.Box[d].Device.Call[i].State != model.None {
				return i
			}
		}
	}
	return c
}
