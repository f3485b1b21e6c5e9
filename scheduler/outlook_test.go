package scheduler_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// What the graph says of a run that goes wrong is what many runs come to, and the
// step of no return is one: before it some run ends well, after it none.
func TestOutlook(t *testing.T) {
	sys := crossing{flaw: true, losses: 1}
	r := search(t, sys, crossJudge{}, scheduler.SearchOptions{KeepGoing: true})
	if len(r.Findings) == 0 {
		t.Fatal("the planted flaw is not found")
	}
	for _, finding := range r.Findings {
		story := finding.Schedule
		exact, err := scheduler.OutlookOf(context.Background(), sys, crossJudge{}, story.Initial, story.Names, scheduler.OutlookOptions{})
		if err != nil {
			t.Fatal(err)
		}
		sampled, err := scheduler.OutlookOf(context.Background(), sys, crossJudge{}, story.Initial, story.Names, scheduler.OutlookOptions{MaxStates: 1})
		if err != nil {
			t.Fatal(err)
		}
		if exact.From != 0 || exact.States == 0 || sampled.From == 0 || sampled.Runs == 0 {
			t.Errorf("exact from %d, sampled up to %d", exact.From, sampled.From)
		}
		last := len(exact.Worlds) - 1
		for i, p := range exact.Worlds {
			q := sampled.Worlds[i]
			// Of ten thousand runs, five standard deviations.
			want, got := float64(p.Bad)/float64(scheduler.Certain), float64(q.Bad)/float64(scheduler.Certain)
			if bound := 5*math.Sqrt(want*(1-want)/10_000) + 1e-9; math.Abs(want-got) > bound {
				t.Errorf("world %d ends badly with probability %v, sampled %v", i, p.Bad, q.Bad)
			}
			if p.Hope != (i <= exact.NoReturn) {
				t.Errorf("world %d: hope is %t, the step of no return %d", i, p.Hope, exact.NoReturn)
			}
		}
		if exact.Worlds[last].Bad != scheduler.Certain || exact.Rescue == nil || exact.NoReturn < 0 {
			t.Errorf("%q: %+v", story.Names, exact)
		}
		rise := func(i int) int64 { return int64(exact.Worlds[i+1].Bad) - int64(exact.Worlds[i].Bad) }
		for i := range last {
			if rise(i) > rise(exact.Pivot) {
				t.Errorf("step %d raises the probability more than the pivot %d", i, exact.Pivot)
			}
		}
		saved := append(append([]string{}, story.Names[:exact.NoReturn]...), exact.Rescue.Name)
		if end, _, err := scheduler.Follow(sys, crossJudge{}, story.Initial, saved, nil); err != nil || end.Verdict == scheduler.Undecided {
			t.Errorf("%q: %+v, %v", saved, end, err)
		}
	}
	if _, err := scheduler.OutlookOf(context.Background(), sys, crossJudge{}, 0, nil, scheduler.OutlookOptions{}); !errors.Is(err, scheduler.ErrNothingWrong) {
		t.Errorf("a run that violates nothing is explained: %v", err)
	}
}

// way is one step of a small plan: from a world to another.
type way struct {
	from int64
	name string
	to   int64
	sort scheduler.Kind
	fair bool
}

// plan is a system that a test draws step by step. Its worlds are numbers, the
// first is 0, and those below 0 are bad.
type plan []way

func (p plan) Initials() int { return 1 }

func (p plan) Initial(_ int, w *int64) { *w = 0 }

func (p plan) Enabled(w *int64, buf []int) []int {
	for i, way := range p {
		if way.from == *w {
			buf = append(buf, i)
		}
	}
	return buf
}

func (p plan) Do(w *int64, a int) { *w = p[a].to }

func (p plan) Copy(dst, src *int64) { *dst = *src }

func (p plan) Key(w *int64) []byte { return bytesOf(w) }

func (p plan) Fair(_ *int64, a int) bool { return p[a].fair }

func (p plan) Heal(*int64) {}

func (p plan) Name(_ *int64, a int) string { return p[a].name }

func (p plan) Info(a int) (uint8, uint64, scheduler.Kind, uint8) { return 0, 0, p[a].sort, 0 }

func (p plan) Faults() int { return 1 }

func (p plan) Fault(a int) int {
	if p[a].sort == scheduler.KindFault {
		return 0
	}
	return -1
}

// badWorlds is a judge to whom worlds below 0 are bad ends, and a step to world 9
// is wrong.
type badWorlds struct{}

func (badWorlds) Step(_ *int64, _ int, after *int64) scheduler.Set {
	if *after == 9 {
		return 1
	}
	return 0
}

func (badWorlds) Cause(*int64) uint32 { return 0 }

func (badWorlds) Outcome(w *int64) scheduler.Code { return scheduler.Code{2: uint64(*w)} }

