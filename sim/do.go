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
		s.reply(w, d, c)
	case OpSync:
		s.sync(w, d, 1, 0)
	case OpDecrypt:
		s.decrypt(w, d, 0)
	case OpSyncNothing:
		s.syncEnd(w, d)
	case OpCapture:
		s.give(w, d, model.CaptureOK, b.Device.OwnerCall(), false)
	case OpTurn:
		s.give(w, d, model.TurnOK, b.Device.OwnerCall(), false)
	case OpReady:
		s.ready(w, d, c)
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
	case OpGone:
		s.give(w, d, model.IceLost, c, false)
	case OpOfferOver:
		s.give(w, d, model.OfferOver, c, false)
	case OpTick: // which is the client's own business
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

// reply tells device d that its homeserver has accepted its invite of call c, or its
// answer to it.
func (s *System) reply(w *World, d, c int) {
	w.Box[d].Reply &^= 1 << c
	if c < model.MaxCalls {
		s.give(w, d, model.InviteOK, c, false)
	} else {
		s.give(w, d, model.AnswerOK, c-model.MaxCalls, false)
	}
}

// ready lets device d make its description of call c. Where media are no steps of their
// own, what the call still waits for comes first.
func (s *System) ready(w *World, d, c int) {
	if device := &w.Box[d].Device; !s.Scenario.SlowMedia {
		if device.Stream == model.Pending {
			s.give(w, d, model.CaptureOK, c, false)
		}
		if device.Turn == model.Fetching {
			s.give(w, d, model.TurnOK, c, false)
		}
	}
	s.give(w, d, model.Ready, c, false)
}

// crowd puts another event of the room into every queue; it enters at the
// homeserver of device d.
func (s *System) crowd(w *World, d int) {
	w.Crowd--
	event := item(model.Message, 0, 0)
	if !s.hostile.Has(d) {
		w.Box[d].pushIn(w, event)
	}
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
	if s.two || s.members[s.room[event.Call()]].Has(d) && !s.unseen(w, d, event) {
		w.Box[d].pushIn(w, s.arriving(d, event))
	}
}

// arriving is an event as it is in the sync queue of device d, which has not sent it: to
// another device of its sender's user it is an own one, unless the two are the ends of a
// call; to one that takes all its user's events for its own (knob echo-filter) even then.
func (s *System) arriving(d int, event Item) Item {
	sender := event.Sender()
	switch {
	case d == sender || !s.mates[d].Has(sender) || !event.Type().OfCall():
		return event
	case s.oneself>>event.Call()&1 != 0 && (s.owner(event.Call()) == d || s.owner(event.Call()) == sender) && !s.takesMates[d]:
		return event // it is the other end of a call within one user
	default:
		return event.as(itemOwn)
	}
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
// come back that some rule may heed: invites, answers where the first in the room counts, or all
// of them where the device does not filter its echo.
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
	t := event.Type()
	return t == model.Invite || t == model.Answer && s.ranksAnswers[d] || s.machine[d].Reading.Is(model.EchoFilter, "none")
}
