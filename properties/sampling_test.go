package properties_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// lenient judges nothing, so that runs go on to their end past violations.
type lenient struct{ *properties.Judge }

func (lenient) Step(*sim.World, sim.Action, *sim.World) scheduler.Set { return 0 }
func (lenient) Final(*sim.World) scheduler.Set                        { return 0 }

// TestPropertyRunsEndAsListed shows that random runs end in no way that the search
// does not list, and that enough of them end in every way that it lists.
func TestPropertyRunsEndAsListed(t *testing.T) {
	lengthy(t)
	const most = 300_000
	var cells []cell
	for _, reading := range []string{"literal", "literal-sent", "robust"} {
		for _, scenario := range []string{"single", "glare", "federated-glare", "retro", "equal-ids"} {
			cells = append(cells, cell{scenario, reading, "", "", ""})
		}
		for _, faults := range []string{"send-fail=1", "crash=1", "sync-gap=1", "duplicate=1"} {
			cells = append(cells, cell{"glare", reading, faults, "", ""})
		}
	}
	for _, c := range cells {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			sys := c.compile(t)
			j := lenient{properties.NewJudge(sys)}
			listed := map[scheduler.Code]bool{}
			for _, o := range search(sys, j).Outcomes {
				listed[o.Code] = true
			}
			uniform := scheduler.NewUniform[sim.World, sim.Action](sys)
			runner := scheduler.NewRunner(sys, j, scheduler.Limits{})
			met := map[scheduler.Code]bool{}
			for run := uint64(0); run < 2000 || len(met) < len(listed) && run < most; run++ {
				r := runner.Run(uniform, 1, run)
				if !r.Quiescent || !listed[r.Outcome] {
					t.Fatalf("run %d ends with %s, quiescent %t, which the search does not list", run,
						sys.OutcomeText(r.Outcome), r.Quiescent)
				}
				met[r.Outcome] = true
			}
			for code := range listed {
				if !met[code] {
					t.Errorf("no run of %d ends with %s", most, sys.OutcomeText(code))
				}
			}
		})
	}
}

// TestPropertySameSeedSameRun shows that a seed is a run: made twice, by one worker
// or by three, it has the same names, step by step.
func TestPropertySameSeedSameRun(t *testing.T) {
	for _, c := range []cell{
		{"glare", "literal", "", "", ""},
		{"glare", "literal-sent", "send-fail=1", "", ""},
		{"federated-glare", "literal", "", "", ""},
		{"glare-hangup", "robust", "crash=1,duplicate=1", "", ""},
	} {
		sys := c.compile(t)
		j := properties.NewJudge(sys)
		for _, strategy := range scheduler.Strategies[sim.World, sim.Action]() {
			var first *scheduler.FuzzResult
			for _, workers := range []int{1, 1, 3} {
				r := scheduler.Fuzz(context.Background(), sys, j, strategy.New,
					scheduler.FuzzOptions{Seed: 7, Runs: 400, Workers: workers, Recheck: 50})
				if r.Flaw != "" {
					t.Errorf("%v, %s: %s", c, strategy.Name, r.Flaw)
				}
				if first == nil {
					first = r
				} else if diff := cmp.Diff(first, r); diff != "" {
					t.Errorf("%v, %s, %d workers: the runs differ:\n%s", c, strategy.Name, workers, diff)
				}
			}
		}
	}
}

// TestPropertySameSearch shows that a search finds the same stories, in the same
// order, with any number of workers.
func TestPropertySameSearch(t *testing.T) {
	for _, c := range []cell{
		{"glare", "literal", "", "", ""},
		{"retro", "robust", "", "", ""},
		{"equal-ids", "literal", "", "", ""},
	} {
		sys := c.compile(t)
		var first *scheduler.SearchResult
		for _, workers := range []int{1, 2, 5} {
			r := scheduler.Search(context.Background(), sys, properties.NewJudge(sys),
				scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Workers: workers})
			r.Memory = 0 // depends on the workers' buffers
			if first == nil {
				first = r
			} else if diff := cmp.Diff(first, r, cmp.AllowUnexported(scheduler.Finding{}, scheduler.Outcome{})); diff != "" {
				t.Errorf("%v, %d workers: the searches differ:\n%s", c, workers, diff)
			}
		}
		if !slices.ContainsFunc(first.Findings, func(f scheduler.Finding) bool { return len(f.Schedule.Names) > 0 }) {
			t.Errorf("%v: no story was compared", c)
		}
	}
}
