package properties_test

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// will is what a user wants in a room.
//
//	*Willing* follows from a user's last deliberate act in the room.
type will struct {
	act   deliberate
	calls calls // the calls that came of the press, or the one that was answered
}

// deliberate is an act that makes its user willing.
type deliberate uint8

const (
	unwilling deliberate = iota
	pressed
	answered
)

// notePresses notes what the users want.
func (s *secondStep) notePresses(m *memory) {
	switch s.a.Op {
	case sim.OpPlace, sim.OpAnswer, sim.OpReject, sim.OpIgnore, sim.OpHangUp:
		s.notePress(m, int(s.a.Arg), s.sys.CallRoom(int(s.a.Arg)))
	}
	// A call came of a press if it is the pressed one, or was taken while that press was
	// the user's last act. Answering one is an act of its own.
	for c := range s.sys.Calls() {
		if mine := &m.will[s.user()][s.sys.CallRoom(c)]; s.taken.has(c) && mine.act == pressed {
			mine.calls.add(c)
		}
	}
}

// notePress notes what the press of call c says.
func (s *secondStep) notePress(m *memory, c, r int) {
	mine := &m.will[s.user()][r]
	switch s.a.Op {
	case sim.OpPlace:
		// Who pressed call is willing until that user hangs up, declines or ignores a
		// call … A press that must not be followed (V0-ROOM-1) obliges nobody.
		if s.before.Third == 0 && (s.people(r) == 2 || s.sys.Version(s.d) == model.Version1) {
			*mine = will{pressed, 1 << c}
		}
		m.spent[s.d] &^= s.roomBit(c)
		m.placed.add(c)
	case sim.OpAnswer:
		// Who answered is willing until that call's caller ends it: not at all, if that has
		// happened already, be it by a lifetime, and is not known yet; nor if the user has
		// declined it on another device, which the caller has been told.
		*mine = will{answered, 1 << c}
		if m.givenUp().has(c) || m.lapsed.has(c) {
			*mine = will{}
		}
		for _, mate := range s.sys.Mates(s.d) { // whoever answers takes a decline back
			if mate != s.sys.Owner(c) {
				m.gaveUp[mate].drop(c)
			}
		}
		for own := range s.sys.Calls() {
			if s.abandons(own, c) {
				m.gaveUp[s.d].add(own)
			}
		}
	case sim.OpReject:
		*mine = will{}
		m.gaveUp[s.d].add(c)
	case sim.OpIgnore:
		*mine = will{}
	case sim.OpHangUp:
		*mine = will{}
		m.gaveUp[s.d].add(c)
		for u := range s.sys.Users() {
			theirs := &m.will[u][r]
			if u == s.user() || !theirs.calls.has(c) {
				continue
			}
			// … or until a call that came of the press was active and a user ended it.
			if theirs.act == pressed && state(s.before, s.d, c) == model.Active {
				*theirs = will{}
			}
			if theirs.act == answered && s.sys.UserOf(s.sys.Owner(c)) == s.user() {
				*theirs = will{}
			}
		}
	}
}

// user is the user whose device takes the step.
func (s *secondStep) user() int { return s.sys.UserOf(s.d) }

// people is how many users are in room r.
func (j secondJudge) people(r int) (n int) {
	for u := range j.sys.Users() {
		if j.sys.InRoom(u, r) {
			n++
		}
	}
	return n
}

// noteAnswers notes whose answer a caller takes: of several, the one that it connects by.
func (s *secondStep) noteAnswers(m *memory) {
	for _, event := range s.received {
		c := event.Call()
		if event.Type() == model.Answer && s.sys.Owner(c) == s.d && m.took[c] == 0 && live(state(s.after, s.d, c)) {
			m.took[c] = event.Sender() + 1
		}
	}
}

// noteAcceptance notes which invites their homeserver accepted: it shows them to their
// sender, too.
func (s *secondStep) noteAcceptance(m *memory) {
	for c := range s.sys.Calls() {
		owner := s.sys.Owner(c)
		if ownInvites(&s.after.Box[owner], c) > ownInvites(&s.before.Box[owner], c) {
			m.accepted.add(c)
		}
	}
}

func ownInvites(b *sim.Box, c int) (n int) {
	for _, event := range b.In[:b.NIn] {
		if event.Own() && event.Type() == model.Invite && event.Call() == c {
			n++
		}
	}
	return n
}

