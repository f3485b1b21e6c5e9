package scheduler_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// naive counts the worlds and steps of a system in the plainest way.
func naive[W comparable, A comparable](sys scheduler.System[W, A]) (states, transitions, finals uint64) {
	seen := map[W]bool{}
	var queue []W
	add := func(w W) {
		if !seen[w] {
			seen[w] = true
			queue = append(queue, w)
		}
	}
	for i := range sys.Initials() {
		var w W
		sys.Initial(i, &w)
		add(w)
	}
	for i := 0; i < len(queue); i++ {
		enabled := sys.Enabled(&queue[i], nil)
		fair := false
		for _, a := range enabled {
			fair = fair || sys.Fair(&queue[i], a)
			w := queue[i]
			sys.Do(&w, a)
			add(w)
			transitions++
		}
		if !fair {
			finals++
		}
	}
	return uint64(len(queue)), transitions, finals
}

func checkCounts[W comparable, A comparable](t *testing.T, name string, sys scheduler.System[W, A], judge scheduler.Judge[W, A]) {
	t.Helper()
	states, transitions, finals := naive(sys)
	for _, options := range []scheduler.SearchOptions{{}, {Workers: 3}, {Exact: true}, {Exact: true, Workers: 2}} {
		options.KeepGoing = true
		r := search(t, sys, judge, options)
		if r.States != states || r.Transitions != transitions || r.Finals != finals {
			t.Errorf("%s, %+v: %d states, %d transitions, %d finals, want %d, %d, %d",
				name, options, r.States, r.Transitions, r.Finals, states, transitions, finals)
		}
	}
}

// The search stores exactly the worlds that there are.
func TestSearchCounts(t *testing.T) {
	for _, flaw := range []bool{false, true} {
		for losses := range uint8(3) {
			checkCounts(t, fmt.Sprint("crossing ", flaw, losses), crossing{flaw, losses}, crossJudge{})
		}
	}
	checkCounts(t, "retrying", retrying{}, retryJudge{})
	g := grid{n: 4, steps: 8}
	checkCounts(t, "grid", g, gridJudge{g})
	if r := search(t, g, gridJudge{g}, scheduler.SearchOptions{}); r.States != 9*9*9*9 || r.Depth != 32 || r.Verdict != scheduler.Proved || r.Cyclic {
		t.Errorf("%+v", r)
	}
}

// The whole answer is the same whatever the number of workers and the kind of
// visited set, with worlds kept whole or packed.
func TestSearchIsDeterministic(t *testing.T) {
	for _, losses := range []uint8{0, 1, 2} {
		for _, keepGoing := range []bool{false, true} {
			var first *scheduler.SearchResult
			for _, options := range []scheduler.SearchOptions{{}, {Workers: 2}, {Workers: 4}, {Exact: true}, {Exact: true, Workers: 2}} {
				options.KeepGoing, options.Outcomes = keepGoing, true
				sys := crossing{flaw: true, losses: losses}
				results := []*scheduler.SearchResult{
					search(t, sys, crossJudge{}, options),
					search(t, packedCrossing{sys}, crossJudge{}, options),
				}
				for _, r := range results {
					r.Exact, r.Memory = false, 0
					if first == nil {
						first = r
					}
					if !reflect.DeepEqual(r, first) {
						t.Errorf("%+v:\n%+v\n%+v", options, r, first)
					}
				}
			}
		}
	}
}

// packedCrossing keeps keys instead of worlds in the frontier.
type packedCrossing struct{ crossing }

func (packedCrossing) Unpack(w *crossWorld, key []byte) { copy(bytesOf(w), key) }

// The counterexample is a shortest and among those the calmest: fewest changes
// of actor first.
func TestSearchFindsTheCalmestShortestStory(t *testing.T) {
	r := search(t, crossing{flaw: true}, crossJudge{}, scheduler.SearchOptions{})
	if r.Verdict != scheduler.Violated || len(r.Findings) != 1 || !r.Findings[0].Calmest {
		t.Fatalf("%+v", r)
	}
	if got := r.Findings[0].Schedule.Names; !slices.Equal(got, story) {
		t.Errorf("%q", got)
	}
	// Every shortest way to this trap has ten steps of two counters and one of
	// counter 0; only three runs of equal steps in a row are calmest.
	g := grid{n: 3, steps: 5, trapped: true, trap: [6]uint8{0, 5, 5}}
	r = search(t, g, gridJudge{g}, scheduler.SearchOptions{Workers: 2})
	want := slices.Concat(slices.Repeat([]string{"counter 1"}, 5), slices.Repeat([]string{"counter 2"}, 5), []string{"counter 0"})
	if got := r.Findings[0].Schedule.Names; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if r.Depth != 11 || r.States == 216 {
		t.Errorf("the search went on past the level of the violation: %+v", r)
	}
}

