package shard

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/proofs"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

func runner() *Runner {
	return &Runner{Name: "0123456789abcdef", Reporter: &story.Reporter{
		Printer: &term.Printer{Out: &term.Output{To: io.Discard}, Stderr: io.Discard, Width: term.PipeWidth},
		Rules:   checker.Rules{}, Program: "test", Watch: func(string) story.Meter { return silence{} },
	}}
}

type silence struct{}

func (silence) Tell(int64, ...any) {}
func (silence) Close()             {}

func shards(t *testing.T, text string) []plan.Shard {
	t.Helper()
	p, err := plan.Parse("test.txt", text)
	if err != nil {
		t.Fatal(err)
	}
	return p.Shards()
}

func carryOut(t *testing.T, r *Runner, s *plan.Shard) *result.Result {
	t.Helper()
	found, err := r.Run(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Whoever carries out a shard, and however often, finds the same to the byte; and it can be
// read back.
func TestSameBytes(t *testing.T) {
	r := runner()
	for _, text := range []string{
		"fuzz glare reading literal faults none send-fail=1 runs 400 shard 200", "fuzz glare reading robust timing timed runs 50 strategy latency",
		"fuzz redial reading literal runs 200", "check glare reading literal robust", "check glare reading robust faults send-fail=1",
		"prove glare.literal glare.robust.send-fail", "matrix literal robust", "hunt greater-wins-one-side runs 100 strategy uniform",
		"scenario mine\n| alice must place\n| bob must place\nfuzz mine reading literal runs 100",
	} {
		for _, s := range shards(t, text) {
			first, second := carryOut(t, r, &s).Encode(), carryOut(t, runner(), &s).Encode()
			if !bytes.Equal(first, second) {
				t.Errorf("%s: first\n%s\nthen\n%s", s.Text(), first, second)
			}
			if _, err := result.Decode(first); err != nil {
				t.Errorf("%s: %v", s.Text(), err)
			}
		}
	}
}

// A shard makes the runs that its numbers name, the same that fuzz makes: of two halves, what
// they count adds up to the whole, and the first that goes wrong is the one that fuzz finds.
func TestRunNumbers(t *testing.T) {
	r := runner()
	whole := carryOut(t, r, &shards(t, "fuzz glare reading literal runs 600 shard 600")[0])
	halves := shards(t, "fuzz glare reading literal runs 600 shard 300")
	first, second := carryOut(t, r, &halves[0]), carryOut(t, r, &halves[1])
	if whole.Done.Runs != 600 || first.Done.Actions+second.Done.Actions != whole.Done.Actions || first.Done.Actions == second.Done.Actions {
		t.Errorf("%+v and %+v, together %+v", first.Done, second.Done, whole.Done)
	}
	if total(first)+total(second) != total(whole) || total(whole) == 0 {
		t.Errorf("%d and %d go wrong, together %d", total(first), total(second), total(whole))
	}
	scenario, err := halves[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := checker.Open(scenario, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	fuzzed, err := compiled.Fuzz(t.Context(), "portfolio", scheduler.FuzzOptions{Seed: 1, Runs: 600})
	if err != nil || fuzzed.Found == nil {
		t.Fatal(err)
	}
	met := uint64(1 << 63)
	var made []uint64
	_, err = compiled.Sample(t.Context(), checker.Sampling{Strategy: "portfolio", Seed: 1, First: fuzzed.Run, Runs: 600, End: func(run uint64, res *scheduler.Result) {
		if made = append(made, run); res.Verdict == scheduler.Violated {
			met = min(met, run)
		}
	}})
	if err != nil || met != fuzzed.Run {
		t.Errorf("the first run that goes wrong is %d; fuzz says %d; %v", met, fuzzed.Run, err)
	}
	if len(made) != 600 || made[0] != fuzzed.Run || made[599] != fuzzed.Run+599 {
		t.Errorf("runs were made from %d to %d, want 600 from %d on", made[0], made[len(made)-1], fuzzed.Run)
	}
}

func total(r *result.Result) (n uint64) {
	for _, f := range r.Findings {
		n += f.Count
	}
	return n
}

// Findings have a story that can be replayed and violates what they say, and say on which
// steps it depended.
func TestFindings(t *testing.T) {
	r := runner()
	found := carryOut(t, r, &shards(t, "fuzz glare reading literal runs 500")[0])
	if found.Done.Verdict != "violated" || len(found.Findings) == 0 {
		t.Fatalf("%+v", found.Done)
	}
	if !slices.ContainsFunc(found.Findings, func(f result.Finding) bool {
		return f.Property == "seamless" && slices.ContainsFunc(f.Decisive, func(step string) bool { return strings.Contains(step, "T0-24.prep") })
	}) {
		t.Errorf("that each gives way to the other was not found: %+v", found.Findings)
	}
	for _, f := range found.Findings {
		if f.Steps == 0 || f.Steps > 20 || len(f.Decisive) == 0 || f.Count == 0 || f.Scenario != "glare" || f.Reading != "literal" {
			t.Errorf("%+v", f)
		}
	}
	for _, name := range []string{"invites-cross", "rule-1"} {
		if !slices.Contains(found.Covered.Sometimes, name) {
			t.Errorf("%s was not reached: %v", name, found.Covered.Sometimes)
		}
	}
	if !slices.Contains(found.Covered.Rules, "T0-24.prep") || !slices.IsSorted(found.Covered.Rules) || !slices.Equal(found.Covered.Readings, []string{"literal"}) {
		t.Errorf("%+v", found.Covered)
	}
}

// All runs of a cell are searched as check searches them, and a proof is that of its
// certificate; where the budget is too small it is said so, and nothing is counted.
func TestCheckAndProve(t *testing.T) {
	r := runner()
	compiled := func() checker.Checker {
		s, err := sim.Setup{Scenario: "glare", Reading: "robust"}.Make()
		if err != nil {
			t.Fatal(err)
		}
		c, err := checker.Open(s, checker.Rules{})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}()
	want, err := compiled.Search(t.Context(), scheduler.SearchOptions{KeepGoing: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"check glare reading robust", "prove glare.robust"} {
		got := carryOut(t, r, &shards(t, text)[0])
		if got.Done.Verdict != "proved" || got.Done.States != want.States || got.Done.Transitions != want.Transitions || len(got.Covered.Rules) == 0 {
			t.Errorf("%s: %+v, want %d states", text, got.Done, want.States)
		}
	}
	chosen, err := proofs.Choose([]string{"glare.literal"})
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := chosen[0].Certify(t.Context(), checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	if got := carryOut(t, r, &shards(t, "prove glare.literal")[0]); got.Done.Verdict != certificate.Verdict() || len(got.Findings) == 0 {
		t.Errorf("%+v", got.Done)
	}
	if got := carryOut(t, r, &shards(t, "check glare reading robust faults send-fail=1")[0]); got.Done.Verdict != "excused" || got.Done.Excused == 0 {
		t.Errorf("%+v", got.Done)
	}
	for text, verdict := range map[string]string{"check glare reading robust states 100": "undecided", "matrix robust states 100": "undecided"} {
		got := carryOut(t, r, &shards(t, text)[0])
		if got.Done.Verdict != verdict || got.Done.Reason == "" || got.Done.States != 0 || len(got.Findings) > 0 {
			t.Errorf("%s: %+v", text, got.Done)
		}
	}
}

// A cell of the table of clients has the class that the table shows, and a mutant the fate
// that mutants tells.
func TestMatrixAndHunt(t *testing.T) {
	r := runner()
	cells := map[string]string{}
	for _, s := range shards(t, "matrix literal robust") {
		got := carryOut(t, r, &s)
		cells[s.Reading] = got.Done.Class
		if (got.Done.Verdict == "violated") != (len(got.Findings) > 0) {
			t.Errorf("%s: %+v", s.Reading, got.Done)
		}
	}
	if cells["alice=robust,bob=robust"] != "proven" || cells["alice=literal,bob=literal"] != "failing" || len(cells) != 3 {
		t.Errorf("%v", cells)
	}
	for mutant, verdict := range map[string]string{"greater-wins-one-side": "killed"} {
		got := carryOut(t, r, &shards(t, "hunt "+mutant+" runs 200 strategy uniform")[0])
		if got.Done.Verdict != verdict || got.Done.Runs == 0 || len(got.Findings) != 0 {
			t.Errorf("%s: %+v", mutant, got)
		}
	}
}

// A shard that is interrupted has no result, whenever that was.
func TestInterrupted(t *testing.T) {
	r := runner()
	for _, text := range []string{"fuzz glare reading literal runs 100000", "check bystanders reading robust", "prove redial.robust", "matrix all", "hunt T0-01:drop-rule"} {
		for _, steps := range []int{0, 1, 3} {
			ctx, cancel := context.WithCancelCause(t.Context())
			counted := &cancelling{Context: ctx, left: steps, cancel: func() { cancel(checker.ErrInterrupted) }}
			if got, err := r.Run(counted, &shards(t, text)[0]); got != nil || !errors.Is(err, checker.ErrInterrupted) && !errors.Is(err, context.Canceled) {
				t.Errorf("%s, interrupted at look %d: %v, %v", text, steps, got, err)
			}
		}
	}
}

// cancelling is a context that ends when it was looked at so often.
type cancelling struct {
	context.Context
	left   int
	cancel func()
}

func (c *cancelling) Err() error {
	if c.left--; c.left < 0 {
		c.cancel()
	}
	return c.Context.Err()
}
