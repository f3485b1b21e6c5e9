package properties_test

import (
	"testing"

	"github.com/glarelab/glare/model"
)

// What the second judge says of rooms in which not everybody takes part in a call.

// means reports whether the caller of call c calls user u: whoever is named, or else anyone.
func (j secondJudge) means(c, u int) bool {
	named := j.sys.Scenario.Users[j.sys.UserOf(j.sys.Owner(c))].Invitee
	return named == 0 || int(named) == u+1
}

// hostile reports whether a device is that of a hostile member.
func (j secondJudge) hostile(d int) bool { return j.sys.Scenario.Users[j.sys.UserOf(d)].Hostile }

// outside reports whether call c, as far as it has come, is not for a user to speak about to
// device d.
//
//	No event of a user who takes no part in a call changes it: neither one of its two
//	users, nor, before an answer was taken, one whom it is for.
func (s *secondStep) outside(m *memory, sender, c int) bool {
	from, caller := s.sys.UserOf(sender), s.sys.UserOf(s.sys.Owner(c))
	switch {
	case from == s.user():
		return false // another device of one's own
	case caller != s.user():
		return from != caller
	case s.callee(m, c) >= 0:
		return from != s.sys.UserOf(s.callee(m, c))
	default:
		return !s.means(c, from)
	}
}

// abandons reports whether the user, who answers call c, gives up an own call by that, which
// was for somebody else.
func (s *secondStep) abandons(own, c int) bool {
	return s.sys.Owner(own) == s.d && underWay(state(s.before, s.d, own)) && over(state(s.after, s.d, own)) &&
		!s.means(own, s.sys.UserOf(s.sys.Owner(c)))
}

// judgeForgery judges what events of strangers to a call do to it.
func (s *secondStep) judgeForgery(was *memory, o *opinion) {
	if s.sys.Users() < 3 {
		return
	}
	for c := range s.sys.Calls() {
		forged := s.onlyFromOutside(was, c)
		// The end of a sync response decides on what is pending.
		pends := state(s.before, s.d, c) == model.IPend
		differs := s.before.Box[s.d].Device.Call[c] != s.after.Box[s.d].Device.Call[c]
		changed := forged && differs && !s.isRival(c)
		o.is(badNoForgery, changed && !pends)
		o.allow(badNoForgery, changed)
	}
}

// onlyFromOutside reports whether the device received events about call c, all of strangers
// to it.
func (s *secondStep) onlyFromOutside(was *memory, c int) bool {
	forged := false
	for _, event := range s.received {
		switch {
		case s.sys.Users() < 3 || event.Type() == model.Message || !s.names(event, c):
		case s.outside(was, event.Sender(), c):
			forged = true
		default:
			return false
		}
	}
	return forged
}

// names reports whether an event can be about call c: it was sent for it, or its ID is the
// same and nothing else of that ID is there.
func (s *secondStep) names(event interface{ Call() int }, c int) bool {
	sent := event.Call()
	return sent == c || s.sameRoom(sent, c) && s.sys.ID(s.before, sent) == s.sys.ID(s.before, c)
}

// isRival reports whether device d received an invite of another call in the room of call c,
// which may replace that.
func (s *secondStep) isRival(c int) bool {
	for _, event := range s.received {
		if event.Type() == model.Invite && !event.Own() && s.sameRoom(event.Call(), c) && !s.names(event, c) {
			return true
		}
	}
	return false
}

// wants reports whether user u wants to talk to user v in room r.
func (j secondJudge) wants(m *memory, u, v, r int) bool {
	switch will := &m.will[u][r]; will.act {
	case pressed:
		if u == v {
			return j.pressedTwice(m, u, r)
		}
		named := j.sys.Scenario.Users[u].Invitee
		return named == 0 || int(named) == v+1
	case answered:
		for c := range j.sys.Calls() {
			if will.calls.has(c) && j.sys.UserOf(j.sys.Owner(c)) == v {
				return true
			}
		}
	}
	return false
}

// pressedTwice reports whether user u, who calls the own other devices, has done so with two
// of them: who presses once has nobody yet to talk to.
func (j secondJudge) pressedTwice(m *memory, u, r int) bool {
	by := map[int]bool{}
	for c := range j.sys.Calls() {
		if owner := j.sys.Owner(c); m.placed.has(c) && !m.givenUp().has(c) && j.sys.CallRoom(c) == r && j.sys.UserOf(owner) == u && j.oneself(c) {
			by[owner] = true
		}
	}
	return len(by) > 1
}

// oneself reports whether the caller of call c calls the own other devices.
func (j secondJudge) oneself(c int) bool {
	u := j.sys.UserOf(j.sys.Owner(c))
	return int(j.sys.Scenario.Users[u].Invitee) == u+1
}

// takenForEcho reports whether call c is one to oneself that no own other device takes for
// that: to these clients whatever their user sends is their own.
func (j secondJudge) takenForEcho(c int) bool {
	for _, d := range j.sys.Mates(j.sys.Owner(c)) {
		if d != j.sys.Owner(c) && !j.sys.Machine(d).Reading.Is(model.EchoFilter, "user") {
			return false
		}
	}
	return j.oneself(c)
}

// TestSecondJudgeAgreesInCompany compares both judges in rooms of three, with a third member
// who calls or answers too, and with a hostile one.
func TestSecondJudgeAgreesInCompany(t *testing.T) {
	lengthy(t)
	var cells []cell
	for _, reading := range []string{
		"literal", "literal-sent", "robust", "literal-sent+dup=clobber", "literal-sent+dup=error", "robust+auth=anyone", "robust+auth=party",
		"robust+invitee=literal", "robust+second-call=compare", "literal-sent+accept=ring",
		"literal+inflight=echo", "literal-sent+eq=take-incoming", "literal-sent+eq=abort-both", "js-21.2", "js-invitee", "android",
	} {
		cells = append(cells,
			cell{"third-member", reading, "", "", ""}, cell{"third-member", reading, "", "async", ""},
			cell{"third-member", reading, "", "", "alice may hangup\nbob may reject\n"},
			cell{"third-member", reading, "sync-batch=1", "", ""}, cell{"third-member", reading, "send-fail=1", "", ""},
			cell{"hostile-member", reading, "", "", ""}, cell{"hostile-member", reading, "hostile-member=1", "async", ""},
			cell{"hostile-member", reading, "duplicate=1", "", ""},
		)
	}
	sum := agree(t, cells)
	sum.require(t, 20_000, 300_000, "same-call", "willing-connected", "intent", "no-forgery")
}
