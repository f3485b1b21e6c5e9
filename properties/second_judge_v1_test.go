package properties_test

import (
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// judgeSelections judges what is selected.
//
//	At most one select_answer per call; losing answerers end without sending (v1).
//
// Beyond that a judge may find a selection wrong of a call that does not wait for one.
func (s *secondStep) judgeSelections(m *memory, o *opinion) {
	for _, event := range s.sent {
		if event.Type() != model.SelectAnswer {
			continue
		}
		c := event.Call()
		o.is(badOneSelection, m.selected.has(c))
		o.allow(badOneSelection, !underWay(state(s.before, s.d, c)))
		m.selected.add(c)
	}
	// What else comes in the same response can have a device send for a reason of its own.
	if len(s.received) != 1 || s.received[0].Type() != model.SelectAnswer || s.received[0].Own() || s.received[0].Named() == s.d || s.sys.Devices() == 2 {
		return
	}
	for _, event := range s.sent {
		o.is(badOneSelection, event.Call() == s.received[0].Call())
	}
}

// judgeNegotiations judges offers that change the media of a call, and replies to them: each
// is replied to, and nobody replies to what was taken back.
func (s *secondStep) judgeNegotiations(m *memory, o *opinion) {
	for _, event := range s.received {
		if event.Type() == model.NegotiateReply && !event.Own() {
			m.offered[s.d].drop(event.Call())
		}
	}
	for _, event := range s.sent {
		c := event.Call()
		switch event.Type() {
		case model.Negotiate:
			m.offered[s.d].add(c)
		case model.NegotiateReply:
			m.offered[s.d].drop(c) // who replies to the other's has none of one's own
			peer := s.otherEnd(m, c)
			late := s.sys.Scenario.Timing != sim.Patient || s.sys.Scenario.AnyMoment // a lifetime may have passed
			o.is(badStable, peer >= 0 && state(s.before, peer, c) == model.Active && !m.offered[peer].has(c) && !late)
		}
	}
	if s.a.Op == sim.OpOfferOver {
		c := int(s.a.Arg)
		m.offered[s.d].drop(c)
		o.is(badStable, s.unreplied(m, c))
	}
	for c := range s.sys.Calls() {
		if state(s.after, s.d, c) != model.Active {
			m.offered[s.d].drop(c)
		}
	}
}

// unreplied reports whether nothing but its lifetime has ended the offer of the device about
// call c: it has arrived, nothing was destroyed, the call goes on, and no reply is on its way.
func (s *secondStep) unreplied(m *memory, c int) bool {
	peer := s.otherEnd(m, c)
	if peer < 0 || over(state(s.before, peer, c)) || m.sendHit[s.d].has(c) || m.sendHit[peer].has(c) {
		return false
	}
	ends := s.onItsWay(s.before, peer, s.d, model.Hangup, c) || s.onItsWay(s.before, peer, s.d, model.CallReject, c) || s.leavingOnItsWay(peer, s.d, c)
	return !ends && !s.onItsWay(s.before, s.d, peer, model.Negotiate, c) && !s.onItsWay(s.before, peer, s.d, model.NegotiateReply, c)
}

// otherEnd is the device at the other end of call c, or -1.
func (s *secondStep) otherEnd(m *memory, c int) int {
	if owner := s.sys.Owner(c); owner != s.d {
		return owner
	}
	return s.callee(m, c)
}

// TestSecondJudgeAgreesOnVersion1 compares both judges where the rules of version 1 are
// wrong, about selections and negotiations.
func TestSecondJudgeAgreesOnVersion1(t *testing.T) {
	lengthy(t)
	var sum tally
	for _, m := range model.Mutants(model.Version1) {
		named := false
		for _, name := range []string{
			"selects-each-answer-v1", "both-polite-v1", "both-impolite-v1", "T1-30:twice-send-select_answer", "T1-95:drop-send-negotiate-with-an-answer",
			"T1-97:drop-offer-is-settled", "T1-98:drop-offer-is-settled",
		} {
			named = named || m.Name == name
		}
		if !named {
			continue
		}
		for _, c := range []cell{
			{"answer-reject", "literal", "", "", ""},
			{"glare-multi-device-v1", "literal-sent", "", "", ""},
			{"renegotiate", "literal", "", "", ""},
			{"renegotiate-glare", "robust", "sync-gap=1", "", ""},
			{"renegotiate-glare", "robust", "", "async", ""},
		} {
			k := newSecondCheck(c, c.compileRules(t, m.Rules))
			k.cell.lines = m.Name
			if !k.walk(3000) {
				k.sample(300)
			}
			sum.add(t, k)
		}
	}
	sum.require(t, 500, 50_000, "one-selection", "stable")
}
