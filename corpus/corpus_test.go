package corpus_test

import (
	"context"
	"flag"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

var update = flag.Bool("update", false, "rewrite the golden part of every case")

// maxStates bounds the proof of a reading that passes. A scenario that is
// larger is followed only: its readings are written as `survives`.
const maxStates = 400_000

// story is a case that was replayed.
type story struct {
	*corpus.Case
	name  string
	trace *checker.Trace
}

// load reads all cases and replays each; with -update it rewrites their golden
// parts first.
func load(t *testing.T) []story {
	t.Helper()
	files, err := fs.Glob(corpus.Files, "*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []story
	for _, file := range files {
		text, err := fs.ReadFile(corpus.Files, file)
		if err != nil {
			t.Fatal(err)
		}
		c, err := corpus.ParseCase(file, string(text))
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		status, trace, err := record.Replay(c, checker.Rules{})
		if *update && status != record.Gone {
			c.Golden = trace.Transcript()
			if err := os.WriteFile(file, []byte(c.Format()), 0o644); err != nil {
				t.Fatal(err)
			}
			status = record.Same
		}
		if status != record.Same {
			got := ""
			if trace != nil {
				got = trace.Transcript()
			}
			t.Errorf("%s: %s, expected same; error: %v\n%s(after a change that is meant: go test ./corpus -update)",
				file, status, err, cmp.Diff(c.Golden, got))
		}
		if status != record.Gone {
			list = append(list, story{c, strings.TrimSuffix(file, ".txt"), trace})
		}
	}
	return list
}

// Every case goes as it went, passes where it says that it passes, and tells its
// story in the form that all have.
func TestCases(t *testing.T) {
	for _, s := range load(t) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			s.checkForm(t)
			for _, reading := range s.Survives {
				s.follow(t, reading)
			}
			for _, reading := range s.Passes {
				s.follow(t, reading)
				s.prove(t, reading)
			}
		})
	}
}

func (s *story) follow(t *testing.T, reading string) {
	t.Helper()
	if trace, err := record.Follow(s.Case, reading, checker.Rules{}); err != nil {
		t.Errorf("%v\n%s", err, trace.Transcript())
	}
}

