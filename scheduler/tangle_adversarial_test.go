package scheduler_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// tangle is a system drawn from a seed: four counters, of which each moves on where
// a table allows it, and may push another one where a table says so. What commutes
// is found by trying both orders, so that it is all that commutes, world by world.
// Some counters are faults, so that not all worlds settle; where the counters go
// round, so may runs.
type tangle struct {
	seed  uint64
	round bool // counters go round
	// lie, if not zero, is one more than the number of the pair, among those that do
	// not commute, which is said to commute in one world.
	lie int
}

const (
	tangleCounters = 4
	tangleSteps    = 3
)

type tangleWorld struct{ At [tangleCounters]uint8 }

type tangleAction uint8

// facet is a number below n that belongs to an action where other counters stand
// as they do.
func (g tangle) facet(w *tangleWorld, a tangleAction, what, n int) int {
	var r scheduler.Random
	next := w.At[(a+1)%tangleCounters]
	r.Seed(g.seed, uint64(what)<<16|uint64(a)<<8|uint64(next)<<4|uint64(w.At[a]))
	return r.IntN(n)
}

func (tangle) Initials() int { return 2 }

func (tangle) Initial(i int, w *tangleWorld) {
	*w = tangleWorld{}
	w.At[3] = uint8(i)
}

func (g tangle) Enabled(w *tangleWorld, buf []tangleAction) []tangleAction {
	for i := range tangleAction(tangleCounters) {
		a := (i + tangleAction(g.seed)) % tangleCounters
		if (g.round || w.At[a] < tangleSteps) && g.facet(w, a, 1, 5) > 0 {
			buf = append(buf, a)
		}
	}
	return buf
}

func (g tangle) Do(w *tangleWorld, a tangleAction) {
	pushes := g.facet(w, a, 2, 6) == 0
	w.At[a] = (w.At[a] + 1) % (tangleSteps + 1)
	if other := (a + 2) % tangleCounters; pushes && (g.round || w.At[other] < tangleSteps) {
		w.At[other] = (w.At[other] + 1) % (tangleSteps + 1)
	}
}

func (tangle) Copy(dst, src *tangleWorld) { *dst = *src }

func (tangle) Key(w *tangleWorld) []byte { return bytesOf(w) }

func (g tangle) Fair(_ *tangleWorld, a tangleAction) bool { return g.seed>>a&1 == 0 }

func (tangle) Heal(*tangleWorld) {}

func (tangle) Name(_ *tangleWorld, a tangleAction) string { return "counter " + string('0'+rune(a)) }

func (tangle) Fault(tangleAction) int { return -1 }

func (tangle) Faults() int { return 0 }

func (tangle) Info(a tangleAction) (uint8, uint64, scheduler.Kind, uint8) {
	return uint8(a) / 2, 1, scheduler.KindMessage, uint8(a) % 2
}

// Slot leaves one counter without a slot.
func (g tangle) Slot(a tangleAction) int {
	if a == 1 && g.seed%3 == 0 {
		return -1
	}
	return int(a) + 60
}

// Commutes tries what the promise says, and may lie once.
func (g tangle) Commutes(w *tangleWorld, a tangleAction) (set uint64) {
	for _, b := range g.Enabled(w, nil) {
		slot := g.Slot(b)
		if a == b || slot < 0 {
			continue
		}
		if g.commute(w, a, b) || g.lie > 0 && g.number(w, a, b) == g.lie-1 {
			set |= 1 << slot
		}
	}
	return set
}

func (g tangle) number(w *tangleWorld, a, b tangleAction) int {
	at := 0
	for _, n := range w.At {
		at = at*(tangleSteps+1) + int(n)
	}
	return at<<4 | int(a)<<2 | int(b)
}

// commute tries both orders of two actions.
func (g tangle) commute(w *tangleWorld, a, b tangleAction) bool {
	var ends [2]tangleWorld
	var wrong [2][2]scheduler.Set
	for order, pair := range [][2]tangleAction{{a, b}, {b, a}} {
		at := *w
		for i, step := range pair {
			if !slices.Contains(g.Enabled(&at, nil), step) {
				return false
			}
			before := at
			g.Do(&at, step)
			if wrong[order][i^order] = (tangleJudge{g}).Step(&before, step, &at); wrong[order][i^order] != 0 {
				wrong[order][i^order] |= scheduler.Set((tangleJudge{g}).Cause(&at)) << 8
			}
		}
		ends[order] = at
	}
	return ends[0] == ends[1] && wrong[0] == wrong[1]
}

type tangleJudge struct{ tangle }

func (j tangleJudge) Step(before *tangleWorld, a tangleAction, _ *tangleWorld) scheduler.Set {
	if j.facet(before, a, 3, 12) == 0 {
		return 1
	}
	return 0
}

func (j tangleJudge) Final(w *tangleWorld) scheduler.Set {
	if j.facet(w, 0, 4, 4) == 0 {
		return 2
	}
	return 0
}

func (tangleJudge) Cause(w *tangleWorld) uint32 { return uint32(w.At[2] % 2) }

func (tangleJudge) Outcome(w *tangleWorld) scheduler.Code {
	return scheduler.Code{2: uint64(w.At[0])<<2 | uint64(w.At[1])}
}

// answer is what must not depend on the steps that are left out.
func answer(r *scheduler.SearchResult) string {
	var text strings.Builder
	fmt.Fprintln(&text, r.Verdict, r.Reason, r.States, r.Finals, r.Depth, r.Cyclic)
	for _, f := range r.Findings {
		fmt.Fprintln(&text, f.Property, f.Cause, f.Schedule.Initial, f.Schedule.Names, f.Loop.Names, f.Calmest)
	}
	for _, o := range r.Outcomes {
		fmt.Fprintln(&text, o.Code, o.Finals, len(o.Witness.Picks))
	}
	return text.String()
}

