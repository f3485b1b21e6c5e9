package properties_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// The tester is tested here: what must fail does.

type strategy = scheduler.Strategy[sim.World, sim.Action]

// A canary, a rule that is missing where every run comes by, is found by each
// strategy in its first run, and by the search.
func TestPropertyCanary(t *testing.T) {
	rules := slices.DeleteFunc(model.V0(), func(r model.Rule) bool { return r.Name() == "T0-10" })
	sys := cell{"glare", "literal-sent", "", "", ""}.compileRules(t, rules)
	j := properties.NewJudge(sys)
	if r := search(sys, j); r.Verdict != scheduler.Violated {
		t.Errorf("the search says %v", r.Verdict)
	}
	for _, entry := range scheduler.Strategies[sim.World, sim.Action]() {
		r := scheduler.Fuzz(context.Background(), sys, j, entry.New, scheduler.FuzzOptions{Runs: 1})
		if r.Verdict != scheduler.Violated {
			t.Errorf("%s says %v", entry.Name, r.Verdict)
		}
	}
}

// No runs prove nothing, nor do runs of people who do nothing.
func TestPropertyEmptyRun(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	sys := cell{"glare", "literal-sent", "", "", ""}.compile(t)
	j := properties.NewJudge(sys)
	if r := scheduler.Fuzz(ctx, sys, j, scheduler.NewPortfolio, scheduler.FuzzOptions{}); r.Verdict != scheduler.Undecided {
		t.Errorf("no run: %v", r.Verdict)
	}
	if r := scheduler.Search(ctx, sys, j, scheduler.SearchOptions{}); r.Verdict != scheduler.Undecided {
		t.Errorf("no search: %v", r.Verdict)
	}
	s, err := sim.Parse("nobody", "rules v0\ndevices alice@hs1 bob@hs1\nalice must answer\nbob must answer\n", 1)
	if err == nil {
		_, err = sim.Compile(s)
	}
	if err == nil || !strings.Contains(err.Error(), "place") {
		t.Errorf("a scenario in which nobody calls: %v", err)
	}
}

// unspent lists the fault kinds that no run of a strategy spends.
func unspent(sys *sim.System, s strategy) []string {
	var left []string
	spent := map[string]bool{}
	runner := scheduler.NewRunner(sys, lenient{properties.NewJudge(sys)}, scheduler.Limits{})
	runner.Observe(func(_ *sim.World, a sim.Action, _ *sim.World) { spent[sys.FaultName(a)] = true })
	for run := range uint64(400) {
		runner.Run(s, 1, run)
	}
	for _, f := range sys.Scenario.Faults {
		if !spent[f.Name] {
			left = append(left, f.Name)
		}
	}
	return left
}

// without is a strategy that never spends one fault kind.
type without struct {
	strategy
	sys   *sim.System
	fault int
}

func (w without) Pick(c *scheduler.Choice[sim.World, sim.Action]) int {
	pick := w.strategy.Pick(c)
	for pick >= 0 && w.sys.Fault(c.Enabled[pick]) == w.fault {
		pick-- // what is calmer comes first, and faults last
	}
	return pick
}

// The gate: the portfolio spends every fault kind, and a kind that is switched off
// is missed.
func TestPropertyFaultsAreSpent(t *testing.T) {
	// Four kinds at a time fit into a world.
	names := slices.DeleteFunc(sim.FaultNames(), func(name string) bool { return name == "hostile-member" }) // needs one in the room
	for group := range slices.Chunk(names, 4) {
		c := cell{"federated-glare", "literal-sent", strings.Join(group, "=1,") + "=1", "async", ""}
		if slices.ContainsFunc(group, func(name string) bool {
			return name == "capture-refused" || name == "turn-refused" || name == "turn-expired"
		}) {
			c.scenario = "slow-media"
		}
		if slices.Contains(group, "leave") || slices.Contains(group, "push") {
			c.scenario = "push" // of version 1
		}
		sys := c.compile(t)
		if left := unspent(sys, scheduler.NewPortfolio[sim.World, sim.Action](sys)); len(left) > 0 {
			t.Errorf("%s: no run of the portfolio spends %q", c, left)
		}
		for i, f := range sys.Scenario.Faults {
			off := without{scheduler.NewPortfolio[sim.World, sim.Action](sys), sys, i}
			if left := unspent(sys, off); !slices.Equal(left, []string{f.Name}) {
				t.Errorf("%s: with %s switched off, %q are missed", c, f.Name, left)
			}
		}
	}
}
