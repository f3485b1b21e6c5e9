package mutants

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Every mutant is killed by a property or proven to make no difference, by
// searching all runs of small scenarios.
func TestEveryMutantIsKilledOrEquivalent(t *testing.T) {
	examiner := newExaminer(t)
	fates, kills, alone := map[Fate]int{}, map[string]int{}, map[string]int{}
	ofOne := 0 // killed where only version 1 has anything to do
	mutants := model.AllMutants()
	for i := range mutants {
		r := examined(t, examiner, &mutants[i])
		fates[r.Fate]++
		if slices.Contains(ofVersion1, r.Setup) && r.Fate == Killed {
			ofOne++
		}
		for _, property := range r.Properties {
			kills[property]++
		}
		if len(r.Properties) == 1 {
			alone[r.Property]++
		}
		switch {
		case r.Fate == Survived:
			t.Errorf("%s survives: %s, in %s", r.Mutant.Name, r.Why, r.Setup)
		case r.Fate == Killed && r.Shortest == 0:
			t.Errorf("%s: killed by a story without steps", r.Mutant.Name)
		case r.Fate == Equivalent && r.Mutant.Operator == "drop-rule":
			t.Errorf("%s: the rule applies in no set-up, so that its mutants say nothing", r.Mutant.Name)
		case r.Fate == Equivalent && r.Mutant.Operator == model.Named:
			t.Errorf("%s: proven to make no difference (%s)", r.Mutant.Name, r.Why)
		}
	}
	if fates[Killed] < 450 || fates[Equivalent] > 60 || ofOne < 70 {
		t.Errorf("%d killed, %d of them by what version 1 alone has, %d equivalent; want 450, 70 at least, and at most 60 equivalent",
			fates[Killed], ofOne, fates[Equivalent])
	}
	t.Logf("%d mutants: %v, by %v", len(mutants), fates, kills)
	for _, property := range properties.Names() {
		why, known := notAlone[property]
		if known == (alone[property] > 0) {
			t.Errorf("%s: %d mutants that it alone notices, %d in all; known is: %q", property, alone[property], kills[property], why)
		}
	}
	if kills["no-collateral"] == 0 || kills["within-limits"] > 0 {
		t.Errorf("no mutant violates no-collateral, or one is killed by a run that means nothing: %v", kills)
	}
}

// notAlone are the properties that notice no mutant which no other notices.
var notAlone = map[string]string{
	"polite":        "it follows from who placed a call, whatever the rules say",
	"bounded-life":  "it needs a clock: see the next test",
	"no-collateral": "a call that is cut off is missed later: by seamless, willing-connected or same-call",
	"within-limits": "it is about the simulated world",
	"drops-whole":   "what is not dropped any more has no rule: one-rule",
	"no-forgery":    "who takes what a stranger sends also answers a stranger, or loses the call: intent or willing-connected",
}

// A caller whom no lifetime stops is killed by bounded-life alone, in a run with
// a clock.
func TestBoundedLifeKills(t *testing.T) {
	m, err := model.FindMutant("T0-32:stays")
	if err != nil {
		t.Fatal(err)
	}
	scenario, err := scenarioOf("single", "literal-sent", "timed")
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := openMutant(scenario, &m)
	if err != nil {
		t.Fatal(err)
	}
	bit, err := properties.Find("bounded-life")
	if err != nil {
		t.Fatal(err)
	}
	r, err := compiled.Fuzz(context.Background(), "latency", scheduler.FuzzOptions{Seed: 1, Runs: 100})
	if err != nil || r.Found == nil || r.Found.Violated != 1<<bit {
		t.Errorf("100 timed runs of %s: %+v, %v; want bounded-life violated", m.Name, r.Found, err)
	}
}

