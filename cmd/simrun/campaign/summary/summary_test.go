package summary

import (
	"encoding/json"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/shard"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
)

func reporter() *story.Reporter {
	return &story.Reporter{
		Printer: &term.Printer{Out: &term.Output{To: io.Discard}, Stderr: io.Discard, Width: term.PipeWidth},
		Rules:   checker.Rules{}, Program: "test", Watch: func(string) story.Meter { return silence{} },
	}
}

type silence struct{}

func (silence) Tell(int64, ...any) {}
func (silence) Close()             {}

// done carries out a plan, but for some shards, and shuffles the results.
func done(t *testing.T, text string, without ...int) *result.Set {
	t.Helper()
	p, err := plan.Parse("test.txt", text)
	if err != nil {
		t.Fatal(err)
	}
	c := &result.Campaign{Format: result.Format, Name: p.Name("", "test"), Rules: checker.EveryHash(), Program: "test", Shards: len(p.Shards()), Plan: p.Text()}
	runner, set := &shard.Runner{Reporter: reporter(), Name: c.Name}, result.NewSet(c)
	order := rand.New(rand.NewPCG(3, 4)).Perm(len(p.Shards()))
	for _, i := range order {
		if slices.Contains(without, i) {
			continue
		}
		r, err := runner.Run(t.Context(), &p.Shards()[i])
		if err == nil {
			err = set.Put(r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return set
}

const fuzzed = "about Two scenarios.\nfuzz glare retro reading literal robust runs 600 shard 200"

// What results come to adds up, whatever order they came in, and what is left is named.
func TestOf(t *testing.T) {
	set := done(t, fuzzed, 1, 5)
	s := Of(set)
	if s.Done != 10 || s.Whole() || len(s.Left) != 2 || s.Left[1].Shard != 5 || !strings.HasPrefix(s.Left[0].What, "fuzz glare reading robust") || s.About != "Two scenarios." {
		t.Errorf("%+v", s.Left)
	}
	if s.Total.Runs != 2000 || len(s.Tasks) != 1 || s.Tasks[0].Kind != "fuzz" || s.Tasks[0].Done != 10 || s.Tasks[0].Verdicts["violated"] == 0 {
		t.Errorf("%+v %+v", s.Total, s.Tasks)
	}
	again, err := result.DecodeSet(set.Encode(), func(err error) { t.Error(err) })
	if err != nil || !same(t, Of(again), s) {
		t.Errorf("read back, they come to something else: %v", err)
	}
}

func same(t *testing.T, a, b *Summary) bool {
	t.Helper()
	first, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	second, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(first) == string(second)
}

// Failures with one cause are one finding: it was met as often as in all shards together,
// in several scenarios, and its smallest story stands for it.
func TestGroups(t *testing.T) {
	set := done(t, fuzzed)
	s := Of(set)
	var counted, met uint64
	least := map[string]int{}
	for _, r := range set.Results() {
		for _, f := range r.Findings {
			counted += f.Count
			if n, ok := least[f.Key()]; !ok || f.Steps < n {
				least[f.Key()] = f.Steps
			}
		}
	}
	shared := false
	for i := range s.Findings {
		g := &s.Findings[i]
		met += g.Count
		shared = shared || len(g.Scenarios) == 2
		if g.Steps != least[g.Cause] || len(g.Shards) == 0 || !slices.IsSorted(g.Shards) || g.Cause != g.Key() {
			t.Errorf("%+v, of %d steps at least", g, least[g.Cause])
		}
		if i > 0 && s.Findings[i-1].Severity > g.Severity {
			t.Errorf("finding %d is graver than the one before it", i)
		}
	}
	if met != counted || len(s.Findings) != len(least) || !shared {
		t.Errorf("%d findings of %d causes, met %d times of %d; in both scenarios: %v", len(s.Findings), len(least), met, counted, shared)
	}
}

// Of two stories of one cause the smaller stands for both, whichever shard met it.
func TestSmallestStory(t *testing.T) {
	story := func(shard, steps int) *result.Result {
		return &result.Result{Head: result.Head{Shard: shard}, Findings: []result.Finding{{
			Property: "polite", Reading: "literal", Decisive: []string{"bob places b"}, Scenario: "glare", Steps: steps, Count: uint64(steps),
		}}}
	}
	for _, results := range [][]*result.Result{{story(0, 9), story(1, 5), story(2, 7)}, {story(0, 5), story(1, 9), story(2, 7)}, {story(0, 7), story(1, 9), story(2, 5)}} {
		groups := groupsOf(results)
		if len(groups) != 1 || groups[0].Steps != 5 || groups[0].Count != 21 || !slices.Equal(groups[0].Shards, []int{0, 1, 2}) {
			t.Errorf("%+v", groups)
		}
	}
}

// What some shard has reached is reached; what none has is a list.
func TestCoverage(t *testing.T) {
	s := Of(done(t, fuzzed))
	for _, part := range s.Covered.Parts() {
		if part.Reached+len(part.Never) != part.All || part.Reached == 0 || part.What == "" {
			t.Errorf("%+v", part)
		}
	}
	if slices.Contains(s.Covered.Rules.Never, "T0-24.prep") || !slices.Contains(s.Covered.Rules.Never, "T0-02") || len(s.Covered.Sometimes.Never) > 0 {
		t.Errorf("%v %v", s.Covered.Rules.Never, s.Covered.Sometimes.Never)
	}
	if !slices.Contains(s.Covered.KnobValues.Never, "inflight=sent") || slices.Contains(s.Covered.KnobValues.Never, "inflight=prep") {
		t.Errorf("%v", s.Covered.KnobValues.Never)
	}
	if !slices.Contains(s.Covered.KnobPairs.Never, "inflight=sent rule1=yield") || slices.Contains(s.Covered.KnobPairs.Never, "inflight=prep rule1=yield") {
		t.Error("pairs of values of knobs are counted wrongly")
	}
	part := Part{Never: []string{"a", "b", "c"}}
	if part.Some(2) != "a, b and 1 more" || part.Some(3) != "a, b, c" {
		t.Errorf("%q", part.Some(2))
	}
}

// A finding that the corpus tells is known, by its cause and not by its words; the others
// are new.
func TestKnow(t *testing.T) {
	text, file, _ := corpus.Text("both-invites-in-flight")
	c, err := corpus.ParseCase(file, text)
	if err != nil {
		t.Fatal(err)
	}
	s := Of(done(t, fuzzed))
	fresh := len(s.New())
	if err := s.Know(t.Context(), reporter(), []*corpus.Case{c}); err != nil {
		t.Fatal(err)
	}
	known := 0
	for i := range s.Findings {
		if g := &s.Findings[i]; g.Case == file {
			if known++; g.Reading != "literal" || !strings.Contains(strings.Join(g.Decisive, " "), "T0-24.prep") || g.IsNew() {
				t.Errorf("%+v", g)
			}
		}
	}
	if known == 0 || len(s.New()) != fresh-known || len(s.New()) == 0 {
		t.Errorf("%d of %d are known", known, fresh)
	}
}

// A new finding is a corpus case to look at: it can be read, replays to the byte, and goes
// wrong as the finding says.
func TestReview(t *testing.T) {
	s := Of(done(t, fuzzed))
	for _, g := range s.New() {
		file, text, err := g.Review(reporter())
		if err != nil {
			t.Fatal(err)
		}
		c, err := corpus.ParseCase(file, text)
		if err != nil {
			t.Fatal(err)
		}
		if status, trace, err := record.Replay(c, checker.Rules{}); err != nil || status != record.Same || trace.Gravest() == nil || trace.Gravest().Property != g.Property {
			t.Errorf("%s: %s, %v", file, status, err)
		}
	}
	strange := Group{Finding: result.Finding{Token: "glare1-nothing"}}
	if _, _, err := strange.Review(reporter()); err == nil {
		t.Error("a token that is none is a case")
	}
	mutant := Group{Finding: result.Finding{Property: shard.Survives}}
	if file, _, err := mutant.Review(reporter()); err != nil || file != "" {
		t.Errorf("%q, %v", file, err)
	}
}

// What another campaign had is not new, and what only that one had is told; so is what was
// reached since.
func TestSince(t *testing.T) {
	now, before := Of(done(t, fuzzed)), done(t, "fuzz glare reading literal runs 200\nfuzz redial reading literal runs 300")
	now.Since(before)
	c := now.Changed
	if c.New == 0 || c.New == len(now.Findings) || len(now.New()) != c.New || len(c.Gone) == 0 || !c.OtherAim {
		t.Errorf("%d of %d are new, %d gone", c.New, len(now.Findings), len(c.Gone))
	}
	for i := range c.Gone {
		if c.Gone[i].Scenarios[0] != "redial" {
			t.Errorf("%+v", c.Gone[i])
		}
	}
	if !slices.Contains(c.Reached, "T0-59") || slices.Contains(c.Dropped, "T0-59") {
		t.Errorf("reached %v, missed %v", c.Reached, c.Dropped)
	}
	again := Of(done(t, fuzzed))
	if again.Since(done(t, fuzzed)); again.Changed.New != 0 || len(again.Changed.Gone)+len(again.Changed.Reached)+len(again.Changed.Dropped) != 0 || again.Changed.OtherAim {
		t.Errorf("%+v", again.Changed)
	}
}