func (badWorlds) Final(w *int64) scheduler.Set {
	if *w < 0 {
		return 1
	}
	return 0
}

// Each small plan has the pivot, the step of no return and the rescue that one
// sees in it.
func TestOutlookOfPlans(t *testing.T) {
	const half = scheduler.Certain / 2
	for _, test := range []struct {
		name            string
		plan            plan
		run             []string
		pivot, noReturn int
		rescue          *scheduler.Rescue
		bad             []scheduler.Chance
	}{
		{
			"the turn",
			plan{{0, "left", -1, scheduler.KindMessage, true}, {0, "right", 1, scheduler.KindMessage, true}},
			[]string{"left"},
			0, 0, &scheduler.Rescue{"right", 0},
			[]scheduler.Chance{half, scheduler.Certain},
		},
		{
			"lost from the beginning",
			plan{{0, "on", 1, scheduler.KindMessage, true}, {1, "down", -1, scheduler.KindMessage, true}},
			[]string{"on", "down"},
			-1, -1, nil,
			[]scheduler.Chance{scheduler.Certain, scheduler.Certain, scheduler.Certain},
		},
		{
			"a fault at a quiescent world",
			plan{{0, "on", 1, scheduler.KindMessage, true}, {1, "break", 2, scheduler.KindFault, false}, {2, "down", -1, scheduler.KindMessage, true}},
			[]string{"on", "break", "down"},
			1, 1, &scheduler.Rescue{"", 0},
			[]scheduler.Chance{half, half, scheduler.Certain, scheduler.Certain},
		},
		{
			"only giving up is left",
			plan{
				{0, "on", 1, scheduler.KindMessage, true},
				{0, "aside", 2, scheduler.KindMessage, true},
				{1, "down", -1, scheduler.KindMessage, true},
				{1, "give up", 2, scheduler.KindUser, false},
				{1, "break", 2, scheduler.KindFault, false},
			},
			[]string{"on", "down"},
			1, 0, &scheduler.Rescue{"aside", 0},
			[]scheduler.Chance{scheduler.Certain / 6, scheduler.Certain / 3, scheduler.Certain},
		},
		{
			"a message that need not come",
			plan{
				{0, "on", 1, scheduler.KindMessage, true},
				{0, "aside", 2, scheduler.KindMessage, true},
				{1, "down", -1, scheduler.KindMessage, true},
				{1, "other way", 2, scheduler.KindMessage, false},
			},
			[]string{"on", "down"},
			1, 1, &scheduler.Rescue{"other way", 0},
			[]scheduler.Chance{scheduler.Certain / 4, half, scheduler.Certain},
		},
		{
			"a circle is no good end",
			plan{
				{0, "on", 1, scheduler.KindMessage, true},
				{0, "down", -1, scheduler.KindMessage, true},
				{1, "there", 2, scheduler.KindMessage, true},
				{2, "back", 1, scheduler.KindMessage, true},
			},
			[]string{"down"},
			-1, -1, nil,
			[]scheduler.Chance{scheduler.Certain, scheduler.Certain},
		},
		{
			"a wrong step",
			plan{{0, "trip", 9, scheduler.KindMessage, true}, {0, "walk", 1, scheduler.KindMessage, true}},
			[]string{"trip"},
			0, 0, &scheduler.Rescue{"walk", 0},
			[]scheduler.Chance{half, scheduler.Certain},
		},
		{
			"hope comes back by giving up",
			plan{
				{0, "on", 1, scheduler.KindMessage, true},
				{1, "down", -1, scheduler.KindMessage, true},
				{1, "give up", 2, scheduler.KindUser, false},
				{2, "fall", -1, scheduler.KindMessage, true},
				{2, "stay", 3, scheduler.KindMessage, true},
			},
			[]string{"on", "give up", "fall"},
			2, 2, &scheduler.Rescue{"stay", 0},
			[]scheduler.Chance{scheduler.Certain / 4 * 3, scheduler.Certain / 4 * 3, half, scheduler.Certain},
		},
		{
			"out of a circle",
			plan{
				{0, "there", 1, scheduler.KindMessage, true},
				{1, "back", 0, scheduler.KindMessage, true},
				{1, "up", 2, scheduler.KindMessage, true},
				{1, "down", -1, scheduler.KindMessage, true},
			},
			[]string{"there", "down"},
			1, 1, &scheduler.Rescue{"up", 0},
			[]scheduler.Chance{half, half, scheduler.Certain},
		},
	} {
		var hopes []bool
		for _, maxStates := range []uint64{0, 1} {
			o, err := scheduler.OutlookOf(t.Context(), test.plan, badWorlds{}, 0, test.run, scheduler.OutlookOptions{MaxStates: maxStates, Samples: 1000})
			if err != nil {
				t.Fatal(err)
			}
			if maxStates == 0 && (o.From != 0 || o.Decided != 0 || !o.Exact()) || maxStates == 1 && o.Exact() && o.Decided == 0 {
				t.Errorf("%s: exact from %d, decided from %d", test.name, o.From, o.Decided)
			}
			if o.Pivot != test.pivot || o.NoReturn != test.noReturn || (o.Rescue == nil) != (test.rescue == nil) {
				t.Errorf("%s, %d states: pivot %d, no return %d, rescue %v", test.name, maxStates, o.Pivot, o.NoReturn, o.Rescue)
			} else if o.Rescue != nil && *o.Rescue != *test.rescue {
				t.Errorf("%s, %d states: rescue %v, want %v", test.name, maxStates, *o.Rescue, *test.rescue)
			}
			for i, w := range o.Worlds {
				if maxStates == 0 {
					hopes = append(hopes, w.Hope)
				} else if w.Hope != hopes[i] {
					t.Errorf("%s: world %d has hope by samples: %t", test.name, i, w.Hope)
				}
				near := int64(w.Bad) - int64(test.bad[i])
				if slack := int64(scheduler.Certain) / 10; maxStates == 0 && max(near, -near) > 64 || max(near, -near) > slack {
					t.Errorf("%s, %d states: world %d ends badly with %d thousandths", test.name, maxStates, i, w.Bad.In(1000))
				}
			}
		}
	}
}