// The tester is tested: a mutant with nothing wrong is equivalent, and one that
// knows no invites at all is killed at once.
func TestCanaries(t *testing.T) {
	examiner := newExaminer(t)
	sound := model.Mutant{Name: "sound", Rules: model.V0()}
	if e := examined(t, examiner, &sound); e.Fate != Equivalent || e.Why != "no run differs" || e.ByRuns() {
		t.Errorf("the right rules: %+v", e)
	}
	deaf := model.Mutant{Name: "deaf", Rules: slices.DeleteFunc(model.V0(), func(r model.Rule) bool { return r.In == model.RecvInvite })}
	if e := examined(t, examiner, &deaf); e.Fate != Killed || e.Property != "one-rule" || e.Shortest != 4 || !e.ByRuns() {
		t.Errorf("rules without invites: %+v", e)
	}
	quiet := model.Mutant{Name: "quiet", Rules: model.V0(), Reading: "+glare=off-ignore"}
	if e := examined(t, examiner, &quiet); e.Fate != Killed || e.Property != "willing-connected" {
		t.Errorf("a reading without a glare rule: %+v", e)
	}
	wrong := model.Mutant{Name: "wrong", Reading: "+no=knob"}
	if _, err := examiner.Examine(context.Background(), &wrong); err == nil {
		t.Error("a mutant with an unknown knob was judged")
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := examiner.Examine(cancelled, &sound); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

// A one-sided mutant is wrong at the first device only.
func TestOneSided(t *testing.T) {
	for _, name := range []string{"greater-wins-one-side", "numeric-order", "losers-expiry-ends-survivor"} {
		m, err := model.FindMutant(name)
		if err != nil {
			t.Fatal(err)
		}
		scenario, err := scenarioOf("glare", "robust", "patient")
		if err != nil {
			t.Fatal(err)
		}
		if err := checker.Plant(scenario, &m); err != nil {
			t.Fatal(err)
		}
		rules := checker.MutantRules(&m)
		if second := rules[1] != nil; second == m.OneSided && m.Reading == "" {
			t.Errorf("%s: the second device is wrong: %v", name, second)
		}
		if both := scenario.Reading(1).Name == scenario.Reading(0).Name; m.Reading != "" && both == m.OneSided {
			t.Errorf("%s: the devices read %s and %s", name, scenario.Reading(0).Name, scenario.Reading(1).Name)
		}
		was := scenario.Reading(0)
		if err := checker.Plant(scenario, &m); err != nil || scenario.Reading(0) != was {
			t.Errorf("%s, planted twice: %s, %v", name, scenario.Reading(0).Name, err)
		}
	}
}

// Random runs find what the search finds; the story can be shrunk almost to a
// shortest one. What is counted does not depend on when it is made.
func TestDetect(t *testing.T) {
	examiner, effort := newExaminer(t), Effort{Seeds: 5, Runs: 2000, Clock: ticks()}
	for name, runs := range map[string]uint64{"greater-wins-one-side": 2, "losers-expiry-ends-survivor": 2, "T0-90:stays": 108} {
		m, err := model.FindMutant(name)
		if err != nil {
			t.Fatal(err)
		}
		r := examined(t, examiner, &m)
		detection, err := r.Detect(context.Background(), "portfolio", effort)
		if err != nil || !detection.Found || detection.Runs > 20*runs || detection.Time != time.Second {
			t.Errorf("%s by the portfolio: %+v, %v; want about %d runs", name, detection, err, runs)
			continue
		}
		again, err := r.Detect(context.Background(), "portfolio", effort)
		if err != nil || again.Runs != detection.Runs {
			t.Errorf("%s: %d runs, the second time %d, %v", name, detection.Runs, again.Runs, err)
		}
		steps, shortest, err := r.Shrink(context.Background(), detection)
		if err != nil || shortest < r.Shortest || steps < shortest || steps > shortest+1 {
			t.Errorf("%s: shrunk to %d steps of %d, %v; the shortest of all has %d", name, steps, shortest, err, r.Shortest)
		}
		calm, err := r.Detect(context.Background(), "calm", effort)
		if err != nil || calm.Found || calm.Runs != 0 {
			t.Errorf("%s on a calm network: %+v, %v", name, calm, err)
		}
		if steps, shortest, err := r.Shrink(context.Background(), calm); steps != 0 || shortest != 0 || err != nil {
			t.Errorf("%s: shrinking nothing: %d, %d, %v", name, steps, shortest, err)
		}
	}
}

// The median counts seeds that found nothing as worst.
func TestDetectMedian(t *testing.T) {
	m, err := model.FindMutant("T0-90:stays")
	if err != nil {
		t.Fatal(err)
	}
	r := examined(t, newExaminer(t), &m)
	var runs []uint64
	for seed := 1; seed <= 5; seed++ {
		detection, err := r.Detect(context.Background(), "portfolio", Effort{Seeds: seed, Runs: 2000, Clock: ticks()})
		if err != nil {
			t.Fatal(err)
		}
		runs = append(runs, detection.Runs)
	}
	// The medians of the first one to five of 108, 553, 153 and two more.
	if least, most := slices.Min(runs), slices.Max(runs); runs[0] != runs[1] || least == 0 || most == least {
		t.Errorf("the medians of one to five seeds are %d", runs)
	}
	detection, err := r.Detect(context.Background(), "portfolio", Effort{Seeds: 5, Runs: slices.Min(runs) - 1, Clock: ticks()})
	if err != nil || detection.Found {
		t.Errorf("with too few runs for most seeds: %+v, %v", detection, err)
	}
}

// ticks is a clock on which a second passes from one look to the next.
func ticks() func() time.Duration {
	var now time.Duration
	return func() time.Duration { now += time.Second; return now }
}

func newExaminer(t *testing.T) *Examiner {
	t.Helper()
	examiner, err := NewExaminer(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return examiner
}

func examined(t *testing.T, examiner *Examiner, m *model.Mutant) *Result {
	t.Helper()
	r, err := examiner.Examine(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func scenarioOf(name, reading, timing string) (*sim.Scenario, error) {
	scenario, err := Setup{Scenario: name, Reading: reading}.scenario()
	if err != nil {
		return nil, err
	}
	scenario.Timing, err = sim.ParseTiming(timing)
	return scenario, err
}
