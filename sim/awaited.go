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
	ReplyAwaited           // the callee holds it back until the reply to an own invite comes
	PressAwaited           // the callee must answer it, and can
	MediaAwaited           // one of its ends makes the answer, or connects
	AnswerAwaited          // its answer is on its way to the caller
)

// awaitedWords says what was still under way in w that could lead call c to be
// connected, as the end of a sentence.
func (s *System) awaitedWords(w *World, c int) string {
	name, callee := s.names[c], s.UserName(1-s.owner(c))
	switch s.Awaited(w, c) {
	case InviteAwaited:
		return "the invite of " + name + " was on its way"
	case ReplyAwaited:
		return "the reply was on its way for which " + callee + " holds " + name + " back"
	case PressAwaited:
		return callee + " was about to answer " + name
	case MediaAwaited:
		if w.Box[1-s.owner(c)].Device.Call[c].State == model.IAcc {
			return callee + "'s answer to " + name + " was being made"
		}
		return "the media of " + name + " was being connected"
	case AnswerAwaited:
		return "the answer to " + name + " was on its way"
	default:
		return "nothing of " + name + " was under way"
	}
}

// Awaited is what is still under way in w that can lead call c to be connected. A
// lifetime that passes meanwhile destroys it; one that passes later destroys nothing.
// A call that one of its ends has ended cannot be connected any more, whatever arrives.
func (s *System) Awaited(w *World, c int) Awaited {
	d := s.owner(c)
	caller, callee := w.Box[d].Device.Call[c].State, w.Box[1-d].Device.Call[c]
	switch {
	case caller == model.Ended || caller == model.None:
		return NothingAwaited
	case model.Live.Has(callee.State) && w.Travels(1-d, model.Answer, c):
		return AnswerAwaited
	case callee.State == model.IAcc && w.Box[1-d].Holds&MediaStalled == 0, s.connects(w, c):
		return MediaAwaited
	case callee.State == model.IRing && s.willAnswer(w, 1-d, c):
		return PressAwaited
	case callee.State == model.IPend && s.replyComes(w, 1-d):
		return ReplyAwaited
	case s.inviting(w, c) && w.Travels(d, model.Invite, c):
		return InviteAwaited
	default:
		return NothingAwaited
	}
}

// connects reports whether an end of call c can still find its media path: the other
// end looks for it too, or has found it.
func (s *System) connects(w *World, c int) bool {
	caller, callee := w.Box[s.owner(c)].Device.Call[c].State, w.Box[1-s.owner(c)].Device.Call[c].State
	waits, sent := caller == model.OConn, callee == model.ISending || callee == model.IConn
	return waits && (sent || callee == model.Active) || caller == model.Active && sent
}

// inviting reports whether an invite of call c means something to the callee: the
// caller has not ended the call, and it is news, or rings anew.
func (s *System) inviting(w *World, c int) bool {
	d := s.owner(c)
	caller, callee := w.Box[d].Device.Call[c].State, w.Box[1-d].Device.Call[c].State
	return caller != model.None && caller != model.Ended &&
		(callee == model.None || s.machine[1-d].Reading.Is(model.Dup, "clobber"))
}

// Travels reports whether an event of device d is on its way to the other device:
// in its outbox, between the homeservers, or waiting to be synced or decrypted.
func (w *World) Travels(d int, t model.EventType, c int) bool {
	from, to := &w.Box[d], &w.Box[1-d]
	sent := func(event Item) bool { return event.Type() == t && event.Call() == c }
	comes := func(event Item) bool { return sent(event) && !event.Own() }
	return slices.ContainsFunc(from.Out[:from.NOut], sent) || slices.ContainsFunc(to.Fed[:to.NFed], comes) ||
		slices.ContainsFunc(to.In[:to.NIn], comes) || to.Holds&HasLate != 0 && comes(to.Late)
}

// willAnswer reports whether the user of device d must answer call c, which rings,
// and can as soon as the device is awake.
func (s *System) willAnswer(w *World, d, c int) bool {
	b := &w.Box[d]
	return s.Scenario.Users[d].Answer.Must && b.PickUps > 0 && w.In[d].Calls(model.InLive) == 0 &&
		s.answerable(w.In[d])>>c&1 != 0
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
