package scheduler_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// mirrored is crossing with two initial worlds, in which party 0's ring or party
// 1's survives: each other's images. A bias makes the parties unlike: party 0
// never hangs up, so that what Mirror says is wrong.
type mirrored struct {
	crossing
	bias bool
}

// Initial keeps in Spare whose ring survives.
func (m mirrored) Initial(i int, w *crossWorld) {
	m.crossing.Initial(0, w)
	w.Spare[0] = uint8(i)
}

func (m mirrored) Initials() int { return 2 }

func (m mirrored) Enabled(w *crossWorld, buf []crossAction) []crossAction {
	buf = m.crossing.Enabled(w, buf)
	return slices.DeleteFunc(buf, func(a crossAction) bool { return m.bias && a == crossAction{crossHangup, 0} })
}

// Do lets the parties change places where party 1's ring survives, since
// crossing knows only the other case.
func (m mirrored) Do(w *crossWorld, a crossAction) {
	if w.Spare[0] == 0 {
		m.crossing.Do(w, a)
		return
	}
	a.party = 1 - a.party
	exchange(w)
	m.crossing.Do(w, a)
	exchange(w)
}

func (m mirrored) Mirrored(*crossWorld) bool { return true }

func (m mirrored) Mirror(dst, src *crossWorld) {
	*dst = *src
	exchange(dst)
	dst.Spare[0] = 1 - src.Spare[0]
}

// exchange lets the parties of a world change places.
func exchange(w *crossWorld) {
	w.State[0], w.State[1] = opposite(w.State[1]), opposite(w.State[0])
	w.Acks[0], w.Acks[1] = w.Acks[1], w.Acks[0]
	w.Rings[0], w.Rings[1] = w.Rings[1], w.Rings[0]
}

func opposite(state uint8) uint8 {
	switch state {
	case crossIn0:
		return crossIn1
	case crossIn1:
		return crossIn0
	}
	return state
}

// mirrorJudge is crossJudge with party 1's ring surviving where it does.
type mirrorJudge struct{ crossJudge }

func (j mirrorJudge) Step(before *crossWorld, a crossAction, after *crossWorld) scheduler.Set {
	if before.Spare[0] == 0 {
		return j.crossJudge.Step(before, a, after)
	}
	b, c := *before, *after
	exchange(&b)
	exchange(&c)
	a.party = 1 - a.party
	return j.crossJudge.Step(&b, a, &c)
}

// The answer is the same with each reduction, to the last count.
func TestReductionsAgree(t *testing.T) {
	for _, options := range []scheduler.SearchOptions{{}, {KeepGoing: true, Outcomes: true}, {KeepGoing: true, Outcomes: true, Workers: 2, Exact: true}} {
		for losses := range uint8(3) {
			sys := mirrored{crossing: crossing{flaw: losses > 0, losses: losses}}
			name := fmt.Sprintf("%d losses, %+v", losses, options)
			var all *scheduler.SearchResult
			for reduction := scheduler.ReduceNone; reduction <= scheduler.ReduceFull; reduction++ {
				options.Reduction = reduction
				r := search(t, sys, mirrorJudge{}, options)
				if r.Mirrored != (reduction != scheduler.ReduceNone) {
					t.Errorf("%s: %v: mirrored is %v", name, reduction, r.Mirrored)
				}
				checkWitnesses(t, sys, r)
				if all == nil {
					all = r
				}
				if got, want := told(r), told(all); !reflect.DeepEqual(got, want) {
					t.Errorf("%s: %v:\n%+v\n%+v", name, reduction, got, want)
				}
			}
		}
	}
}

// told is a result without what may differ between reductions: the way to the
// answer, and which of several equally good schedules an outcome shows.
func told(r *scheduler.SearchResult) scheduler.SearchResult {
	s := *r
	s.Memory, s.Mirrored = 0, false
	s.Outcomes = slices.Clone(r.Outcomes)
	for i := range s.Outcomes {
		s.Outcomes[i].Witness = scheduler.Schedule{Picks: make([]int, len(r.Outcomes[i].Witness.Picks))}
	}
	return s
}

// checkWitnesses replays all schedules of a result.
func checkWitnesses(t *testing.T, sys mirrored, r *scheduler.SearchResult) {
	t.Helper()
	for _, o := range r.Outcomes {
		again, err := scheduler.Replay(sys, mirrorJudge{}, o.Witness.Initial, o.Witness.Names, nil)
		if err != nil || !again.Quiescent || again.Outcome != o.Code {
			t.Errorf("outcome %+v is replayed as %+v, %v", o, again, err)
		}
	}
	for _, f := range r.Findings {
		again, err := scheduler.Replay(sys, mirrorJudge{}, f.Schedule.Initial, f.Schedule.Names, nil)
		if err != nil || again.Violated>>f.Property&1 == 0 {
			t.Errorf("finding %+v is replayed as %+v, %v", f, again, err)
		}
	}
}

// A search that leaves the half out takes the half of the frontier.
func TestReductionHalvesTheFrontier(t *testing.T) {
	var widest [2]uint64
	for reduction := scheduler.ReduceNone; reduction <= scheduler.ReduceSymmetry; reduction++ {
		search(t, mirrored{crossing: crossing{losses: 2}}, mirrorJudge{}, scheduler.SearchOptions{
			Reduction: reduction, KeepGoing: true, Silent: true,
			Progress: func(p scheduler.Progress) { widest[reduction] = max(widest[reduction], p.Frontier) },
		})
	}
	if widest[scheduler.ReduceNone] == 0 || widest[scheduler.ReduceNone] != 2*widest[scheduler.ReduceSymmetry] {
		t.Errorf("at most %d worlds on a level, with symmetry %d", widest[0], widest[1])
	}
}

// A symmetry that does not hold would make a search wrong, and is caught.
func TestUnsoundSymmetryIsCaught(t *testing.T) {
	sound := mirrored{crossing: crossing{flaw: true, losses: 1}}
	states := search(t, sound, mirrorJudge{}, scheduler.SearchOptions{KeepGoing: true, Silent: true}).States
	if n, err := scheduler.CheckSymmetry(context.Background(), sound, mirrorJudge{}, 0); err != nil || n != states {
		t.Errorf("%d of %d worlds are mirrored: %v", n, states, err)
	}
	unsound := mirrored{crossing: sound.crossing, bias: true}
	if _, err := scheduler.CheckSymmetry(context.Background(), unsound, mirrorJudge{}, 0); err == nil {
		t.Error("nobody noticed that one party cannot hang up")
	}
	// What a search makes of it.
	options := scheduler.SearchOptions{KeepGoing: true, Silent: true}
	all := search(t, unsound, mirrorJudge{}, options)
	options.Reduction = scheduler.ReduceSymmetry
	if half := search(t, unsound, mirrorJudge{}, options); half.States == all.States && half.Transitions == all.Transitions {
		t.Errorf("an unsound reduction makes no difference: %+v", half)
	}
	// A judge who treats the parties differently breaks it too.
	if _, err := scheduler.CheckSymmetry(context.Background(), sound, crossJudge{}, 0); err == nil {
		t.Error("nobody noticed that the judge takes sides")
	}
}
