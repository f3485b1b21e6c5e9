package properties_test

import (
	"context"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// TestCommutingEveryState shows, in every reachable world of small cells, that what
// is said to commute does: with what it leads to, and with what is wrong with it.
func TestCommutingEveryState(t *testing.T) {
	for _, c := range telltale() {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			sys := c.compile(t)
			pairs, err := scheduler.CheckCommuting(context.Background(), sys, properties.NewJudge(sys), 0)
			// Where somebody may leave, or a push come, worlds are those of many devices, of
			// which nothing is said to commute.
			many := strings.HasPrefix(c.faults, "leave") || strings.HasPrefix(c.faults, "push")
			if err != nil || (pairs == 0) != many {
				t.Errorf("%d pairs of steps commute: %v", pairs, err)
			}
		})
	}
}

// TestCommutingOfMutants shows the same for rules that are wrong, and for as many
// worlds of large scenarios.
func TestCommutingOfMutants(t *testing.T) {
	for _, m := range model.Mutants(model.Version0) {
		for _, c := range []cell{
			{"glare", "literal-sent", "", "", ""},
			{"redial", "literal-sent", "", "", ""},
			{"slow-media", "robust", "crash=1,send-fail=1", "", ""},
		} {
			sys := c.compileRules(t, m.Rules)
			if _, err := scheduler.CheckCommuting(context.Background(), sys, properties.NewJudge(sys), 300); err != nil {
				t.Errorf("%s, %s: %v", m.Name, c, err)
			}
		}
	}
}

// hasty is a system that says of everything that it commutes, and drops nothing.
type hasty struct {
	scheduler.System[sim.World, sim.Action]
	known *sim.System
}

func (h hasty) Slot(a sim.Action) int { return h.known.Slot(a) }

func (h hasty) Measure(w *sim.World) uint64 { return h.known.Measure(w) }

func (hasty) Commutes(*sim.World, sim.Action) uint64 { return 1<<64 - 1 }

// TestUnsoundReductionIsCaught shows that a reduction which leaves out too much is
// found out both by what it promises and by what it misses.
func TestUnsoundReductionIsCaught(t *testing.T) {
	sys := cell{"glare", "literal", "", "", ""}.compile(t)
	j := properties.NewJudge(sys)
	if _, err := scheduler.CheckCommuting(context.Background(), hasty{sys, sys}, j, 0); err == nil {
		t.Error("no promise is broken")
	}
	full := scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Reduction: scheduler.ReduceFull}
	right := search(sys, j)
	if wrong := scheduler.Search(context.Background(), hasty{sys, sys}, j, full); wrong.States == right.States {
		t.Errorf("both searches find %d worlds", wrong.States)
	}
}
