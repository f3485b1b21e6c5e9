package properties_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/model"
)

// account explains something of several rules.
type account struct{ why, rules string }

// neverApply are the rules that no search reaches. They are there because exactly
// one rule has to fit every input in every state, and a real client may be given
// what the simulated world never gives.
var neverApply = []account{
	{
		"users press only what their screen shows: call while idle, the rest while something rings or is on",
		"T0-01.engaged T0-01.again T0-50.busy T0-50.stale T0-51.stale T0-59.stale T0-33.stale",
	},
	{
		"capture, TURN, offers, answers and candidates are made for the one call that waits for them",
		"T0-10.stale-capture T0-10.stale-turn T0-10.stale-expiry T0-11.stale T0-10.stale T0-11.stale-offer T0-34.stale",
	},
	{"a timer that no state waits for is not running", "T0-63 T0-32.stale T0-83.none T0-83.stale"},
	{"media is found, missed or lost by calls that connect or talk", "T0-40.stale T0-80.too-early T0-41.stale T0-92.stale"},
	{"the end of a sync is told to what waits for it", "T0-03.still-held T0-03.through"},
	{"two calls of one caller have the same media", "T0-66.compare-less-ask"},
	{
		"in the cells here where users hang up, microphone and TURN credentials are there in one step",
		"T0-12.captured T0-64.made T0-64.untold-made",
	},
	{
		"the cells here are of two devices, of which nobody has another; corpus cases of more come to these",
		"T0-06.answered-elsewhere T0-06.answered-elsewhere-calling T0-06.answered-elsewhere-kept " +
			"T0-06.answered-elsewhere-withdrawn T0-06.answered-elsewhere-withdrawn-unsent " +
			"T0-06.hangup-elsewhere T0-06.tombstone-elsewhere T0-07.answer T0-07.sibling T0-07.sibling-alone T0-07.sibling-glare " +
			"T0-07.sibling-known T0-3B T0-3B.hangup T0-54 T0-54.calling T0-54.kept T0-54.unheard " +
			"T0-54.withdrawn T0-54.withdrawn-unsent T0-55 T0-55.engaged T0-55.unheard T0-84 T0-84.second " +
			"T0-84.first T0-84.talking T0-A0.hangup-elsewhere T0-A0.answered-elsewhere " +
			"T0-A0.answered-elsewhere-calling T0-A0.answered-elsewhere-kept " +
			"T0-A0.answered-elsewhere-withdrawn T0-A0.answered-elsewhere-withdrawn-unsent T0-A0.answer-to-another",
	},
}

// applyFarOff are the rules that no bundled scenario reaches with at most one fault
// and one knob changed, other than those that are about two knobs.
var applyFarOff = []account{
	{"a send of unknown outcome, after a restart", "T0-22.late"},
	{"an invite that is sent twice, and whose lifetime has passed the second time", "T0-A1.expired"},
	{"a hangup that overtakes the invite with an ID of both calls", "T0-31.prep"},
	{
		"one user chose voice, the other video",
		"T0-13.ask T0-24.prep-ask T0-24.sent-less-ask T0-36.less-ask T0-21.held-ask T0-31.held-ask T0-32.held-ask",
	},
	{"the user silenced the room", "T0-03.quiet"},
	{"a second invite of the peer, while the first is known", "T0-66.ring T0-66.silent T0-66.busy T0-66.compare-less " +
		"T0-66.compare-greater T0-66.off-ignore T0-58 T0-58.off-ignore"},
}

// notMissed are the rules without which the surveyed runs violate the same and end
// in the same ways. What they do shows to the person at the device, to the other
// end, or in time, none of which an end of a run tells.
var notMissed = []account{
	{
		"an invite that is refused or passed over leaves everything as it was; the device only remembers it",
		"T0-13.compare-greater T0-13.compare-equal T0-13.compare-equal-user-kept T0-13.compare-captured-greater " +
			"T0-13.compare-captured-equal T0-13.compare-captured-equal-user-kept T0-24.sent-greater T0-24.sent-equal " +
			"T0-24.sent-equal-user-kept T0-24.sent-silent-greater " +
			"T0-24.sent-silent-equal T0-24.sent-silent-equal-user-kept T0-24.echoed-greater T0-24.echoed-equal T0-24.echoed-equal-user-kept T0-37 " +
			"T0-38.equal-user-kept T0-13.off-ignore T0-24.off-ignore T0-36.off-ignore T0-58.off-ignore T0-14.ignore",
	},
	{
		"a second call does not get far beside the first",
		"T0-93.silent T0-93.busy T0-93.compare-greater T0-93.off-ignore T0-66.silent T0-66.compare-greater " +
			"T0-66.off-ignore T0-46.ring T0-46.silent T0-46.busy T0-46.compare-greater T0-46.off-ignore",
	},
	{"a call in another room rings until its lifetime passes: its user is busy", "T0-15 T0-39"},
	{
		"an own call that does not give way while it is made glares once it is sent",
		"T0-13.captured T0-13.captured-ask T0-13.compare-equal-taken T0-13.compare-equal-taken-ask T0-13.compare-equal-taken-ring " +
			"T0-13.compare-captured-less T0-13.compare-captured-less-ask T0-13.compare-captured-equal-taken " +
			"T0-13.compare-captured-equal-taken-ask T0-13.compare-captured-equal-taken-ring T0-13.compare-captured-equal-none " +
			"T0-24.echoed-less T0-24.echoed-less-ask T0-24.sent-silent-equal-taken-ask T0-23 T0-07",
	},
	{"a fault that is not noticed is one that did not happen", "T0-11 T0-11.offer T0-10.turn-expired T0-41 T0-81 T0-92"},
	{"candidates decide nothing", "T0-34 T0-70.candidates"},
	{"media that connect before a reply would connect after it", "T0-80.early"},
	{"an answer to a call that is over changes nothing, but where a knob has it told so", "T0-A0.answer"},
	{
		"a lifetime ends what else would have ended it, only later",
		"T0-71 T0-71.revert T0-32.held T0-32.held-ask T0-32.held-ring",
	},
	{"a hangup that is owed is not missed where the invite failed", "T0-21.late"},
	{"who answers while an own call is made, in vain, can answer again once that is sent", "T0-50.prep"},
	{"a restart loses little that was not lost with the microphone", "T0-B0.clean T0-B0.resend T0-B0.unsent"},
}

