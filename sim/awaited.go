package sim

import (
	"slices"

	"github.com/glarelab/glare/model"
)

// Awaited is what is still under way that can lead one call to be connected.
type Awaited uint8

// What may be awaited of a call, as it comes in its set-up. A hangup is no such
// thing, nor is anything of another call, but for the reply that a held rival waits
// for.
const (
	NothingAwaited Awaited = iota
	InviteAwaited          // its invite is on its way to the callee
	SyncAwaited            // the callee has stored it, and decides on it after its next sync
	ReplyAwaited           // the callee holds it back until the reply to an own invite comes
	PressAwaited           // the callee must answer it, and can
	MediaAwaited           // one of its ends makes the answer, or connects
	AnswerAwaited          // its answer is on its way to the caller
)

// awaitedWords says what was still under way in w that could lead call c to be
// connected, as the end of a sentence.
func (s *System) awaitedWords(w *World, c int) string {
	name := s.callName[c]
	awaited, d := s.awaitedOf(w, c)
	if awaited == NothingAwaited {
		return "nothing of " + name + " was under way"
	}
	callee := s.names[d]
	switch awaited {
	case InviteAwaited:
		return "the invite of " + name + " was on its way"
	case SyncAwaited:
		return callee + " was about to decide on " + name + ", which it had stored"
	case ReplyAwaited:
		return "the reply was on its way for which " + callee + " holds " + name + " back"
	case PressAwaited:
		return callee + " was about to answer " + name
	case MediaAwaited:
		if w.Box[d].Device.Call[c].State == model.IAcc {
			return callee + "'s answer to " + name + " was being made"
		}
		return "the media of " + name + " was being connected"
	default:
		return "the answer to " + name + " was on its way"
	}
}

// Awaited is what is still under way in w that can lead call c to be connected. A
// lifetime that passes meanwhile destroys it; one that passes later destroys nothing.
// A call that one of its ends has ended cannot be connected any more, whatever arrives.
func (s *System) Awaited(w *World, c int) Awaited {
	awaited, _ := s.awaitedOf(w, c)
	return awaited
}

// awaitedOf is [System.Awaited], and the callee's device of which it is awaited: that which
// is furthest.
func (s *System) awaitedOf(w *World, c int) (most Awaited, callee int) {
	for set := s.callees(c); set != 0; set = set.rest() {
		d := set.first()
		if is := s.awaitedAt(w, c, d); is > most {
			most, callee = is, d
		}
	}
	return most, callee
}

// awaitedAt is [System.Awaited] as far as device d of the callee is concerned.
func (s *System) awaitedAt(w *World, c, d int) Awaited {
	owner := s.owner(c)
	caller, callee := w.Box[owner].Device.Call[c].State, w.Box[d].Device.Call[c]
	switch {
	case caller == model.Ended || caller == model.None:
		return NothingAwaited
	case model.Live.Has(callee.State) && s.Travels(w, d, owner, model.Answer, c):
		return AnswerAwaited
	case callee.State == model.IAcc && w.Box[d].Holds&MediaStalled == 0, s.connects(w, c, d):
		return MediaAwaited
	case callee.State == model.IRing && s.willAnswer(w, d, c):
		return PressAwaited
	case w.stored(d)>>c&1 != 0:
		return SyncAwaited
	case callee.State == model.IPend && s.replyComes(w, d):
		return ReplyAwaited
	case s.invitingAt(w, c, d) && s.Travels(w, owner, d, model.Invite, c):
		return InviteAwaited
	default:
		return NothingAwaited
	}
}

// connects reports whether an end of call c can still find its media path, of which device
// d is the callee's: the other end looks for it too, or has found it, and nothing that one of
// them waits for is lost.
func (s *System) connects(w *World, c, d int) bool {
	if s.calleeOf(w, c) != d {
		return false
	}
	caller, callee := w.Box[s.owner(c)].Device.Call[c].State, w.Box[d].Device.Call[c].State
	if s.gathers && (!s.endComes(w, s.owner(c), c) || !s.endComes(w, d, c)) {
		return false
	}
	waits, sent := caller == model.OConn, callee == model.ISending || callee == model.IConn
	return waits && (sent || callee == model.Active) || caller == model.Active && sent
}

// inviting reports whether an invite of call c means something to any device of the callee.
func (s *System) inviting(w *World, c int) bool {
	for set := s.callees(c); set != 0; set = set.rest() {
		if s.invitingAt(w, c, set.first()) {
			return true
		}
	}
	return false
}

// invitingAt reports whether an invite of call c means something to device d of the callee:
// the caller has not ended the call, the callee is in the room, does not take the invite for
// its own, and it is news, or rings anew.
func (s *System) invitingAt(w *World, c, d int) bool {
	caller, callee := w.Box[s.owner(c)].Device.Call[c].State, w.Box[d].Device.Call[c].State
	return caller != model.None && caller != model.Ended && !s.left(w, d, int(s.room[c])) && (!s.takesMates[d] || s.oneself>>c&1 == 0) &&
		(callee == model.None || s.machine[d].Reading.Is(model.Dup, "clobber"))
}

// Travels reports whether an event of one device is on its way to another: in its outbox,
// between the homeservers, or waiting to be synced or decrypted.
func (s *System) Travels(w *World, from, to int, t model.EventType, c int) bool {
	is := func(event Item) bool { return event.Type() == t && event.Call() == c && event.Sender() == from }
	sender, receiver := &w.Box[from], &w.Box[to]
	if slices.ContainsFunc(sender.Out[:sender.NOut], is) || slices.ContainsFunc(receiver.In[:receiver.NIn], is) ||
		receiver.Holds&HasLate != 0 && is(receiver.Late) {
		return true
	}
	for _, queue := range s.inbound[to] {
		fed := &w.Fed[queue]
		if int(s.pair(queue).from) == s.server(from) && slices.ContainsFunc(fed.Items[:fed.N], is) {
			return true
		}
	}
	return false
}

// willAnswer reports whether the user of device d must answer call c, which rings,
// and can as soon as the device is awake.
func (s *System) willAnswer(w *World, d, c int) bool {
	b := &w.Box[d]
	return s.user(d).Answer.Must && b.PickUps > 0 && mayAnswer(s, w, d)>>c&1 != 0
}

// replyComes reports whether the fate of an own invite of device d, which is in
// flight, is still to come.
func (s *System) replyComes(w *World, d int) bool {
	b := &w.Box[d]
	if b.Reply&(1<<model.MaxCalls-1) != 0 {
		return true
	}
	for _, event := range b.Out[:b.NOut] {
		if event.Type() == model.Invite {
			return true
		}
	}
	return false
}
