package scheduler_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// story is a shortest way into the planted flaw of crossing.
var story = []string{
	"alice rings", "bob rings", "bob hears the acknowledgement", "bob is rung",
	"alice is rung", "alice hears the acknowledgement",
}

func TestReplayIsExact(t *testing.T) {
	var seen []string
	r, err := scheduler.Replay(crossing{flaw: true}, crossJudge{}, 0, story[:4], func(s *scheduler.Step[crossWorld, crossAction]) {
		seen = append(seen, s.Name)
		if *s.Before == *s.After || s.Enabled[s.Pick] != s.Action || s.Index != len(seen)-1 {
			t.Errorf("%+v", s)
		}
	})
	if err != nil || !slices.Equal(seen, story[:4]) || r.Verdict != scheduler.Undecided {
		t.Errorf("a story that is not at its end: %v, %+v, %v", seen, r, err)
	}
	r, err = scheduler.Replay(crossing{flaw: true}, crossJudge{}, 0, append(slices.Clone(story), "bob hangs up"), nil)
	if err != nil || r.Verdict != scheduler.Violated || r.Violated != 1 || r.At != 6 || len(r.Schedule.Names) != 7 {
		t.Errorf("a violation that is passed over: %+v, %v", r, err)
	}
	r, err = scheduler.ReplayPicks(crossing{flaw: true}, crossJudge{}, 0, r.Schedule.Picks, nil)
	if err != nil || !slices.Equal(r.Schedule.Names[:6], story) || r.At != 6 {
		t.Errorf("by picks: %+v, %v", r, err)
	}
}

// A schedule that does not fit is never silently repaired.
func TestReplayDiverges(t *testing.T) {
	r, err := scheduler.Replay(crossing{flaw: true}, crossJudge{}, 0, []string{"alice rings", "alice is rung"}, nil)
	var diverged *scheduler.DivergedError
	if !errors.As(err, &diverged) || diverged.Step != 1 || diverged.Wanted != "alice is rung" ||
		!slices.Equal(diverged.Enabled, []string{"alice hears the acknowledgement", "bob is rung", "bob rings"}) {
		t.Errorf("%v", err)
	}
	if want := `step 2: "alice is rung" is not enabled; enabled are: alice hears the acknowledgement, bob is rung, bob rings`; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
	if r == nil || !slices.Equal(r.Schedule.Names, []string{"alice rings"}) {
		t.Errorf("%+v", r)
	}
	if _, err := scheduler.Replay(crossing{}, crossJudge{}, 1, nil, nil); err == nil {
		t.Error("initial world 1 of 1 exists")
	}
	for _, pick := range []int{2, -1} {
		if _, err := scheduler.ReplayPicks(crossing{}, crossJudge{}, 0, []int{pick}, nil); !errors.As(err, &diverged) {
			t.Errorf("pick %d: %v", pick, err)
		}
	}
}

// Following a story in a system without the flaw skips what it changed, and
// settles.
func TestFollowSkipsAndSettles(t *testing.T) {
	names := slices.Insert(slices.Clone(story[:4]), 2, "nobody does anything")
	r, skipped, err := scheduler.Follow(crossing{}, crossJudge{}, 0, names, nil)
	if err != nil || r.Verdict != scheduler.OK || len(r.Schedule.Names) != 6 {
		t.Errorf("%+v, %v", r, err)
	}
	if len(skipped) != 1 || skipped[0].Step != 2 || skipped[0].Wanted != names[2] || len(skipped[0].Enabled) == 0 {
		t.Errorf("skipped %+v", skipped)
	}
	r, _, err = scheduler.Follow(retrying{}, retryJudge{}, 0, []string{"send", "arrive", "send"}, nil)
	if err != nil || r.Verdict != scheduler.OK || !slices.Contains(r.Schedule.Names, scheduler.HealName) {
		t.Errorf("%+v, %v", r, err)
	}
	again, err := scheduler.Replay(retrying{}, retryJudge{}, 0, r.Schedule.Names, nil)
	if err != nil || !slices.Equal(again.Schedule.Picks, r.Schedule.Picks) || again.Verdict != scheduler.OK {
		t.Errorf("%+v, %v", again, err)
	}
}

// The result has the first violation only, the steps have all.
func TestReplayKeepsTheFirstViolation(t *testing.T) {
	sys := grid{n: 2, steps: 2}
	var all []scheduler.Set
	r, err := scheduler.Replay(sys, counting{gridJudge{sys}}, 0, []string{"counter 1", "counter 0", "counter 0"},
		func(s *scheduler.Step[gridWorld, gridAction]) { all = append(all, s.Violated) })
	if err != nil || r.Violated != 2 || r.At != 2 || !slices.Equal(all, []scheduler.Set{0, 2, 4}) {
		t.Errorf("%+v, %v, %v", r, err, all)
	}
}

// counting names a property after the place of counter 0.
type counting struct{ gridJudge }

func (counting) Step(_ *gridWorld, a gridAction, w *gridWorld) scheduler.Set {
	if a == 0 {
		return 1 << w.At[0]
	}
	return 0
}