// finding is what removing a rule has shown.
type finding uint8

const (
	unreachable finding = iota // the rule applies nowhere
	ignoring                   // it does nothing, on purpose: only one-rule notices its removal
	missed                     // runs without it violate something else, or end differently
	unmissed                   // they do not
)

// TestPropertyEveryRuleIsNeeded removes each rule, so that the device ignores its
// input, and shows what notices that beside one-rule, which always does; run it with
// -v to read it. The rules that nothing notices, and those that are never reached,
// are listed above with the reason: a rule that is not expected there, or that is
// noticed after all, fails the test.
func TestPropertyEveryRuleIsNeeded(t *testing.T) {
	lengthy(t)
	rules := model.V0()
	surveys := conductAll(t, cellsOf(t, rules), rules)
	findings, proofs := make([]finding, len(rules)), make([]string, len(rules))
	each(len(rules), func(i int) { findings[i], proofs[i] = remove(t, rules, i, surveys) })

	var never, far, not []string
	for i := range rules {
		name := rules[i].Name()
		near := slices.ContainsFunc(surveys, func(s *survey) bool { return s.applied[i].Load() && s.cell.bundled() })
		switch {
		case findings[i] == unreachable:
			never = append(never, name)
		case !near && strings.Count(readingWith(t, &rules[i]), "+") < 2:
			far = append(far, name)
		}
		if findings[i] == unmissed {
			not = append(not, name)
		}
		t.Logf("%-36s %s", name, proofs[i])
	}
	requireAccounts(t, "are never reached", never, neverApply)
	requireAccounts(t, "are reached by no bundled scenario", far, applyFarOff)
	requireAccounts(t, "are not missed", not, notMissed)
}

// requireAccounts compares a list of rules with those that are accounted for.
func requireAccounts(t *testing.T, what string, got []string, accounts []account) {
	t.Helper()
	var want []string
	for _, a := range accounts {
		want = append(want, strings.Fields(a.rules)...)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules that %s (- expected, + found):\n%s", what, diff)
	}
}

// remove looks for a cell in which runs without rule i show it. Cells in which a
// rule applies to the same number of worlds differ in a knob that does not matter.
func remove(t *testing.T, rules []model.Rule, i int, surveys []*survey) (finding, string) {
	t.Helper()
	type behaviour struct {
		place  cell
		states uint64
	}
	tried := map[behaviour]bool{}
	tries := map[string]int{} // by scenario
	for _, whole := range surveys {
		place := whole.cell
		place.reading = ""
		b := behaviour{place, whole.states}
		if !whole.applied[i].Load() || tried[b] || tries[place.scenario] == 4 {
			continue
		}
		tried[b] = true
		tries[place.scenario]++
		if rules[i].Stays && len(rules[i].Do) == 0 {
			return ignoring, fmt.Sprintf("applies in %v, to do nothing", whole.cell)
		}
		less := conduct(t, whole.cell, slices.Delete(slices.Clone(rules), i, i+1))
		switch {
		case !whole.complete || !less.complete:
		case whole.violated != less.violated:
			return missed, fmt.Sprintf("%v violates %q, without the rule %q", whole.cell, violated(whole.violated), violated(less.violated))
		case !maps.Equal(whole.ends, less.ends):
			return missed, fmt.Sprintf("%v ends in %d ways, without the rule in %d", whole.cell, len(whole.ends), len(less.ends))
		}
	}
	if len(tried) == 0 {
		return unreachable, "never applies"
	}
	return unmissed, fmt.Sprintf("not missed in %d cells", len(tried))
}
