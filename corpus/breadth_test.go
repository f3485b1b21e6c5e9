package corpus_test

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// The corpus is not to shrink unnoticed: it has so many cases, violates each
// property that a reading alone can violate, names every hole that a scenario can
// show, and uses all faults.
func TestBreadth(t *testing.T) {
	list := load(t)
	violated, flips, holes, faults, broken := 0, 0, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range list {
		if len(s.trace.Problems) > 0 {
			violated++
			if len(s.Passes)+len(s.Survives) > 0 {
				flips++
			}
		}
		for _, p := range s.trace.Problems {
			broken[p.Property] = true
		}
		for _, id := range pointIDs.FindAllString(s.field("Seen in:"), -1) {
			if strings.HasPrefix(id, "H-") {
				holes[id] = true
			}
		}
		for _, f := range s.trace.Scenario.Faults {
			faults[f.Name] = true
		}
	}
	t.Logf("%d cases, %d of which fail under one reading and end well under another", len(list), flips)
	if len(list) < 170 || flips < 130 {
		t.Errorf("%d cases, %d of which fail under one reading and end well under another; expected at least 170 and 130", len(list), flips)
	}
	for _, h := range spec.Holes() {
		if why, ok := noCase[h.ID]; ok == holes[h.ID] {
			t.Errorf("hole %s: in a case: %v; reason why in none: %q", h.ID, holes[h.ID], why)
		}
	}
	for _, name := range properties.Names() {
		if why, ok := needsMutant[name]; ok == broken[name] {
			t.Errorf("property %s: violated in a case: %v; reason why none can: %q", name, broken[name], why)
		}
	}
	for _, name := range sim.FaultNames() {
		if why, ok := noFaultCase[name]; ok == faults[name] {
			t.Errorf("fault %s: in a case: %v; reason why in none: %q", name, faults[name], why)
		}
	}
}

// needsMutant says of each property that no case violates why none can.
var needsMutant = map[string]string{
	"one-live-call":   "no knob lets a device hold two live calls; a mutant does",
	"media-accounted": "every rule that ends a call lets its stream go or hands it on; a mutant does not",
	"one-selection":   "a call that was answered waits no more, and only one that waits is selected for; a mutant selects twice",
	"stable":          "every offer is replied to, or crosses one that is; a mutant does not reply",
	"drops-whole":     "what a client drops changes nothing, under every reading that drops; a mutant makes something of it",
	"polite":          "a call has one caller under every reading; a mutant changes that",
	"one-rule":        "the rules are disjoint and complete; a mutant is not",
	"within-limits":   "it is about the simulator, not about a protocol",
}

// noCase says of each hole that no case has why none can.
var noCase = map[string]string{
	"H-47": "no event is redacted or edited, and no room upgraded, in a scenario",
}

// noFaultCase says of each fault that no case has why none needs it.
var noFaultCase = map[string]string{
	"send-delay": "where only order counts, any send may be late anyway",
	"fed-delay":  "where only order counts, any event between servers may be late anyway",
}

// Every row of the transition table fires in the transcript of some case.
func TestEveryRowFires(t *testing.T) {
	fired := rows{}
	for _, s := range load(t) {
		fired.add(s.trace)
	}
	fired.require(t, model.V0())
}

// unreachable says of each row that fires nowhere why no world can make it.
var unreachable = map[string]string{
	"T0-63": "a lifetime passes at a callee that has answered: answering stops the timer, so no world offers it",
	"T1-64": "as T0-63",
}

// Every row of version 1 fires in the transcript of some case, or would if the devices of a
// case had the rules of version 1: stories of what both versions have in common need not be
// told twice.
func TestEveryRowOfVersion1Fires(t *testing.T) {
	fired := rows{}
	for _, s := range load(t) {
		trace := s.trace
		if strings.Contains(s.Head, "rules v0\n") {
			scenario, err := s.Scenario(s.Fails)
			if err != nil {
				t.Fatal(err)
			}
			for d := range scenario.Devices {
				scenario.Devices[d].Version = model.Version1
			}
			compiled, err := checker.Open(scenario, checker.Rules{})
			if err != nil {
				t.Fatal(err)
			}
			if trace, err = compiled.Follow(scheduler.Schedule{Names: s.Schedule}); err != nil {
				t.Fatal(err)
			}
		}
		fired.add(trace)
	}
	fired.require(t, model.V1())
}

// rows are those of the transition tables that fired in transcripts.
type rows map[string]bool

func (fired rows) add(trace *checker.Trace) {
	for _, line := range trace.Lines {
		for _, id := range line.RuleIDs {
			row, _, _ := strings.Cut(id, ".")
			fired[row] = true
		}
	}
}

// require fails where a row of rules did not fire without a reason, or one fired in spite of it.
func (fired rows) require(t *testing.T, rules []model.Rule) {
	t.Helper()
	for _, rule := range rules {
		switch _, out := unreachable[rule.Row]; {
		case !fired[rule.Row] && !out:
			t.Errorf("row %s fires in no case: %s", rule.Row, rule.About)
		case fired[rule.Row] && out:
			t.Errorf("row %s fires, so it is not true that %s", rule.Row, unreachable[rule.Row])
		}
	}
}
