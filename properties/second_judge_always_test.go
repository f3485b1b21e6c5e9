package properties_test

import (
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// crowded reports whether device d is in too many calls.
//
//	At most one live call per device, and none beside an own call that is preparing, in
//	flight or waiting; a call held back by `inflight=defer` and a ringing one are not
//	live.
func (j secondJudge) crowded(w *sim.World, d int) bool {
	lives, own := 0, 0
	for c := range j.sys.Calls() {
		if live(state(w, d, c)) {
			lives++
		}
		if underWay(state(w, d, c)) {
			own++
		}
	}
	return lives > 1 || lives > 0 && own > 0
}

// unaccounted reports whether device d's stream feeds no call that lives.
//
//	Every captured stream feeds exactly one call or is being released; none feeds an
//	ended call.
func (j secondJudge) unaccounted(w *sim.World, d int) bool {
	device := &w.Box[d].Device
	c := device.OwnerCall()
	return device.Stream == model.Granted && (c == model.NoCall || over(device.Call[c].State))
}

// misfed reports whether a judge may say that device d's stream is unaccounted for. That
// goes beyond the sentence above: a stream that was only asked for, one of a call that
// rings, and a call that has media without a stream that feeds it.
func (j secondJudge) misfed(w *sim.World, d int) bool {
	device := &w.Box[d].Device
	owner := device.OwnerCall()
	if device.Stream != model.NoStream && (owner == model.NoCall || !live(state(w, d, owner)) && !underWay(state(w, d, owner))) {
		return true
	}
	for c := range j.sys.Calls() {
		now := state(w, d, c)
		if live(now) && now != model.IAcc && (owner != c || device.Stream != model.Granted) {
			return true
		}
	}
	return false
}

// judgeIntent judges what the device accepts for its user.
//
//	An automatic answer only while the user's own call to that room was under way, only
//	to whom the user called, at most once per press, never a wider media kind than the
//	user chose, never before capture was granted.
func (s *secondStep) judgeIntent(m *memory, o *opinion) {
	for c := range s.sys.Calls() {
		if over(state(s.after, s.d, c)) {
			m.automatic[s.d].drop(c)
		}
		if s.taken.has(c) {
			// A press that is taken as the answer to what rings is the own call itself.
			caller := s.sys.UserOf(s.sys.Owner(c))
			calling := s.a.Op == sim.OpPlace && s.sameRoom(int(s.a.Arg), c)
			meant := calling && s.means(int(s.a.Arg), caller)
			for own := range s.sys.Calls() {
				calling = calling || s.sys.Owner(own) == s.d && s.sameRoom(own, c) && underWay(state(s.before, s.d, own))
			}
			o.is(badIntent, !calling || m.spent[s.d]&s.roomBit(c) != 0)
			for own := range s.sys.Calls() {
				meant = meant || s.sys.Owner(own) == s.d && s.sameRoom(own, c) && underWay(state(s.before, s.d, own)) &&
					s.means(own, caller)
			}
			o.is(badIntent, !meant)
			m.spent[s.d] |= s.roomBit(c)
			m.automatic[s.d].add(c)

			video := func(u int) bool { return s.sys.Scenario.Users[u].Video }
			o.is(badIntent, s.sys.Machine(s.d).Reading.Is(model.Kind, "incoming") && video(caller) && !video(s.user()))
		}
		// To whom else it connects was not called.
		if took := s.callee(m, c); s.sys.Owner(c) == s.d && state(s.before, s.d, c) != model.OConn && state(s.after, s.d, c) == model.OConn {
			o.is(badIntent, took >= 0 && !s.means(c, s.sys.UserOf(took)))
		}
		answers := state(s.before, s.d, c) != model.ISending && state(s.after, s.d, c) == model.ISending
		o.is(badIntent, answers && m.automatic[s.d].has(c) && s.after.Box[s.d].Device.Stream != model.Granted)
	}
}

// judgeSends judges what the device sends.
//
//	Nothing is sent for a call before its invite was handed over, nor after its invite
//	definitely failed; an unknown send is exempt.
func (s *secondStep) judgeSends(m *memory, o *opinion) {
	for c := range s.sys.Calls() {
		if s.fault == "hostile-member" && strings.HasSuffix(s.sys.Name(s.before, s.a), " sends "+model.Invite.String()+" "+s.sys.CallName(c)) {
			m.handed.add(c)
		}
	}
	for _, event := range s.sent {
		switch c := event.Call(); event.Type() {
		case model.Invite:
			m.handed.add(c)
		default:
			o.is(badNoPhantom, !m.handed.has(c) || m.failed.has(c))
			if event.Type() == model.Answer {
				m.answered[s.d].add(c)
			}
		}
	}
}

// judgeGhost judges what rings.
//
//	Nothing rings for a call that this device has seen ended, answered or rejected
//	elsewhere, or expired.
func (s *secondStep) judgeGhost(was, m *memory, o *opinion) {
	for c := range s.sys.Calls() {
		passed := s.a.Op == sim.OpLifetime && int(s.a.Arg) == c
		told := s.declinedElsewhere(c) || (s.receivesEnd(c) && !s.mistaken(c) || s.receives(model.Invite, c) && s.receivesExpired(c)) && !s.onlyFromOutside(was, c)
		if state(s.after, s.d, c) == model.Ended || passed || told {
			m.over[s.d].add(c)
		}
		rang := state(s.before, s.d, c) == model.IRing && was.over[s.d].has(c)
		rings := state(s.after, s.d, c) == model.IRing && m.over[s.d].has(c)
		o.holds(badGhostFree, rang, rings)
	}
}

// mistaken reports whether the end of call c that the device receives can be taken for that
// of another call: one with the same ID that is not over. An invite is about nothing but the
// call that it offers.
func (s *secondStep) mistaken(c int) bool {
	for other := range s.sys.Calls() {
		if other != c && s.sameRoom(other, c) && s.sys.ID(s.before, other) == s.sys.ID(s.before, c) && !over(state(s.before, s.d, other)) {
			return true
		}
	}
	return false
}

// judgeKeptWaiting judges what a timer ends.
//
//	No timer ends a device's ringing, ringback or connecting for a call that a user of
//	the other side has ended, declined, cancelled or answered on another device, unless
//	a destroying fault hit the event that says so: one is told, one does not find out.
//
// While that event is on its way, it is the network that keeps one waiting.
func (s *secondStep) judgeKeptWaiting(m *memory, o *opinion) {
	if s.a.Op != sim.OpLifetime && s.a.Op != sim.OpTimeout {
		return
	}
	c := int(s.a.Arg)
	was := state(s.before, s.d, c)
	if took := m.took[c] - 1; took >= 0 && took != s.d && was == model.IRing && over(state(s.after, s.d, c)) {
		caller := s.sys.Owner(c)
		excused := m.sendHit[took].has(c) || m.sendHit[caller].has(c)
		underWay := s.onItsWay(s.before, took, s.d, model.Answer, c) || s.onItsWay(s.before, caller, s.d, model.SelectAnswer, c)
		o.is(badKeptWaiting, !excused && !underWay)
	}
	ringback := was == model.OSending || was == model.OWait
	connecting := live(was) && was != model.Active
	if was == model.IRing || ringback || connecting {
		ended, told := false, false
		for _, peer := range s.otherSide(c) {
			if m.gaveUp[peer].has(c) {
				ended, told = true, told || m.untold[peer].has(c) || s.onItsWay(s.before, peer, s.d, model.Hangup, c) || s.onItsWay(s.before, peer, s.d, model.CallReject, c) ||
					s.leavingOnItsWay(peer, s.d, c)
			}
		}
		o.is(badKeptWaiting, over(state(s.after, s.d, c)) && ended && !told)
	}
}

// otherSide lists the devices of the other side of call c: those of other users or, of a call
// within one user, the caller's or those that are called.
func (s *secondStep) otherSide(c int) []int {
	switch owner := s.sys.Owner(c); {
	case !s.oneself(c):
		return s.sys.Peers(s.d)
	case owner == s.d:
		return s.callees(c)
	default:
		return []int{owner}
	}
}

// judgeCollateral judges which calls end by what was received.
//
//	No event about one call ends another, except an own unanswered call that gives way to
//	another one of its room: under the glare rules, or because the user answered that one
//	on another device.
func (s *secondStep) judgeCollateral(o *opinion) {
	if len(s.received) == 0 {
		return
	}
	var about, rivals calls
	for _, event := range s.received {
		if event.Type() == model.Message {
			continue
		}
		about |= s.aboutOf(event)
		for c := range s.sys.Calls() { // a hostile member's is about whatever has its ID
			if s.hostile(event.Sender()) && s.names(event, c) {
				about.add(c)
			}
		}
		caller := s.sys.Owner(event.Call())
		another := event.Sender() != s.d && (s.sys.UserOf(caller) != s.sys.UserOf(s.d) || caller != s.d && s.oneself(event.Call()))
		if event.Type() == model.Invite && !event.Own() || event.Type() == model.Answer && event.Own() && another {
			rivals.add(event.Call())
		}
	}
	for c := range s.sys.Calls() { // what was stored is decided on at the end of the sync
		if s.isStored(s.d, c) {
			rivals.add(c)
		}
	}
	for c := range s.sys.Calls() {
		was, is := state(s.before, s.d, c), state(s.after, s.d, c)
		// What was held back was not decided on yet, and is no call.
		if over(was) || was == model.IPend || !over(is) || about.has(c) {
			continue
		}
		replaced := false
		for rival := range s.sys.Calls() {
			replaced = replaced || rivals.has(rival) && s.sameRoom(rival, c) && underWay(was)
		}
		o.is(badNoCollateral, !replaced)
	}
}