// Keeping going finds every property and cause, with exact counts.
func TestSearchKeepsGoing(t *testing.T) {
	r := search(t, crossing{flaw: true, losses: 1}, crossJudge{}, scheduler.SearchOptions{KeepGoing: true})
	type key struct {
		property int
		cause    uint32
		length   int
	}
	var got []key
	for _, f := range r.Findings {
		got = append(got, key{f.Property, f.Cause, len(f.Schedule.Names)})
		again, err := scheduler.Replay(crossing{flaw: true, losses: 1}, crossJudge{}, f.Schedule.Initial, f.Schedule.Names, nil)
		if err != nil || again.Violated>>f.Property&1 == 0 || again.Cause != f.Cause {
			t.Errorf("%+v is replayed as %+v, %v", f, again, err)
		}
	}
	if want := []key{{0, 0, 6}, {0, 1, 6}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Every final world is in some outcome, and every witness ends in its outcome.
func TestSearchOutcomes(t *testing.T) {
	sys := crossing{losses: 1}
	r := search(t, sys, crossJudge{}, scheduler.SearchOptions{KeepGoing: true, Outcomes: true})
	sum := uint64(0)
	for _, o := range r.Outcomes {
		sum += o.Finals
		again, err := scheduler.Replay(sys, crossJudge{}, o.Witness.Initial, o.Witness.Names, nil)
		if err != nil || !again.Quiescent || again.Outcome != o.Code {
			t.Errorf("%+v is replayed as %+v, %v", o, again, err)
		}
	}
	if sum != r.Finals || len(r.Outcomes) == 0 {
		t.Errorf("%d of %d final worlds are in outcomes", sum, r.Finals)
	}
}

// A run that can go on for ever is a violation, printed as stem and loop; one
// that only an unfair scheduler could keep going is none.
func TestSearchFindsLassos(t *testing.T) {
	r := search(t, retrying{}, retryJudge{}, scheduler.SearchOptions{})
	if r.Verdict != scheduler.Violated || !r.Cyclic || r.Findings[0].Property != scheduler.Liveness ||
		!slices.Equal(r.Findings[0].Loop.Names, []string{"send", "arrive"}) || len(r.Findings[0].Schedule.Names) != 0 {
		t.Errorf("%+v", r)
	}
	if r := search(t, retrying{restarts: true}, retryJudge{}, scheduler.SearchOptions{}); r.Verdict != scheduler.Proved || !r.Cyclic {
		t.Errorf("%+v", r)
	}
	if r := search(t, crossing{losses: 1}, blind{}, scheduler.SearchOptions{}); r.Verdict != scheduler.Proved || r.Cyclic {
		t.Errorf("%+v", r)
	}
}

// Out of budget is undecided, and says of what; it is never a proof.
func TestSearchOutOfBudget(t *testing.T) {
	g := grid{n: 4, steps: 9}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, c := range []struct {
		ctx     context.Context
		options scheduler.SearchOptions
		reason  string
	}{
		{context.Background(), scheduler.SearchOptions{MaxStates: 5_000}, "the bound on states is reached"},
		{context.Background(), scheduler.SearchOptions{MaxMemory: 300 << 10}, "the memory is used up"},
		{context.Background(), scheduler.SearchOptions{MaxMemory: 300 << 10, Exact: true}, "the memory is used up"},
		{context.Background(), scheduler.SearchOptions{MaxDepth: 35}, "the depth bound leaves runs out"},
		{cancelled, scheduler.SearchOptions{}, "interrupted"},
	} {
		for _, workers := range []int{1, 2} {
			c.options.Workers = workers
			r := scheduler.Search(c.ctx, scheduler.System[gridWorld, gridAction](g), gridJudge{g}, c.options)
			if r.Verdict != scheduler.Undecided || r.Reason != c.reason || r.States >= 10_000 {
				t.Errorf("%+v: %+v", c.options, r)
			}
			// A chunk of worlds for each worker, who has to put somewhere what it has found.
			const chunk = 108 << 10
			if c.options.MaxMemory > 0 && r.Memory > c.options.MaxMemory+uint64(workers)*chunk {
				t.Errorf("%d bytes of %d", r.Memory, c.options.MaxMemory)
			}
		}
	}
	for _, options := range []scheduler.SearchOptions{{MaxStates: 10_000}, {MaxDepth: 36}} {
		if r := search(t, g, gridJudge{g}, options); r.Verdict != scheduler.Proved || r.States != 10_000 {
			t.Errorf("%+v: %+v", options, r)
		}
	}
}

// A violation in the level in which the budget ends is found all the same, and
// does not depend on the number of workers.
func TestSearchJudgesTheLastLevel(t *testing.T) {
	g := grid{n: 4, steps: 9, trapped: true, trap: [6]uint8{4, 4, 4, 4}}
	unbounded := search(t, g, gridJudge{g}, scheduler.SearchOptions{})
	for _, workers := range []int{1, 2} {
		// Level 16 is complete, level 17 is not.
		r := search(t, g, gridJudge{g}, scheduler.SearchOptions{Workers: workers, MaxStates: unbounded.States - 1})
		if r.Verdict != scheduler.Violated || !slices.Equal(r.Findings[0].Schedule.Names, unbounded.Findings[0].Schedule.Names) {
			t.Errorf("%+v, want %+v", r, unbounded)
		}
	}
}

// bits grows one of two ways at each of twelve steps: 4096 different ends on one
// level, of which the last is wrong.
type bits struct{ maze }

func (bits) Initials() int { return 1 }

func (bits) Fair(*mazeWorld, mazeAction) bool { return true }

func (bits) Enabled(w *mazeWorld, buf []mazeAction) []mazeAction {
	if w.Room[1]>>4 < 12 {
		buf = append(buf, mazeAction{door: 0}, mazeAction{door: 1})
	}
	return buf
}

// Do keeps the number of steps in the upper half of the second byte, the upper
// bits in its lower half, and the others in the first byte.
func (bits) Do(w *mazeWorld, a mazeAction) {
	n := (int(w.Room[1]&15)<<8|int(w.Room[0]))<<1 | int(a.door)
	w.Room = [2]uint8{uint8(n), w.Room[1]&^15 + 16 | uint8(n>>8)}
}

type lastBits struct{ nothing[mazeWorld, mazeAction] }

func (lastBits) Final(w *mazeWorld) scheduler.Set {
	if w.Room[0] == 255 && w.Room[1]&15 == 15 {
		return 1
	}
	return 0
}

// A world that finds no room any more is judged all the same.
func TestSearchJudgesWhatItDrops(t *testing.T) {
	for _, workers := range []int{1, 2} {
		r := search(t, bits{}, lastBits{}, scheduler.SearchOptions{Workers: workers, MaxStates: 4200})
		if r.Verdict != scheduler.Violated || r.States != 4095 || len(r.Findings[0].Schedule.Picks) != 12 || slices.Contains(r.Findings[0].Schedule.Picks, 0) {
			t.Errorf("%+v", r)
		}
	}
}

// Progress is told level by level.
func TestSearchTellsProgress(t *testing.T) {
	g := grid{n: 3, steps: 5}
	depth, told := -1, 0
	search(t, g, gridJudge{g}, scheduler.SearchOptions{Workers: 2, Progress: func(p scheduler.Progress) {
		if p.Depth < depth || p.States == 0 || p.Memory == 0 || p.Frontier == 0 {
			t.Errorf("%+v after depth %d", p, depth)
		}
		depth, told = p.Depth, told+1
	}})
	if depth != 15 || told < 16 {
		t.Errorf("told %d times up to depth %d", told, depth)
	}
}

// So are the levels that are gone through once more for the stories.
func TestSearchTellsProgressOfStories(t *testing.T) {
	g := grid{n: 3, steps: 5}
	var levels []int
	search(t, g, gridJudge{g}, scheduler.SearchOptions{Outcomes: true, Progress: func(p scheduler.Progress) {
		if p.Stories > 0 {
			levels = append(levels, p.Stories)
			if p.Depth != 15 || p.States != 216 || p.Memory == 0 {
				t.Errorf("%+v", p)
			}
		}
	}})
	if len(levels) != 15 || levels[0] != 1 || !slices.IsSorted(levels) {
		t.Errorf("told of levels %v", levels)
	}
}

// More initial worlds than fit a batch are all of level 0.
func TestManyInitialWorlds(t *testing.T) {
	sys := manyStarts{grid{n: 1, steps: 3}}
	r := search(t, sys, startJudge{}, scheduler.SearchOptions{KeepGoing: true})
	if r.States != 800 || len(r.Findings) != 1 || r.Findings[0].Schedule.Initial != 180 || r.Cyclic {
		t.Errorf("%+v", r)
	}
}

type manyStarts struct{ grid }

func (manyStarts) Initials() int { return 200 }

func (manyStarts) Initial(i int, w *gridWorld) { *w = gridWorld{At: [6]uint8{0, uint8(i)}} }

type startJudge struct {
	nothing[gridWorld, gridAction]
}

func (startJudge) Final(w *gridWorld) scheduler.Set {
	if w.At[1] == 180 {
		return 1
	}
	return 0
}