// noteFaults notes what destroying faults hit.
//
//	*Destroying* faults: send-fail, soft-fail, sync-gap, crash, capture-refused,
//	turn-refused, ice-fail …
func (s *secondStep) noteFaults(m *memory) {
	for _, event := range s.lost {
		c, sender := event.Call(), event.Sender()
		m.sendHit[sender].add(c)
		switch event.Type() {
		case model.Invite:
			m.hit.add(c)
			if s.fault == "send-fail" {
				m.failed.add(c)
			}
		case model.Answer:
			m.hit.add(c)
		case model.CandidatesEnd: // without it the media cannot connect
			peer := s.sys.Owner(c)
			if peer == sender {
				peer = s.callee(m, c)
			}
			if peer >= 0 && s.waitsForEnd(s.before, peer, sender, c) {
				m.mediaHit[sender].add(c)
			}
		case model.Hangup, model.CallReject:
			if m.gaveUp[sender].has(c) {
				m.untold[sender].add(c)
			}
		}
	}
	switch s.fault {
	case "clock-skew": // the invite looks expired, and is lost by that
		m.sendHit[s.came[0].Sender()].add(s.came[0].Call())
		m.hit.add(s.came[0].Call())
	case "crash":
		for c := range s.sys.Calls() {
			// Version 1 stores invites that are not decided on, and loses nothing of them.
			stored := state(s.after, s.d, c) == model.IPend && s.sys.Version(s.d) == model.Version1
			if !over(state(s.before, s.d, c)) && !stored {
				m.mediaHit[s.d].add(c)
			}
		}
	case "capture-refused", "turn-refused":
		m.mediaHit[s.d].add(s.before.Box[s.d].Device.OwnerCall())
	case "ice-fail":
		m.mediaHit[s.d].add(int(s.after.Last.Inputs[0].Call))
	}
}

// noteLifetimes notes whose lifetime passed too early.
//
//	… and a lifetime that passed while something was still pending that could have led
//	*that very call* to be connected.
func (s *secondStep) noteLifetimes(m *memory) {
	if s.a.Op == sim.OpLifetime && s.couldConnect(int(s.a.Arg)) {
		m.outlived.add(int(s.a.Arg))
	} else if c := int(s.a.Arg); s.a.Op == sim.OpLifetime && s.sys.Owner(c) == s.d {
		m.lapsed.add(c)
	}
	if s.fault == "sync-replay" || s.fault == "clock-skew" {
		return // it had arrived before, or its lifetime has not passed
	}
	for c := range s.sys.Calls() {
		// A call that has ended where it was placed cannot be connected any more.
		if s.receivesExpired(c) && !s.takenForEcho(c) && !s.isGone(s.before, s.d, c) && !over(state(s.before, s.sys.Owner(c), c)) {
			m.outlived.add(c)
		}
	}
}

// couldConnect reports whether something is pending that could lead call c to be
// connected.
//
//	Its invite, its answer, a media step of its two ends, a must-action on it, the reply
//	that a rival held back waits for.
func (s *secondStep) couldConnect(c int) bool {
	caller := s.sys.Owner(c)
	if over(state(s.before, caller, c)) {
		return false // it has ended where it was placed
	}
	for _, callee := range s.callees(c) {
		switch {
		case s.onItsWay(s.before, caller, callee, model.Invite, c) && !s.takenForEcho(c) && !s.isGone(s.before, callee, c),
			live(state(s.before, callee, c)) && s.onItsWay(s.before, callee, caller, model.Answer, c),
			s.mustAnswer(callee, c), s.heldBack(callee, c), s.isStored(callee, c):
			return true
		}
	}
	if s.endsToCome(c) {
		return true
	}
	// Who sleeps will wake up.
	awake := *s.before
	for d := range s.sys.Devices() {
		awake.Box[d].Holds &^= sim.Suspended
	}
	for _, a := range s.sys.Enabled(&awake, nil) {
		switch a.Op {
		case sim.OpReady, sim.OpConnect:
			if int(a.Arg) == c {
				return true
			}
		case sim.OpCapture, sim.OpTurn:
			if s.before.Box[a.Device].Device.OwnerCall() == c {
				return true
			}
		}
	}
	return false
}

// mustAnswer reports whether call c rings at device d and its user must answer it.
//
//	A user answers what rings only while no own call is live.
func (s *secondStep) mustAnswer(d, c int) bool {
	for own := range s.sys.Calls() {
		for _, mate := range s.sys.Mates(d) {
			if live(state(s.before, mate, own)) {
				return false
			}
		}
	}
	press := s.sys.Scenario.Users[s.sys.UserOf(d)].Answer
	return rings(s.before, d, c) && press.Must && (press.By == 0 || press.By.Has(d))
}

// isStored reports whether device d has restarted with the invite of call c, and decides on
// it when a sync is through: it waits for nothing else.
func (s *secondStep) isStored(d, c int) bool {
	return state(s.before, d, c) == model.IPend && s.before.Box[d].Device.Call[c].Flags&model.Held == 0
}

// heldBack reports whether device d holds call c back until it has the reply to an own
// invite, and that reply is still to come.
func (s *secondStep) heldBack(d, c int) bool {
	if state(s.before, d, c) != model.IPend {
		return false
	}
	for own := range s.sys.Calls() {
		flies := s.before.Box[d].Reply>>own&1 != 0
		for _, other := range s.sys.Peers(d) {
			flies = flies || s.onItsWay(s.before, d, other, model.Invite, own)
		}
		if s.sys.Owner(own) == d && s.sameRoom(own, c) && state(s.before, d, own) == model.OSending && flies {
			return true
		}
	}
	return false
}
