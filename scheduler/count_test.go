package scheduler_test

import (
	"context"
	"math/big"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// walkAll counts schedules in the plainest way: it walks every one of them. It
// reports false if some world leads back to itself.
func walkAll[W comparable, A comparable](sys scheduler.System[W, A], w W, way map[W]bool) (n int64, ok bool) {
	if way[w] {
		return 0, false
	}
	way[w] = true
	defer delete(way, w)
	enabled := sys.Enabled(&w, nil)
	fair := false
	for _, a := range enabled {
		fair = fair || sys.Fair(&w, a)
		next := w
		sys.Do(&next, a)
		m, ok := walkAll(sys, next, way)
		if !ok {
			return 0, false
		}
		n += m
	}
	if !fair {
		n++
	}
	return n, true
}

// sameCount compares Count with walking every schedule, and reports whether
// there is a number at all.
func sameCount[W comparable, A comparable](t *testing.T, name string, sys scheduler.System[W, A]) bool {
	t.Helper()
	want := int64(0)
	for i := range sys.Initials() {
		var w W
		sys.Initial(i, &w)
		n, ok := walkAll(sys, w, map[W]bool{})
		if !ok {
			if c := scheduler.Count(context.Background(), sys, 0); !c.Cyclic || c.Number != nil || c.Reason != "" {
				t.Errorf("%s: %+v, want a cycle", name, c)
			}
			return false
		}
		want += n
	}
	states, _, _ := naive(sys)
	c := scheduler.Count(context.Background(), sys, 0)
	if c.Number == nil || c.Number.Cmp(big.NewInt(want)) != 0 || c.States != states || c.Cyclic {
		t.Errorf("%s: %+v, want %d schedules of %d states", name, c, want, states)
	}
	return true
}

// Counting over the worlds gives what walking every schedule gives.
func TestCountIsEveryWalk(t *testing.T) {
	for _, sys := range []crossing{{}, {flaw: true}, {losses: 1}, {losses: 2}} {
		if !sameCount(t, "crossing", sys) {
			t.Errorf("%+v has a cycle", sys)
		}
	}
	numbers, cycles := 0, 0
	for seed := range uint64(400) {
		if sameCount(t, "maze", maze{seed}) {
			numbers++
		} else {
			cycles++
		}
	}
	if numbers < 20 || cycles < 20 {
		t.Errorf("%d mazes without and %d with cycles: this shows too little", numbers, cycles)
	}
}

// doubling is a row of worlds with two steps from each to the next, and so with
// 2 to the power of its length schedules.
type doubling struct{ length uint16 }

func (doubling) Initials() int { return 1 }

func (doubling) Initial(_ int, w *[1]uint16) { *w = [1]uint16{} }

func (doubling) Do(w *[1]uint16, _ uint8) { w[0]++ }

func (doubling) Copy(dst, src *[1]uint16) { *dst = *src }

func (doubling) Key(w *[1]uint16) []byte { return bytesOf(w) }

func (doubling) Heal(*[1]uint16) {}

func (doubling) Fair(*[1]uint16, uint8) bool { return true }

func (doubling) Fault(uint8) int { return -1 }

func (doubling) Faults() int { return 0 }

func (doubling) Name(_ *[1]uint16, a uint8) string { return string('0' + rune(a)) }

func (doubling) Info(uint8) (uint8, uint64, scheduler.Kind, uint8) {
	return 0, 1, scheduler.KindMessage, 0
}

func (d doubling) Enabled(w *[1]uint16, buf []uint8) []uint8 {
	if w[0] < d.length {
		buf = append(buf, 0, 1)
	}
	return buf
}

// Counts are exact up to 256 bits, and said to be missing beyond.
func TestCountBounds(t *testing.T) {
	c := scheduler.Count(context.Background(), doubling{255}, 256)
	if want := new(big.Int).Lsh(big.NewInt(1), 255); c.Number == nil || c.Number.Cmp(want) != 0 || c.States != 256 {
		t.Errorf("length 255: %+v, want 2^255", c)
	}
	if c = scheduler.Count(context.Background(), doubling{256}, 0); c.Number != nil || c.Reason == "" {
		t.Errorf("length 256: %+v, want no number and a reason", c)
	}
	if c = scheduler.Count(context.Background(), doubling{255}, 255); c.Number != nil || c.Reason == "" || c.Cyclic {
		t.Errorf("one state too many: %+v, want no number and a reason", c)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if c = scheduler.Count(ctx, doubling{255}, 0); c.Number != nil || c.Reason != "interrupted" {
		t.Errorf("interrupted: %+v", c)
	}
}