// What is interrupted has no outlook.
func TestOutlookInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	lost := plan{{0, "left", -1, scheduler.KindMessage, true}, {0, "right", 1, scheduler.KindMessage, true}}
	if _, err := scheduler.OutlookOf(ctx, lost, badWorlds{}, 0, []string{"left"}, scheduler.OutlookOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// What lies ahead of each world of a story is what the outlook of the story says, and the
// ways to ends lead there; samples agree with the graph.
func TestAhead(t *testing.T) {
	sys := crossing{flaw: true, losses: 1}
	r := search(t, sys, crossJudge{}, scheduler.SearchOptions{KeepGoing: true})
	story := r.Findings[0].Schedule
	ctx := context.Background()
	o, err := scheduler.OutlookOf(ctx, sys, crossJudge{}, story.Initial, story.Names, scheduler.OutlookOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range o.Worlds[:len(o.Worlds)-1] {
		before := story.Names[:i]
		exact, err := scheduler.AheadOf(ctx, sys, crossJudge{}, story.Initial, before, scheduler.OutlookOptions{})
		if err != nil {
			t.Fatal(err)
		}
		sampled, err := scheduler.AheadOf(ctx, sys, crossJudge{}, story.Initial, before, scheduler.OutlookOptions{MaxStates: 1})
		if err != nil {
			t.Fatal(err)
		}
		if !exact.Exact || exact.Here.Bad != o.Worlds[i].Bad || exact.Here.Hope != o.Worlds[i].Hope {
			t.Errorf("world %d: %+v, and the outlook says %+v", i, exact.Here, o.Worlds[i])
		}
		if sampled.Exact || sampled.Runs == 0 {
			t.Errorf("world %d: sampled %d runs", i, sampled.Runs)
		}
		for n := range exact.Next {
			want, got := float64(exact.Next[n].Bad)/float64(scheduler.Certain), float64(sampled.Next[n].Bad)/float64(scheduler.Certain)
			if bound := 5*math.Sqrt(want*(1-want)/10_000) + 1e-9; math.Abs(want-got) > bound {
				t.Errorf("world %d, choice %d: %v, sampled %v", i, n, want, got)
			}
		}
		for _, a := range []*scheduler.Ahead{exact, sampled} {
			for _, w := range a.Ends {
				leads(t, sys, story.Initial, before, w)
			}
		}
		if exact.Bad == nil || !exact.Bad.Shortest || len(exact.Bad.Names) > len(story.Names)-i {
			t.Errorf("world %d: the nearest bad end is %+v, and the story takes %d steps", i, exact.Bad, len(story.Names)-i)
		}
		if (exact.Good != nil) != (exact.Here.Bad < scheduler.Certain) {
			t.Errorf("world %d: the nearest good end is %+v, a bad one has %d", i, exact.Good, exact.Here.Bad)
		}
	}
}

// leads demands that a way leads to the end that it names.
func leads(t *testing.T, sys crossing, initial int, before []string, w scheduler.Way) {
	t.Helper()
	violated, quiescent := scheduler.Set(0), false
	_, err := scheduler.Replay(sys, crossJudge{}, initial, append(append([]string{}, before...), w.Names...), func(s *scheduler.Step[crossWorld, crossAction]) {
		violated, quiescent = s.Violated, s.Quiescent
	})
	if err != nil || violated != w.Violated || w.Violated == 0 && !quiescent {
		t.Errorf("%q leads to %b, at rest %t, and not to %b: %v", w.Names, violated, quiescent, w.Violated, err)
	}
}
