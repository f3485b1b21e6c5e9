package scheduler_test

import (
	"context"
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// noting notes each end of bits whose first byte is 255, and the last of them is wrong.
type noting struct{ lastBits }

const noteBit = 1 << 20

func (j noting) Final(w *mazeWorld) scheduler.Set {
	set := j.lastBits.Final(w)
	if w.Room[0] == 255 {
		set |= noteBit
	}
	return set
}

func (noting) NoteCause(w *mazeWorld) uint32 { return uint32(w.Room[1] & 1) }

// What is noted is counted and has a story, and neither ends nor decides a search.
func TestSearchNotes(t *testing.T) {
	r := search(t, bits{}, noting{}, scheduler.SearchOptions{Workers: 2, Notes: noteBit | 1})
	if r.Verdict != scheduler.Proved || len(r.Findings) > 0 || len(r.Notes) != 3 {
		t.Fatalf("%+v", r)
	}
	for i, want := range []scheduler.Finding{{Property: 0, Cause: 1, Count: 1}, {Property: 20, Cause: 0, Count: 8}, {Property: 20, Cause: 1, Count: 8}} {
		if f := r.Notes[i]; !sameNote(f, want) || len(f.Schedule.Names) != 12 {
			t.Errorf("note %d: %+v, want %+v", i, f, want)
		}
	}
	r = search(t, bits{}, noting{}, scheduler.SearchOptions{Notes: noteBit})
	if r.Verdict != scheduler.Violated || len(r.Findings) != 1 || len(r.Notes) != 2 {
		t.Errorf("%+v", r)
	}
}

func sameNote(a, b scheduler.Finding) bool {
	return a.Property == b.Property && a.Cause == b.Cause && a.Count == b.Count
}

// Runs of which there is something to note are counted, and the first is kept, for any
// number of workers.
func TestFuzzNotes(t *testing.T) {
	uniform := scheduler.Strategies[mazeWorld, mazeAction]()[slices.IndexFunc(scheduler.Strategies[mazeWorld, mazeAction](), func(e scheduler.Entry[mazeWorld, mazeAction]) bool {
		return e.Name == "uniform"
	})]
	var first *scheduler.FuzzResult
	for _, workers := range []int{1, 2, 3} {
		r := scheduler.Fuzz(context.Background(), scheduler.System[mazeWorld, mazeAction](bits{}), scheduler.Judge[mazeWorld, mazeAction](noting{}), uniform.New,
			scheduler.FuzzOptions{Seed: 1, Runs: 3000, Workers: workers, Notes: noteBit | 1})
		if r.Verdict != scheduler.OK || r.Noted == 0 || r.First == nil || r.First.Noted&noteBit == 0 {
			t.Fatalf("%+v", r)
		}
		if first == nil {
			first = r
		}
		if r.Noted != first.Noted || !slices.Equal(r.First.Schedule.Picks, first.First.Schedule.Picks) {
			t.Errorf("%d workers: %+v, want %+v", workers, r, first)
		}
	}
}
