package catalogue

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

func testCatalogue(t *testing.T) *Catalogue {
	t.Helper()
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// No clause is silently missing: each is exercised, or there is a reason why it
// is not; and no reason outlives what it excused.
func TestEveryClauseIsAccountedFor(t *testing.T) {
	known := map[string]bool{}
	for _, c := range testCatalogue(t).coverage() {
		known[c.Clause.ID] = true
		if strings.HasPrefix(c.Clause.ID, "V1-") {
			continue // of which more is asked
		}
		switch {
		case !c.isExercised() && c.Reason == "":
			t.Errorf("clause %s: no rule implements it, no property judges it, and coverage_reasons.go does not say why", c.Clause.ID)
		case c.isExercised() && c.Reason != "":
			t.Errorf("clause %s: coverage_reasons.go says why nothing exercises it, but rules %v or properties %v do", c.Clause.ID, c.Rules, c.Properties)
		case len(c.Transcripts) > 0 && len(c.Rules) == 0:
			t.Errorf("clause %s: a transcript without a rule", c.Clause.ID)
		}
	}
	for id := range unexercised {
		if !known[id] {
			t.Errorf("coverage_reasons.go speaks of %s, which is no clause", id)
		}
	}
}

// Every clause of version 1 has rules, transcripts and properties, or it is said why not; and
// no such reason outlives what it excused.
func TestEveryClauseOfVersion1IsExercised(t *testing.T) {
	for _, c := range testCatalogue(t).coverage() {
		if whole := len(c.Rules) > 0 && len(c.Transcripts) > 0 && len(c.Properties) > 0; strings.HasPrefix(c.Clause.ID, "V1-") && whole != (c.Reason == "") {
			t.Errorf("clause %s: rules %v, transcripts %v, properties %v, and coverage_reasons.go says %q", c.Clause.ID, c.Rules, c.Transcripts, c.Properties, c.Reason)
		}
	}
}

// What notices a mistake in a rule of a clause is among its properties, beside those that name it.
func TestPropertiesOfClauses(t *testing.T) {
	for _, c := range testCatalogue(t).coverage() {
		if c.Clause.ID != "V1-SEL-4" { // which no property names
			continue
		}
		if !slices.Contains(c.Properties, "seamless") || len(c.Mistakes) != 1 || c.Mistakes[0] != "T1-31:drop-rule violates willing-connected, seamless, one-rule" {
			t.Errorf("%s: properties %v, for %v", c.Clause.ID, c.Properties, c.Mistakes)
		}
	}
}

// Every clause that a rule implements is in some transcript: the rules that the
// stories never reach are not all that a clause has.
func TestEveryRuledClauseIsInATranscript(t *testing.T) {
	for _, c := range testCatalogue(t).coverage() {
		if len(c.Rules) > 0 && len(c.Transcripts) == 0 {
			t.Errorf("clause %s: rules %v, and no corpus case in which one of them fires", c.Clause.ID, c.Rules)
		}
	}
}

// Whatever a rule, property, knob or hole refers to exists.
func TestReferencesResolve(t *testing.T) {
	c := testCatalogue(t)
	exists := func(kinds []string, name string) bool {
		return slices.ContainsFunc(c.Items, func(item Item) bool { return slices.Contains(kinds, item.Kind) && item.Name == name })
	}
	for _, from := range c.Items {
		for _, f := range from.Facts {
			kinds, ok := kindsNamed[f.Label]
			if !ok {
				continue
			}
			for _, name := range f.List {
				if !exists(kinds, name) && !strings.HasPrefix(name, "V1-") { // clauses of the later version, which holes cite
					t.Errorf("%s %s: its %s name %q, which is not known", from.Kind, from.Name, f.Label, name)
				}
			}
		}
	}
}

// The names of things are found whatever their kind, and nothing is lost on the
// way from the project's lists to the catalogue.
func TestFindKnowsEverything(t *testing.T) {
	k := testCatalogue(t)
	var names []string
	names = append(names, sim.ScenarioNames()...)
	names = append(names, sim.FaultNames()...)
	names = append(names, model.ReadingNames()...)
	names = append(names, model.KnobNames()...)
	names = append(names, properties.Names()...)
	for _, r := range slices.Concat(model.V0(), model.V1()) {
		names = append(names, r.Name(), r.Row)
	}
	for _, c := range spec.Clauses() {
		names = append(names, c.ID)
	}
	for _, h := range spec.Holes() {
		names = append(names, h.ID)
	}
	for _, name := range names {
		if len(k.find(name)) == 0 {
			t.Errorf("find(%q) finds nothing", name)
		}
	}
}

// A name that means several things shows all of them, and a name is found
// whatever its case.
func TestFindAmbiguous(t *testing.T) {
	c := testCatalogue(t)
	for _, tt := range []struct{ name, want string }{
		{"glare", "scenario glare, knob glare, value sib=glare"},
		{"ring", "value accept=ring, value second-call=ring, value push=ring, value elsewhere=ring"},
		{"h-01", "hole H-01"},
		{"t0-51", "rule T0-51, rule T0-51.stale, rule T0-51.untold"},
		{"inflight=prep", "value inflight=prep"},
		{"glar", ""},
	} {
		var got []string
		for _, item := range c.find(tt.name) {
			got = append(got, item.Kind+" "+item.Name)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("find(%q) (-want +got):\n%s", tt.name, diff)
		}
	}
}

// What is related to an item is found by its name as a name, not as a word.
func TestRelated(t *testing.T) {
	c := testCatalogue(t)
	related := func(kind, name, label string) []string {
		for _, found := range c.find(name) {
			if found.Kind == kind {
				for _, f := range c.related(&found) {
					if f.Label == label {
						return f.List
					}
				}
			}
		}
		return nil
	}
	for _, tt := range []struct {
		kind, name, label, want string
		has                     bool
	}{
		{"hole", "H-01", "rules", "T0-24.defer", true},
		{"clause", "V0-GLARE-1", "knobs", "inflight", true},
		{"clause", "V0-GLARE-1", "holes", "H-01", true},
		{"knob", "inflight", "rules", "T0-24.prep", true},
		{"knob", "inflight", "holes", "H-01", true},
		{"value", "inflight=sent", "rules", "T0-24.sent-less", true},
		{"value", "inflight=sent", "rules", "T0-24.prep", false},
		{"fault", "soft-fail", "clauses", "F-FED-3", true},
		{"scenario", "glare", "rules", "T0-13", false}, // the knob of that name is another thing
	} {
		if got := slices.Contains(related(tt.kind, tt.name, tt.label), tt.want); got != tt.has {
			t.Errorf("%s %s: %s among its %s: %v, want %v", tt.kind, tt.name, tt.want, tt.label, got, tt.has)
		}
	}
}

// In the reference every item of every list occurs, but for the cases.
func TestReferenceIsComplete(t *testing.T) {
	c := testCatalogue(t)
	out := c.Markdown()
	for _, kind := range referenceKinds() {
		for _, item := range c.of(kind) {
			if !strings.Contains(out, "| `"+item.Name+"` |") && !strings.Contains(out, "\n### "+item.Name) {
				t.Errorf("the reference does not have %s %s", item.Kind, item.Name)
			}
		}
	}
}

// Every profile is one thing, and a profile.
func TestProfilesAreFound(t *testing.T) {
	c := testCatalogue(t)
	for _, name := range model.ProfileNames() {
		if found := c.find(name); len(found) != 1 || found[0].Kind != "profile" {
			t.Errorf("find(%q) finds %d things", name, len(found))
		}
	}
}

// No line of a table or of show is wider than what it is written for.
func TestWidth(t *testing.T) {
	c := testCatalogue(t)
	for _, width := range []int{60, term.PipeWidth} {
		var out bytes.Buffer
		p := &term.Printer{Out: &term.Output{To: &out}, Width: width}
		for _, kind := range Kinds() {
			if err := List(p, kind); err != nil {
				t.Fatal(err)
			}
		}
		for _, item := range c.Items {
			printItem(p, &item)
		}
		for line := range strings.Lines(out.String()) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > width {
				t.Errorf("a line of %d columns: %s", n, line)
			}
		}
	}
}

// Every file of the corpus has a name, and no scenario has the same.
func TestCorpusNames(t *testing.T) {
	files, err := filepath.Glob("../../../corpus/*.txt")
	if err != nil || len(files) != len(corpus.Names()) {
		t.Fatalf("%d names of %d files, %v", len(corpus.Names()), len(files), err)
	}
	known := testCatalogue(t).Names()
	for _, name := range corpus.Names() {
		if text, file, ok := corpus.Text(name); !ok || text == "" || file != name+".txt" {
			t.Errorf("%s: %q, %v", name, file, ok)
		}
		if !slices.Contains(known, name) {
			t.Errorf("show does not know %s", name)
		}
		if slices.Contains(sim.ScenarioNames(), name) {
			t.Errorf("%s is a scenario too", name)
		}
	}
}
