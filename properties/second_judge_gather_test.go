package properties_test

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// judgeGathering judges what is said of the end of candidates, where gathering has one.
//
//	Each device of version 1 that has gathered all candidates of a call says so then, exactly
//	once, and sends no candidates of it after that.
func (s *secondStep) judgeGathering(m *memory, o *opinion) {
	if !s.sys.Scenario.Gathers || s.sys.Version(s.d) != model.Version1 {
		return
	}
	ends, last := 0, model.NoCall
	if s.a.Op == sim.OpGathered {
		last = int(s.a.Arg)
	}
	for _, event := range s.sent {
		c := event.Call()
		switch event.Type() {
		case model.CandidatesEnd:
			o.is(badEndOfCandidates, c != last)
			ends++
		case model.Candidates:
			o.is(badEndOfCandidates, m.gathered[s.d].has(c))
		}
	}
	if last != model.NoCall {
		o.is(badEndOfCandidates, ends != 1 || m.gathered[s.d].has(last))
		m.gathered[s.d].add(last)
	}
}

// waitsForEnd reports whether device d waits until another one has said that its candidates
// of call c end.
func (j secondJudge) waitsForEnd(w *sim.World, d, from, c int) bool {
	return j.sys.Scenario.Gathers && j.sys.Version(d) == model.Version1 && j.sys.Version(from) == model.Version1 &&
		j.sys.Machine(d).Reading.Is(model.Trickle, "wait") && w.Box[d].Device.Call[c].Flags&model.Complete == 0
}

// endsToCome reports whether the media of call c, both ends of which connect or are active,
// wait for nothing but for ends of candidates that are still to come.
func (s *secondStep) endsToCome(c int) bool {
	caller := s.sys.Owner(c)
	for _, callee := range s.callees(c) {
		from, to := state(s.before, caller, c), state(s.before, callee, c)
		meets := (from == model.OConn || from == model.Active) && (to == model.ISending || to == model.IConn || to == model.Active)
		if !meets || from == to {
			continue
		}
		come := true
		for _, ends := range [][2]int{{caller, callee}, {callee, caller}} {
			d, peer := ends[0], ends[1]
			tells := s.before.Box[peer].Gathered()>>c&1 == 0 && s.sys.Machine(peer).Reading.Is(model.Eoc, "send")
			come = come && (!s.waitsForEnd(s.before, d, peer, c) || tells || s.onItsWay(s.before, peer, d, model.CandidatesEnd, c))
		}
		if come {
			return true
		}
	}
	return false
}

// TestSecondJudgeAgreesOnGathering compares both judges where gathering comes to its end, its
// end is waited for, lost, or not said, and where its rules are wrong.
func TestSecondJudgeAgreesOnGathering(t *testing.T) {
	lengthy(t)
	var sum tally
	check := func(c cell, mutant string, sys *sim.System) {
		k := newSecondCheck(c, sys)
		k.cell.lines += mutant
		if !k.walk(3000) {
			k.sample(300)
		}
		sum.add(t, k)
	}
	for _, c := range []cell{
		{"gathering", "literal+trickle=wait", "", "", ""},
		{"gathering", "literal+trickle=wait", "send-fail=1", "", ""},
		{"gathering", "literal+trickle=wait+connecting=10000", "send-fail=1", "async", ""},
		{"gathering", "literal+trickle=wait+eoc=none", "", "async", ""},
		{"gathering", "literal+trickle=wait", "sync-gap=1", "", ""},
		{"glare-v1", "robust+trickle=wait", "", "async", "candidates 1 end\n"},
		{"interop", "literal+trickle=wait", "", "", "candidates 1 end\n"},
	} {
		check(c, "", c.compile(t))
	}
	for _, m := range model.Mutants(model.Version1) {
		if c := (cell{"gathering", "literal+trickle=wait", "", "", ""}); strings.HasPrefix(m.Name, "T1-39") || strings.HasPrefix(m.Name, "T1-87") {
			check(c, m.Name, c.compileRules(t, m.Rules))
		}
	}
	sum.require(t, 3_000, 150_000, "end-of-candidates", "willing-connected", "nobody-stuck")
}
