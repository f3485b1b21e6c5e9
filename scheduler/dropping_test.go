package scheduler_test

import (
	"context"
	"strings"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// mailbox gets two letters that are read, each with two that are thrown away. A letter
// that waits for long may be lost, as a fault.
type mailbox struct{}

type mailWorld struct{ Unsent, Letters, Noise, Read, Losses uint8 }

type mailAction uint8

const (
	mailSend mailAction = iota
	mailRead
	mailDiscard
	mailLose
)

func (mailbox) Initials() int { return 1 }

func (mailbox) Initial(_ int, w *mailWorld) { *w = mailWorld{Unsent: 2, Losses: 1} }

func (mailbox) Enabled(w *mailWorld, buf []mailAction) []mailAction {
	for a, left := range [...]uint8{mailSend: w.Unsent, mailRead: w.Letters, mailDiscard: w.Noise, mailLose: w.Losses * (w.Letters + w.Noise)} {
		if left > 0 {
			buf = append(buf, mailAction(a))
		}
	}
	return buf
}

func (mailbox) Do(w *mailWorld, a mailAction) {
	switch a {
	case mailSend:
		w.Unsent--
		w.Letters++
		w.Noise += 2
	case mailRead:
		w.Letters--
		w.Read++
	case mailDiscard:
		w.Noise--
	case mailLose:
		w.Losses--
		if w.Letters > 0 {
			w.Letters--
		} else {
			w.Noise--
		}
	}
}

func (mailbox) Copy(dst, src *mailWorld) { *dst = *src }

func (mailbox) Key(w *mailWorld) []byte { return bytesOf(w) }

func (mailbox) Fair(_ *mailWorld, a mailAction) bool { return a != mailLose }

func (mailbox) Heal(w *mailWorld) { w.Losses = 0 }

func (mailbox) Name(_ *mailWorld, a mailAction) string {
	return [...]string{"send", "read", "discard", "lose"}[a]
}

func (mailbox) Info(a mailAction) (uint8, uint64, scheduler.Kind, uint8) {
	return uint8(a), 1, scheduler.KindMessage, uint8(a)
}

func (mailbox) Fault(a mailAction) int {
	if a == mailLose {
		return 0
	}
	return -1
}

func (mailbox) Faults() int { return 1 }

// mailJudge wants no second letter read, and none lost.
type mailJudge struct{}

func (mailJudge) Step(before *mailWorld, _ mailAction, after *mailWorld) scheduler.Set {
	if before.Read < 2 && after.Read == 2 {
		return 1
	}
	return 0
}

func (mailJudge) Final(w *mailWorld) scheduler.Set { return scheduler.Set(2-w.Read) << 1 }

func (mailJudge) Cause(*mailWorld) uint32 { return 0 }

func (mailJudge) Outcome(w *mailWorld) scheduler.Code { return scheduler.Code{2: uint64(w.Read)} }

// tidy is a mailbox without what is thrown away; careless takes letters with it.
type (
	tidy     struct{ mailbox }
	careless struct{ mailbox }
)

func (tidy) Drop(w *mailWorld) bool {
	dropped := w.Noise > 0
	w.Noise = 0
	return dropped
}

func (careless) Drop(w *mailWorld) bool {
	dropped := tidy{}.Drop(w)
	if w.Letters == 2 {
		w.Letters, dropped = 1, true
	}
	return dropped
}

// TestDropping shows that a search of what is left of worlds finds the same, with the
// stories and lengths of whole ones, in fewer worlds.
func TestDropping(t *testing.T) {
	for _, keepGoing := range []bool{true, false} {
		options := scheduler.SearchOptions{KeepGoing: keepGoing, Outcomes: keepGoing}
		all := scheduler.Search[mailWorld, mailAction](t.Context(), tidy{}, mailJudge{}, options)
		options.Reduction = scheduler.ReduceFull
		left := scheduler.Search[mailWorld, mailAction](t.Context(), tidy{}, mailJudge{}, options)
		if left.Dropped != keepGoing || keepGoing && left.States >= all.States {
			t.Errorf("dropped %t, %d of %d states", left.Dropped, left.States, all.States)
		}
		if len(left.Findings) != len(all.Findings) || len(left.Outcomes) != len(all.Outcomes) || len(all.Findings) == 0 {
			t.Fatalf("%d violations and %d outcomes of %d and %d", len(left.Findings), len(left.Outcomes), len(all.Findings), len(all.Outcomes))
		}
		for i, f := range left.Findings {
			g := all.Findings[i]
			if f.Property != g.Property || f.Steps() != g.Steps() || !f.Told() || f.Calmest != g.Calmest {
				t.Errorf("violation of %d after %d steps, %v; of %d after %d steps", f.Property, f.Steps(), f.Schedule.Names, g.Property, g.Steps())
			}
		}
		for i, o := range left.Outcomes {
			if p := all.Outcomes[i]; o.Code != p.Code || len(o.Witness.Names) != len(p.Witness.Names) {
				t.Errorf("outcome %d after %v, %d after %v", o.Code, o.Witness.Names, p.Code, p.Witness.Names)
			}
		}
	}
}

// few are worlds in which all that is left of a mailbox fits, and its whole worlds do not.
const few = 12

// TestLifting shows that where whole worlds are too many, the story is that of what is left,
// with what was dropped where it is in the way; that it says so; and that it goes wrong.
func TestLifting(t *testing.T) {
	for _, keepGoing := range []bool{true, false} {
		options := scheduler.SearchOptions{KeepGoing: keepGoing, Outcomes: keepGoing, MaxStates: few, Reduction: scheduler.ReduceFull}
		r := scheduler.Search[mailWorld, mailAction](t.Context(), tidy{}, mailJudge{}, options)
		if r.Verdict != scheduler.Violated || r.Reason != "" || r.Untold != "" || len(r.Findings) == 0 {
			t.Fatalf("%+v", r)
		}
		shortened := 0
		for _, f := range r.Findings {
			if f.Shortened {
				shortened++
			}
			again, err := scheduler.Replay[mailWorld, mailAction](mailbox{}, mailJudge{}, f.Schedule.Initial, f.Schedule.Names, nil)
			if err != nil || again.Violated>>f.Property&1 == 0 || f.Shortened != (len(f.Schedule.Names) > f.Steps()) {
				t.Errorf("%d after %d steps at least: %v violates %#x: %v", f.Property, f.Steps(), f.Schedule.Names, again.Violated, err)
			}
		}
		if want := len(r.Findings) - 1; keepGoing && shortened != want { // two letters are read within few worlds
			t.Errorf("%d stories were shortened, want %d", shortened, want)
		}
		for _, o := range r.Outcomes {
			again, err := scheduler.Replay[mailWorld, mailAction](mailbox{}, mailJudge{}, o.Witness.Initial, o.Witness.Names, nil)
			if err != nil || !again.Quiescent || again.Outcome != o.Code {
				t.Errorf("%d: %v ends in %d: %v", o.Code, o.Witness.Names, again.Outcome, err)
			}
		}
	}
}

// idle is a mailbox that gets no letter, so that it ends as it begins.
type idle struct{ tidy }

func (idle) Initial(_ int, w *mailWorld) { *w = mailWorld{} }

// TestStoryOfNoSteps shows that where all is said in the beginning, that is told.
func TestStoryOfNoSteps(t *testing.T) {
	for _, reduction := range []scheduler.Reduction{scheduler.ReduceNone, scheduler.ReduceFull} {
		r := scheduler.Search[mailWorld, mailAction](t.Context(), idle{}, mailJudge{}, scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Reduction: reduction})
		if len(r.Findings) != 1 || !r.Findings[0].Told() || r.Findings[0].Shortened || len(r.Outcomes) != 1 || !r.Outcomes[0].Told() || r.Untold != "" {
			t.Errorf("%+v", r)
		}
	}
}

