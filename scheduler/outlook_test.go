package scheduler_test

import (
	"context"
	"math"
	"testing"

	. "github.com/glarelab/glare/scheduler"
)

// What the graph says of a run that goes wrong is what many runs come to, and the
// step of no return is one: before it some run ends well, after it none.
func TestOutlook(t *testing.T) {
	sys := crossing{flaw: true, losses: 1}
	r := search(t, sys, crossJudge{}, SearchOptions{KeepGoing: true})
	if len(r.Findings) == 0 {
		t.Fatal("the planted flaw is not found")
	}
	for _, finding := range r.Findings {
		story := finding.Schedule
		exact, err := OutlookOf(context.Background(), sys, crossJudge{}, story.Initial, story.Names, OutlookOptions{})
		if err != nil {
			t.Fatal(err)
		}
		sampled, err := OutlookOf(context.Background(), sys, crossJudge{}, story.Initial, story.Names, OutlookOptions{MaxStates: 1})
		if err != nil {
			t.Fatal(err)
		}
		if exact.From != 0 || exact.States == 0 || sampled.From == 0 {
			t.Errorf("exact from %d, sampled up to %d", exact.From, sampled.From)
		}
		last := len(exact.Worlds) - 1
		for i, p := range exact.Worlds {
			q := sampled.Worlds[i]
			// Of ten thousand runs, five standard deviations.
			want, got := float64(p.Bad)/float64(Certain), float64(q.Bad)/float64(Certain)
			if bound := 5*math.Sqrt(want*(1-want)/10_000) + 1e-9; math.Abs(want-got) > bound {
				t.Errorf("world %d ends badly with probability %v, sampled %v", i, p.Bad, q.Bad)
			}
			if p.Hope != (i <= exact.NoReturn) {
				t.Errorf("world %d: hope is %t, the step of no return %d", i, p.Hope, exact.NoReturn)
			}
		}
		if exact.Worlds[last].Bad != Certain || exact.Rescue == "" || exact.NoReturn < 0 {
			t.Errorf("%q: %+v", story.Names, exact)
		}
		rise := func(i int) int64 { return int64(exact.Worlds[i+1].Bad) - int64(exact.Worlds[i].Bad) }
		for i := range last {
			if rise(i) > rise(exact.Pivot) {
				t.Errorf("step %d raises the probability more than the pivot %d", i, exact.Pivot)
			}
		}
		saved := append(append([]string{}, story.Names[:exact.NoReturn]...), exact.Rescue)
		if end, err := Follow(sys, crossJudge{}, story.Initial, saved, nil); err != nil || end.Verdict == Undecided {
			t.Errorf("%q: %+v, %v", saved, end, err)
		}
	}
	if _, err := OutlookOf(context.Background(), sys, crossJudge{}, 0, nil, OutlookOptions{}); err == nil {
		t.Error("a run that violates nothing is explained")
	}
}
