package properties_test

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// The parts meet here: the world of package sim under the schedules of package
// scheduler.
type judge = scheduler.Judge[sim.World, sim.Action]

// broken says that a telling test has failed.
var broken atomic.Bool

// telling is called by tests that tell in short what a broken rule does.
func telling(t *testing.T) {
	t.Helper()
	t.Cleanup(func() {
		if t.Failed() {
			broken.Store(true)
		}
	})
}

// lengthy is called by tests that look at much. They are left out if a telling test
// has failed before, so that its story need not be waited for or looked for.
func lengthy(t *testing.T) {
	t.Helper()
	if broken.Load() {
		t.Skip("a test that tells more has failed already")
	}
}

// cell is one thing to explore: a scenario, one reading for both devices, faults on
// top of the scenario's own, and a timing.
type cell struct {
	scenario, reading string
	faults            string // "" is none
	timing            string // "" is patient
	lines             string // more lines of the scenario file
}

func (c cell) String() string {
	text := c.scenario + "/" + c.reading
	for _, more := range []string{c.faults, c.timing, c.lines} {
		if more != "" {
			text += "/" + strings.ReplaceAll(strings.TrimSpace(more), "\n", ", ")
		}
	}
	return text
}

func (c cell) load(t testing.TB) *sim.Scenario {
	t.Helper()
	s, err := sim.Setup{Scenario: c.scenario, Lines: c.lines, Reading: c.reading, Faults: c.faults, Timing: c.timing}.Make()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (c cell) compile(t testing.TB) *sim.System {
	t.Helper()
	return c.compileRules(t, nil)
}

func (c cell) compileRules(t testing.TB, rules []model.Rule) *sim.System {
	t.Helper()
	sys, err := sim.CompileRules(c.load(t), rules)
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// search explores every run of a system, past violations, with no story of any.
func search(sys *sim.System, j judge) *scheduler.SearchResult {
	return scheduler.Search(context.Background(), sys, j, scheduler.SearchOptions{
		KeepGoing: true, Outcomes: true, Silent: true,
	})
}

// violated lists the names of the properties in a set.
func violated(set properties.Set) string {
	var names []string
	for i, name := range properties.Names() {
		if set&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	if set&endless != 0 {
		names = append(names, "rest")
	}
	return strings.Join(names, " ")
}

// setOf is the set of one property.
func setOf(name string) properties.Set {
	i, err := properties.Find(name)
	if err != nil {
		panic(err)
	}
	return 1 << i
}

// found is the set of properties that a search has found violated.
func found(r *scheduler.SearchResult) (set properties.Set) {
	for _, f := range r.Findings {
		if f.Property != scheduler.Liveness {
			set |= 1 << f.Property
		}
	}
	return set
}

// outcomes lists the ways in which the runs of a search end.
func outcomes(sys *sim.System, r *scheduler.SearchResult) []string {
	var list []string
	for _, o := range r.Outcomes {
		list = append(list, sys.OutcomeText(o.Code))
	}
	return list
}

// everyFault lists, beside none, each fault alone with a budget of one.
// isPair reports whether a reading compares two users, by their names or by whose invite
// comes first, which a scenario of three refuses.
func isPair(reading string) bool {
	r, err := model.ParseReading(reading)
	if err != nil {
		return false // the next who reads it says so
	}
	return r.Is(model.Winner, "lesser-user") || r.Is(model.Winner, "first-in-room") || r.Is(model.Winner, "earliest-ts") || r.Is(model.Eq, "user-id")
}

// scenariosFor are the bundled scenarios that a reading is for.
func scenariosFor(reading string) []string {
	return slices.DeleteFunc(sim.ScenarioNames(), func(name string) bool {
		return isPair(reading) && slices.Contains([]string{"third-member", "hostile-member", "self-call"}, name)
	})
}

func everyFault() []string {
	list := []string{""}
	for _, name := range sim.FaultNames() {
		list = append(list, name+"=1")
	}
	return list
}