// TestLiftingFails shows that a story which is none in whole worlds is not told, and that
// this is said.
func TestLiftingFails(t *testing.T) {
	options := scheduler.SearchOptions{KeepGoing: true, MaxStates: few, Reduction: scheduler.ReduceFull}
	r := scheduler.Search[mailWorld, mailAction](t.Context(), careless{}, mailJudge{}, options)
	if r.Verdict != scheduler.Violated || !strings.Contains(r.Untold, "fault of this program") || r.Findings[0].Told() {
		t.Errorf("%+v", r)
	}
}

// TestCheckDropping shows that a system which drops too much is caught.
func TestCheckDropping(t *testing.T) {
	dropped, err := scheduler.CheckDropping[mailWorld, mailAction](context.Background(), tidy{}, mailJudge{}, 0)
	if err != nil || dropped == 0 {
		t.Errorf("dropped in %d worlds: %v", dropped, err)
	}
	if _, err := scheduler.CheckDropping[mailWorld, mailAction](context.Background(), careless{}, mailJudge{}, 0); err == nil {
		t.Error("no promise is broken by who loses letters")
	}
	if _, err := scheduler.CheckDropping[mailWorld, mailAction](context.Background(), mailbox{}, mailJudge{}, 0); err != nil {
		t.Errorf("a system that drops nothing: %v", err)
	}
}