// What commutes can be left out, whatever else depends on what: the answer is the
// same, to the stories, with several workers, whole keys, and in systems that go
// round.
func TestSleepSetsInTangles(t *testing.T) {
	spared, cyclic, violated := uint64(0), 0, 0
	for seed := range uint64(200) {
		g := tangle{seed: seed, round: seed%2 == 1}
		if _, err := scheduler.CheckCommuting(context.Background(), g, tangleJudge{g}, 0); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for _, keepGoing := range []bool{false, true} {
			options := scheduler.SearchOptions{KeepGoing: keepGoing, Outcomes: keepGoing}
			all := search(t, g, tangleJudge{g}, options)
			for _, options.Exact = range []bool{false, true} {
				options.Reduction, options.Workers = scheduler.ReduceFull, 1+int(seed%3)
				r := search(t, g, tangleJudge{g}, options)
				if got, want := answer(r), answer(all); got != want {
					t.Fatalf("seed %d, %+v:\n%s\nwant\n%s", seed, options, got, want)
				}
				spared += all.Transitions - r.Transitions
			}
			if all.Cyclic {
				cyclic++
			}
			violated += len(all.Findings)
		}
	}
	if spared < 1000 || cyclic < 10 || violated < 100 {
		t.Errorf("only %d steps were left out, %d systems go round, %d things are wrong", spared, cyclic, violated)
	}
}

// A lie about one pair of actions in one world is found out.
func TestOneLieAboutCommutingIsFound(t *testing.T) {
	lies, harm := 0, 0
	for seed := range uint64(15) {
		g := tangle{seed: seed}
		honest := search(t, g, tangleJudge{g}, scheduler.SearchOptions{KeepGoing: true, Outcomes: true})
		worlds := 0
		visit(g, func(w *tangleWorld) {
			for _, a := range g.Enabled(w, nil) {
				for _, b := range g.Enabled(w, nil) {
					if a == b || g.Slot(b) < 0 || g.commute(w, a, b) || worlds > 60 {
						continue
					}
					worlds++
					liar := g
					liar.lie = 1 + g.number(w, a, b)
					if _, err := scheduler.CheckCommuting(context.Background(), liar, tangleJudge{liar}, 0); err == nil {
						t.Fatalf("seed %d: nobody notices lie %d", seed, liar.lie)
					}
					lies++
					if misled(t, liar) != answer(honest) {
						harm++
					}
				}
			}
		})
	}
	if lies < 100 || harm == 0 {
		t.Errorf("%d lies were told, and %d did harm", lies, harm)
	}
}

// misled is what a search answers that believes a lie. Where it looks for cycles it
// meets a world that it has missed, and panics.
func misled(t *testing.T, g tangle) (text string) {
	t.Helper()
	defer func() {
		if told := recover(); told != nil {
			text = fmt.Sprint(told)
		}
	}()
	return answer(search(t, g, tangleJudge{g}, scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Reduction: scheduler.ReduceFull}))
}

// visit shows each world once.
func visit(g tangle, see func(w *tangleWorld)) {
	known, queue := map[tangleWorld]bool{}, []tangleWorld{}
	add := func(w tangleWorld) {
		if !known[w] {
			known[w] = true
			queue = append(queue, w)
		}
	}
	for i := range g.Initials() {
		var w tangleWorld
		g.Initial(i, &w)
		add(w)
	}
	for i := 0; i < len(queue); i++ {
		see(&queue[i])
		for _, a := range g.Enabled(&queue[i], nil) {
			w := queue[i]
			g.Do(&w, a)
			add(w)
		}
	}
}

// measuredTangle is a tangle with a measure that means nothing.
type measuredTangle struct {
	tangle
	measure func(w *tangleWorld) uint64
}

func (m measuredTangle) Measure(w *tangleWorld) uint64 { return m.measure(w) }

// Commutes promises that the measure falls as much too, so nothing commutes.
func (m measuredTangle) Commutes(*tangleWorld, tangleAction) uint64 { return 0 }

// Whatever a measure means, as long as equal worlds measure the same, no cycle is
// missed for it.
func TestMeasuresThatMeanNothing(t *testing.T) {
	for seed := range uint64(60) {
		g := tangle{seed: seed, round: true}
		options := scheduler.SearchOptions{KeepGoing: true, Outcomes: true}
		want := search(t, g, tangleJudge{g}, options)
		for name, measure := range map[string]func(w *tangleWorld) uint64{
			"constant": func(*tangleWorld) uint64 { return 0 },
			"rising":   func(w *tangleWorld) uint64 { return uint64(w.At[0]) },
			"falling": func(w *tangleWorld) uint64 {
				return 1000 - uint64(w.At[0]) - uint64(w.At[1]) - uint64(w.At[2]) - uint64(w.At[3])
			},
			"wrapping": func(w *tangleWorld) uint64 {
				return -uint64(w.At[0]) - uint64(w.At[1]) - uint64(w.At[2]) - uint64(w.At[3])
			},
			"drawn": func(w *tangleWorld) uint64 {
				var r scheduler.Random
				r.Seed(seed, uint64(g.number(w, 0, 0)))
				return r.Uint64()
			},
		} {
			for _, options.Reduction = range []scheduler.Reduction{scheduler.ReduceNone, scheduler.ReduceFull} {
				got := search(t, measuredTangle{g, measure}, tangleJudge{g}, options)
				if answer(got) != answer(want) {
					t.Fatalf("seed %d, %s, %v:\n%s\nwant\n%s", seed, name, options.Reduction, answer(got), answer(want))
				}
			}
		}
	}
}
