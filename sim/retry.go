package sim

import "github.com/glarelab/glare/model"

// A send that was refused for good is refused however often it is tried again
// (F-SEND-2). A client that tries again (knob sendfail) therefore gains nothing but
// time: what it has to send after that waits, and the call goes on as if it were in
// flight, until the last try was refused.

// Of [Box.Holds], the flags from triesFrom on are how often the first send of the
// device is still to be refused; 0: it was not refused.
const (
	triesFrom = 6
	triesMask = BoxFlags(model.MaxRetries) << triesFrom
)

// refused reports whether the first send of a device was refused, and is tried again.
func (b *Box) refused() bool { return b.Holds&triesMask != 0 }

// Refusals is how often the first send of a device is still to be refused.
func (b *Box) Refusals() uint8 { return uint8(b.Holds >> triesFrom) }

// refuse lets the homeserver of device d refuse its first send for good.
func (s *System) refuse(w *World, d int) {
	b := &w.Box[d]
	b.Holds &^= OutStalled
	s.destroy(w, d, b.Out[0])
	if r := &s.machine[d].Reading; r.Is(model.SendFail, "retry-N") {
		b.Holds |= BoxFlags(r.Setting[model.SendFail].Number) << triesFrom
		return
	}
	s.giveUp(w, d)
}

// refuseAgain lets the homeserver of device d refuse one more try.
func (s *System) refuseAgain(w *World, d int) {
	b := &w.Box[d]
	b.Holds -= 1 << triesFrom
	b.Holds &^= OutStalled
	if !b.refused() {
		s.giveUp(w, d)
	}
}

// giveUp tells device d that its first send has failed.
func (s *System) giveUp(w *World, d int) {
	event := w.Box[d].popOut()
	switch event.Type() {
	case model.Invite:
		w.Call[event.Call()] |= InviteFailed
		s.give(w, d, model.InviteFail, event.Call(), false)
	case model.Answer:
		w.Box[d].Answers &^= 1 << event.Call() // another may be tried
		s.give(w, d, model.AnswerFail, event.Call(), false)
	}
}