// prove searches the whole scenario of the case under a reading.
func (s *story) prove(t *testing.T, reading string) {
	t.Helper()
	compiled, err := record.Open(s.Case, reading, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	result, err := compiled.Search(context.Background(), scheduler.SearchOptions{
		MaxStates: maxStates, Reduction: checker.UsualReduction(compiled.Scenario()),
	})
	if err != nil {
		t.Fatal(err)
	}
	if result.Verdict == scheduler.Proved {
		return
	}
	t.Errorf("passes %s: %s %s, expected proved; a reading under which only the story itself ends well is written as `survives`",
		reading, result.Verdict, result.Reason)
	for _, found := range result.Findings {
		if trace, err := compiled.Replay(found.Schedule); err == nil {
			t.Log("\n" + trace.Transcript())
		}
	}
}

var (
	kebab    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	pointIDs = regexp.MustCompile(`\b(H-\d+[a-z]?|V[01]-[A-Z]+-\d+|VX-UNK-\d+|F-[A-Z0-9]+-\d+)\b`)
)

// checkForm wants the story in two to six lines, then where it was seen, by IDs
// that exist, then what is violated, which the verdict must bear out.
func (s *story) checkForm(t *testing.T) {
	t.Helper()
	if !kebab.MatchString(s.name) {
		t.Errorf("file name %q: expected lower-case words with - between them", s.name)
	}
	if n := slices.Index(s.Comment, ""); n < 2 || n > 6 {
		t.Errorf("the story has %d lines, expected 2 to 6 and then an empty one", n)
	}
	seen, violated := s.field("Seen in:"), s.field("Violated:")
	if seen == "" || violated == "" {
		t.Fatal("expected a line `Seen in:` and, last, a line `Violated:`")
	}
	known := points()
	for _, id := range pointIDs.FindAllString(seen, -1) {
		if !known[id] && !known[strings.TrimRight(id, "abcde")] {
			t.Errorf("Seen in: %s is no hole or clause", id)
		}
	}
	property, _, _ := strings.Cut(violated, ".")
	switch nothing := strings.HasPrefix(violated, "nothing; "); {
	case nothing != (len(s.trace.Problems) == 0):
		t.Errorf("Violated: %q, but the story ends with: %s", violated, s.trace.VerdictLine())
	case !nothing && !slices.ContainsFunc(s.trace.Problems, func(p checker.Problem) bool { return p.Property == property }):
		t.Errorf("Violated: %q is not among: %s", property, s.trace.VerdictLine())
	}
	if s.trace.Result.Verdict == scheduler.Undecided {
		t.Errorf("the story stops before it is over: %s", s.trace.VerdictLine())
	}
	offered, spent := 0, 0
	for _, f := range s.trace.Scenario.Faults {
		offered += int(f.Times)
	}
	for _, line := range s.trace.Lines {
		if line.Fault {
			spent++
		}
	}
	if offered != spent {
		t.Errorf("the scenario offers %d faults and the story needs %d: offer no more than that", offered, spent)
	}
}

// field is the text of a line of the comment that begins with a label, with the
// lines that go on behind it.
func (s *story) field(label string) string {
	var words []string
	for _, line := range s.Comment {
		rest, begins := strings.CutPrefix(line, label)
		if begins || len(words) > 0 && strings.HasPrefix(line, "  ") {
			words = append(words, strings.TrimSpace(rest))
		} else if len(words) > 0 {
			break
		}
	}
	return strings.Join(words, " ")
}

// TestScenariosOfACase shows that the scenario of a case under a reading stays what it is
// when another is asked for.
func TestScenariosOfACase(t *testing.T) {
	text, err := fs.ReadFile(corpus.Files, "abort-overtakes-winner.txt")
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.ParseCase("abort-overtakes-winner.txt", string(text))
	if err != nil {
		t.Fatal(err)
	}
	var made []*sim.Scenario
	readings := []string{"literal", "robust", "literal-sent"}
	for _, reading := range readings {
		s, err := c.Scenario(reading)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, s)
	}
	for i, reading := range readings {
		if got := made[i].Reading(0).Name; got != reading {
			t.Errorf("asked for %s, now %s", reading, got)
		}
	}
}

// points are the IDs of all holes and clauses.
func points() map[string]bool {
	known := map[string]bool{}
	for _, h := range spec.Holes() {
		known[h.ID] = true
	}
	for _, c := range spec.Clauses() {
		known[c.ID] = true
	}
	return known
}

// No two cases tell the same: the same first violation, by the same rules with the
// same values of the knobs that decide them, whatever else their readings say.
func TestNoTwoAlike(t *testing.T) {
	first, alike := map[string]string{}, map[string]bool{}
	for _, s := range load(t) {
		fired := []string{s.trace.Result.Verdict.String()}
		if len(s.trace.Problems) > 0 {
			fired[0] += " " + s.trace.Problems[0].Property
		}
		for _, line := range s.trace.Lines {
			fired = append(fired, line.Rules...)
		}
		slices.Sort(fired[1:])
		key := strings.Join(slices.Compact(fired), "; ")
		other, ok := first[key]
		if alike[s.name] = ok; ok && sameRules[s.name] == "" {
			t.Errorf("%s and %s have the violation and the rules in common: one of them is enough", other, s.name)
		}
		first[key] = s.name
	}
	for name, why := range sameRules {
		if !alike[name] {
			t.Errorf("%s is like no other case, so it is not needed to say that %s", name, why)
		}
	}
}

// sameRules says of each case that has the violation and the rules of another what
// else tells them apart.
var sameRules = map[string]string{
	"numbers-that-are-equal":         "the order of IDs is another, which no rule names",
	"order-of-numbers":               "the order of IDs is another, which no rule names",
	"order-of-utf16":                 "the order of IDs is another, which no rule names",
	"order-without-case":             "the order of IDs is another, which no rule names",
	"rings-longer-than-it-is-called": "it is counted in time how long a phone rings",
}
