package scheduler_test

import (
	"cmp"
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// toldRun is a run as stories are compared: the least is the calmest.
type toldRun struct {
	switches, calm int
	picks          []int // the initial world and what was picked
}

func (a toldRun) compare(b toldRun) int {
	return cmp.Or(a.switches-b.switches, a.calm-b.calm, slices.Compare(a.picks, b.picks))
}

// calmest goes through all runs of some length and returns the calmest of those that
// end as wanted: where a step that is wrong in some way leads, or nothing fair is left.
func (g tangle) calmest(length int, wanted func(set scheduler.Set, final bool, w *tangleWorld) bool) (best toldRun) {
	judge := tangleJudge{g}
	var follow func(w *tangleWorld, last int, run toldRun)
	follow = func(w *tangleWorld, last int, run toldRun) {
		enabled := g.Enabled(w, nil)
		for pick, a := range enabled {
			next := toldRun{run.switches, run.calm, append(slices.Clip(run.picks), pick)}
			actor, _, _, calm := g.Info(a)
			next.calm += int(calm)
			if last >= 0 && int(actor) != last {
				next.switches++
			}
			after := *w
			g.Do(&after, a)
			if len(next.picks) <= length {
				follow(&after, int(actor), next)
				continue
			}
			set := judge.Step(w, a, &after)
			final := !slices.ContainsFunc(g.Enabled(&after, nil), func(b tangleAction) bool { return g.Fair(&after, b) })
			if final {
				set |= judge.Final(&after)
			}
			if wanted(set, final, &after) && (best.picks == nil || next.compare(best) < 0) {
				best = next
			}
		}
	}
	for i := range g.Initials() {
		var w tangleWorld
		g.Initial(i, &w)
		follow(&w, -1, toldRun{picks: []int{i}})
	}
	return best
}

// Each story is the calmest of all shortest ones.
func TestStoriesAreTheCalmest(t *testing.T) {
	stories, rivals := 0, 0
	for seed := range uint64(400) {
		g := tangle{seed: seed, round: seed%2 == 0}
		judge := tangleJudge{g}
		r := search(t, g, judge, scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Workers: 1 + int(seed%2)})
		check := func(what string, s scheduler.Schedule, wanted func(set scheduler.Set, final bool, w *tangleWorld) bool) {
			t.Helper()
			if len(s.Picks) == 0 || len(s.Picks) > 7 {
				return // all runs that are longer are too many
			}
			stories++
			want := g.calmest(len(s.Picks), wanted)
			if got := append([]int{s.Initial}, s.Picks...); !slices.Equal(got, want.picks) {
				t.Errorf("seed %d, %s: %v, want %v", seed, what, got, want.picks)
			}
			if want.switches > 0 {
				rivals++
			}
		}
		for _, f := range r.Findings {
			if f.Property == scheduler.Liveness {
				continue
			}
			if !f.Calmest {
				t.Errorf("seed %d: property %d is not said to have the calmest story", seed, f.Property)
			}
			check("property", f.Schedule, func(set scheduler.Set, _ bool, w *tangleWorld) bool {
				return set>>f.Property&1 != 0 && judge.Cause(w) == f.Cause
			})
		}
		for _, o := range r.Outcomes {
			check("outcome", o.Witness, func(_ scheduler.Set, final bool, w *tangleWorld) bool { return final && judge.Outcome(w) == o.Code })
		}
	}
	if stories < 1000 || rivals < stories/2 {
		t.Errorf("%d stories, %d of them with a change of actor: too few to show anything", stories, rivals)
	}
}
