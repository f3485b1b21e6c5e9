package scheduler_test

import (
	"context"
	"sync/atomic"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// ring is worlds in a row, the last of which leads back to one before.
type ring struct {
	grid
	length, back int
}

func (r ring) Enabled(_ *gridWorld, buf []gridAction) []gridAction { return append(buf, 0) }

func (r ring) Do(w *gridWorld, _ gridAction) {
	n := int(w.At[0])<<8 | int(w.At[1])
	if n++; n == r.length {
		n -= r.back
	}
	w.At[0], w.At[1] = uint8(n>>8), uint8(n)
}

// A way back over so many levels as there are marks of levels looks like a step
// ahead; it is found to be a cycle all the same, and its worlds are counted once.
func TestCyclesAsLongAsTheMarks(t *testing.T) {
	for _, r := range []ring{
		{length: 254, back: 254},
		{length: 255, back: 255},
		{length: 256, back: 256},
		{length: 510, back: 510},
		{length: 700, back: 255},
		{length: 700, back: 1},
	} {
		first := ""
		for _, options := range []scheduler.SearchOptions{{}, {Exact: true}, {Workers: 2, Reduction: scheduler.ReduceFull}} {
			got := search(t, commutingRing{r}, nothing[gridWorld, gridAction]{}, options)
			if got.States != uint64(r.length) || !got.Cyclic || got.Verdict != scheduler.Violated || len(got.Findings) != 1 ||
				len(got.Findings[0].Schedule.Picks) != r.length-r.back || len(got.Findings[0].Loop.Picks) != r.back {
				t.Errorf("%d, %d back, %+v: %v, %d worlds, cyclic %v", r.length, r.back, options, got.Verdict, got.States, got.Cyclic)
			}
			if told := answer(got); told != first && first != "" {
				t.Errorf("%d, %d back, %+v: another answer", r.length, r.back, options)
			} else {
				first = told
			}
		}
	}
}

// commutingRing has something that could commute, so that sleep sets are kept.
type commutingRing struct{ ring }

func (commutingRing) Slot(gridAction) int { return 63 }

func (commutingRing) Commutes(*gridWorld, gridAction) uint64 { return 0 }

// detour is worlds in a row, of which each leads one and two further: no cycle, but
// the longest way leads through all of them.
type detour struct{ ring }

func (d detour) at(w *gridWorld) int { return int(w.At[0])<<16 | int(w.At[1])<<8 | int(w.At[2]) }

func (d detour) Enabled(w *gridWorld, buf []gridAction) []gridAction {
	for step := 2; step > 0; step-- {
		if d.at(w)+step < d.length {
			buf = append(buf, gridAction(step))
		}
	}
	return buf
}

func (d detour) Do(w *gridWorld, a gridAction) {
	n := d.at(w) + int(a)
	w.At[0], w.At[1], w.At[2] = uint8(n>>16), uint8(n>>8), uint8(n)
}

// The look for cycles stays within the memory that it may use, too.
func TestCyclesWithinMemory(t *testing.T) {
	const mib = 1 << 20
	d := detour{ring{length: 60_000}}
	all := search(t, d, nothing[gridWorld, gridAction]{}, scheduler.SearchOptions{})
	if all.Verdict != scheduler.Proved || all.States != 60_000 || all.Memory < 60_000*uint64(len(d.Key(new(gridWorld)))) {
		t.Errorf("%v, %d worlds, %d bytes", all.Verdict, all.States, all.Memory)
	}
	r := search(t, d, nothing[gridWorld, gridAction]{}, scheduler.SearchOptions{MaxMemory: 4 * mib})
	if r.Verdict != scheduler.Undecided || r.Reason != "there is no memory to look for cycles" || r.Memory > 4*mib {
		t.Errorf("%v, %q, %d bytes", r.Verdict, r.Reason, r.Memory)
	}
}

// interrupted is two detours, and a search of them that is interrupted after so many
// looks at what is enabled. No world is all zero.
type interrupted struct {
	detour
	looks  *atomic.Int64
	cancel context.CancelFunc
}

func (interrupted) Initials() int { return 2 }

func (interrupted) Initial(i int, w *gridWorld) { *w = gridWorld{At: [6]uint8{5: 1 + uint8(i)}} }

func (s interrupted) Enabled(w *gridWorld, buf []gridAction) []gridAction {
	if s.looks.Add(-1) == 0 {
		s.cancel()
	}
	return s.detour.Enabled(w, buf)
}

// A search that is interrupted at any moment says so, also while it looks for cycles.
func TestInterruptedAtAnyMoment(t *testing.T) {
	const worlds = 40
	for looks := range int64(4*worlds + 10) {
		ctx, cancel := context.WithCancel(context.Background())
		s := interrupted{detour{ring{length: worlds}}, new(atomic.Int64), cancel}
		s.looks.Store(looks + 1)
		r := scheduler.Search(ctx, scheduler.System[gridWorld, gridAction](s), scheduler.Judge[gridWorld, gridAction](nothing[gridWorld, gridAction]{}), scheduler.SearchOptions{})
		if r.Cyclic || r.Verdict == scheduler.Undecided != (r.Reason == "interrupted") || r.Verdict == scheduler.Violated {
			t.Errorf("after %d looks: %v, %q, cyclic %v", looks, r.Verdict, r.Reason, r.Cyclic)
		}
		if s.looks.Load() > 0 && r.Verdict != scheduler.Proved || looks == 3*worlds && r.Verdict != scheduler.Undecided {
			t.Errorf("after %d looks: %v", looks, r.Verdict)
		}
		cancel()
	}
}
