package scheduler_test

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// However little there is of memory, worlds or depth, no search says more than it
// knows: what it proves is so, and what it finds is there.
func TestTinyBudgets(t *testing.T) {
	for seed := range uint64(12) {
		g := tangle{seed: seed, round: seed%2 == 1}
		j := tangleJudge{g}
		want := search(t, g, j, scheduler.SearchOptions{KeepGoing: true, Outcomes: true})
		for _, limit := range []scheduler.SearchOptions{
			{MaxMemory: 1},
			{MaxMemory: 80 << 10},
			{MaxMemory: 130 << 10},
			{MaxMemory: 200 << 10},
			{MaxMemory: 400 << 10},
			{MaxStates: 1},
			{MaxStates: 2},
			{MaxStates: 20},
			{MaxStates: want.States - 1},
			{MaxStates: want.States},
			{MaxDepth: 1},
			{MaxDepth: want.Depth},
			{MaxDepth: want.Depth + 1},
		} {
			for variant := range 8 {
				limit.Exact, limit.KeepGoing, limit.Workers, limit.Reduction = variant&1 != 0, variant&2 != 0, 1+variant&1, scheduler.ReduceFull
				if variant&4 != 0 {
					limit.Reduction = scheduler.ReduceNone
				}
				r := search(t, g, j, limit)
				known := func(f scheduler.Finding) bool {
					return slices.ContainsFunc(want.Findings, func(h scheduler.Finding) bool { return f.Property == h.Property && f.Cause == h.Cause })
				}
				switch {
				case r.Verdict == scheduler.Proved && (want.Verdict != scheduler.Proved || r.States != want.States):
					t.Fatalf("seed %d, %+v: proved: %+v, want %+v", seed, limit, r, want)
				case r.Verdict == scheduler.Undecided && r.Reason == "":
					t.Fatalf("seed %d, %+v: undecided, and nobody knows why", seed, limit)
				case r.States > want.States:
					t.Fatalf("seed %d, %+v: %d worlds of %d", seed, limit, r.States, want.States)
				}
				for _, f := range r.Findings {
					if f.Property == scheduler.Liveness {
						continue
					}
					last := scheduler.Set(0)
					again, err := scheduler.Replay(g, j, f.Schedule.Initial, f.Schedule.Names, func(s *scheduler.Step[tangleWorld, tangleAction]) { last = s.Violated })
					if len(f.Schedule.Names) == 0 {
						last = again.Violated
					}
					if err != nil || last>>f.Property&1 == 0 || !known(f) {
						t.Fatalf("seed %d, %+v: %+v does %b wrong at its end, %v", seed, limit, f, last, err)
					}
				}
			}
		}
	}
}
