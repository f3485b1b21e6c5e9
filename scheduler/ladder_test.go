package scheduler_test

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// ladder is climbed by one rung or by two, so that ways of different length lead
// to the same world; there may be a way back from the top, fair or not. As a ring
// it is climbed one by one to rung 300, and has a way back from rung 254.
type ladder struct{ back, fair, ring bool }

type ladderWorld struct{ High, Low [1]uint8 }

type ladderAction uint8

const (
	rungs                    = 601
	climbOne    ladderAction = 1
	climbTwo    ladderAction = 2
	ladderReset ladderAction = 0
)

func (w *ladderWorld) rung() int { return int(w.High[0])<<8 | int(w.Low[0]) }

func (w *ladderWorld) set(rung int) { w.High[0], w.Low[0] = uint8(rung>>8), uint8(rung) }

func (ladder) Initials() int { return 2 }

func (ladder) Copy(a, b *ladderWorld) { *a = *b }

func (ladder) Key(w *ladderWorld) []byte { return bytesOf(w) }

func (ladder) Heal(*ladderWorld) {}

func (ladder) Fault(ladderAction) int { return -1 }

func (ladder) Faults() int { return 0 }

func (l ladder) Initial(i int, w *ladderWorld) {
	if w.set(i); l.ring {
		w.set(0)
	}
}

func (l ladder) Enabled(w *ladderWorld, buf []ladderAction) []ladderAction {
	if l.ring {
		if w.rung() == 254 {
			buf = append(buf, ladderReset)
		}
		if w.rung() < 300 {
			buf = append(buf, climbOne)
		}
		return buf
	}
	if w.rung()+2 <= rungs {
		buf = append(buf, climbTwo)
	}
	if w.rung()+1 <= rungs {
		buf = append(buf, climbOne)
	} else if l.back {
		buf = append(buf, ladderReset)
	}
	return buf
}

func (ladder) Do(w *ladderWorld, a ladderAction) {
	if a == ladderReset {
		w.set(0)
		return
	}
	w.set(w.rung() + int(a))
}

func (l ladder) Fair(_ *ladderWorld, a ladderAction) bool { return a != ladderReset || l.fair }

func (ladder) Name(_ *ladderWorld, a ladderAction) string {
	return []string{"back", "one", "two"}[a]
}

func (ladder) Info(a ladderAction) (uint8, uint64, scheduler.Kind, uint8) {
	return uint8(a), 1, scheduler.KindMessage, 2 - uint8(a)
}

// topJudge forbids the top.
type topJudge struct {
	nothing[ladderWorld, ladderAction]
}

func (topJudge) Step(_ *ladderWorld, _ ladderAction, w *ladderWorld) scheduler.Set {
	if w.rung() == rungs {
		return 4
	}
	return 0
}

// Steps to worlds of earlier levels are no cycle by themselves, a way back is;
// and only one that fair runs take for ever is wrong.
func TestCyclesAreToldFromDetours(t *testing.T) {
	judge := nothing[ladderWorld, ladderAction]{}
	for _, options := range []scheduler.SearchOptions{{}, {Exact: true, Workers: 2}} {
		if r := search(t, ladder{}, judge, options); r.Verdict != scheduler.Proved || r.Cyclic || r.States != rungs+1 {
			t.Errorf("%+v", r)
		}
		if r := search(t, ladder{back: true}, judge, options); r.Verdict != scheduler.Proved || !r.Cyclic || r.Finals != 1 {
			t.Errorf("%+v", r)
		}
		r := search(t, ladder{back: true, fair: true}, judge, options)
		if r.Verdict != scheduler.Violated || r.Findings[0].Property != scheduler.Liveness || r.Findings[0].Count != rungs+1 {
			t.Fatalf("%+v", r)
		}
		// The stem is empty, and the loop leads from the foot to the foot.
		if f := r.Findings[0]; len(f.Schedule.Picks) != 0 || f.Loop.Names[len(f.Loop.Names)-1] != "back" {
			t.Errorf("%+v", f)
		}
	}
}

// A cycle as long as there are marks for levels is seen too, and does not lead a
// story astray that goes beyond it.
func TestLongCycle(t *testing.T) {
	ring := ladder{fair: true, ring: true}
	r := search(t, ring, nothing[ladderWorld, ladderAction]{}, scheduler.SearchOptions{})
	if r.Verdict != scheduler.Violated || !r.Cyclic || r.States != 301 || r.Findings[0].Count != 255 || len(r.Findings[0].Loop.Picks) != 255 {
		t.Errorf("%+v", r)
	}
	r = search(t, ring, highJudge{}, scheduler.SearchOptions{})
	if r.Verdict != scheduler.Violated || !slices.Equal(r.Findings[0].Schedule.Names, slices.Repeat([]string{"one"}, 300)) {
		t.Errorf("%+v", r)
	}
}

// highJudge forbids rung 300.
type highJudge struct {
	nothing[ladderWorld, ladderAction]
}

func (highJudge) Step(_ *ladderWorld, _ ladderAction, w *ladderWorld) scheduler.Set {
	if w.rung() == 300 {
		return 1
	}
	return 0
}

// Levels are told apart beyond the number of marks that a slot can hold.
func TestSearchIsDeep(t *testing.T) {
	for _, workers := range []int{1, 2} {
		r := search(t, ladder{back: true}, topJudge{}, scheduler.SearchOptions{Workers: workers})
		want := slices.Repeat([]string{"two"}, (rungs-1)/2)
		if r.Verdict != scheduler.Violated || r.Findings[0].Property != 2 || r.Findings[0].Schedule.Initial != 1 ||
			!slices.Equal(r.Findings[0].Schedule.Names, want) {
			t.Errorf("%+v", r)
		}
	}
}

// Without stories the verdict and the counts are the same.
func TestSilentSearch(t *testing.T) {
	r := search(t, ladder{}, topJudge{}, scheduler.SearchOptions{Silent: true})
	if r.Verdict != scheduler.Violated || r.Findings[0].Count != 1 || r.Findings[0].Schedule.Picks != nil {
		t.Errorf("%+v", r)
	}
}
