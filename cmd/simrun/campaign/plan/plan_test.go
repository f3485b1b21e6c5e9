package plan

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/proofs"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

func parse(t *testing.T, text string) *Plan {
	t.Helper()
	p, err := Parse("mine.txt", text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What a plan leaves out is as if it were said, and comments, spaces and the order of
// options say nothing: the text is the same, and the name.
func TestText(t *testing.T) {
	short := parse(t, "# at night\nabout  Some   runs.\nfuzz glare   glare runs 2,000\n")
	long := parse(t, "about Some runs.\r\nfuzz glare seed 1 strategy portfolio timing patient faults none reading literal shard 100000 runs 2000 # all said\r\n")
	if short.Text() != long.Text() || short.Name("r", "p") != long.Name("r", "p") {
		t.Errorf("%q\n%q", short.Text(), long.Text())
	}
	if again := parse(t, long.Text()); again.Text() != long.Text() {
		t.Errorf("%q is read as %q", long.Text(), again.Text())
	}
	for what, name := range map[string]string{
		"plan": parse(t, "fuzz glare runs 2001").Name("r", "p"), "rules": short.Name("s", "p"), "program": short.Name("r", "q"),
	} {
		if name == short.Name("r", "p") {
			t.Errorf("another %s has the same name", what)
		}
	}
}

// Each kind's example is read, says something, and is written back word for word.
func TestExamples(t *testing.T) {
	for _, k := range kinds() {
		p := parse(t, k.example)
		if p.Text() != k.example+"\n" {
			t.Errorf("%q is written back as %q", k.example, p.Text())
		}
		if len(p.Shards()) == 0 {
			t.Errorf("%s: no shards", k.example)
		}
	}
}

// A bad line is told with its file and number, what was expected, and a near name; nothing
// is half read.
func TestBadLines(t *testing.T) {
	for text, want := range map[string]string{
		"fuz glare":                   `mine.txt:1: unknown line "fuz"; did you mean "fuzz"?`,
		"\nfuzz":                      "mine.txt:2: fuzz needs a name: expected `fuzz SCENARIO…",
		"fuzz glar":                   `mine.txt:1: unknown scenario "glar"; did you mean "glare"?`,
		"fuzz glare reading litteral": `did you mean "literal"?`,
		"fuzz glare faults sendfail":  `did you mean "send-fail"?`,
		"fuzz glare runs 0":           "runs 0: expected a whole number from 1 to",
		"fuzz glare runs":             "runs needs a value: expected `fuzz",
		"fuzz glare runs 1 2":         `unexpected "2"`,
		"fuzz glare seed 1 seed 2":    "seed stands here a second time",
		"check glare timing timed":    "needs a timing in which only order counts",
		"check glare runs 5":          `unknown scenario "runs"`,
		"prove glare.robst":           `did you mean "glare.robust"?`,
		"matrix all faults pairs":     "a matrix takes sets such as send-fail=1",
		"hunt nobody":                 `unknown mutant "nobody"`,
		"about":                       "about needs a sentence",
		"about a\nabout b":            "mine.txt:2: about stands here a second time",
		"# nothing":                   "there is nothing to do in this plan",
		"| alice must place":          "belongs to a scenario",
		"scenario glare":              "there is one of this name",
		"scenario mine\nfuzz mine":    "mine.txt:1: scenario mine has no lines",
		"scenario mine\n| alice must place\n| bob mst place\nfuzz mine": "mine.txt:3: ",
		"fuzz glare faults send-fail=9,send-fail=1":                     "the limit is 9",
		"fuzz all reading all faults pairs runs 1000000000000 shard 1":  "more than 1000000 shards",
		"fuzz glare reading alice=literal,carol=robust":                 "carol",
		strings.Repeat("#", MaxText+1):                                  "a plan has at most",
	} {
		p, err := Parse("mine.txt", text)
		if err == nil || !strings.Contains(err.Error(), want) || p != nil {
			t.Errorf("%.60q: %v, want %q", text, err, want)
		}
	}
}

// Shards follow from the plan alone; together they have every run of every cell once, and
// each cell has its first runs before any has more.
func TestShards(t *testing.T) {
	p := parse(t, "fuzz glare single reading literal robust faults none each runs 250 shard 100")
	covered, cells := map[string]uint64{}, 0
	for i, s := range p.Shards() {
		if s.Index != i {
			t.Fatalf("shard %d has the index %d", i, s.Index)
		}
		key := s.cell().text()
		if covered[key] != s.First {
			t.Errorf("shard %d begins with run %d of %s, of which %d are in shards before it", i, s.First, key, covered[key])
		}
		if covered[key] == 0 {
			if cells++; s.First > 0 {
				t.Errorf("shard %d", i)
			}
		}
		covered[key] += s.Runs
		if _, err := s.Open(); err != nil {
			t.Error(err)
		}
	}
	for key, runs := range covered {
		if runs != 250 {
			t.Errorf("%s has %d runs", key, runs)
		}
	}
	if len(p.Shards()) != 3*cells || cells != len(covered) {
		t.Errorf("%d shards of %d cells", len(p.Shards()), len(covered))
	}
	again := parse(t, p.Text()).Shards()
	if !slices.EqualFunc(p.Shards(), again, func(a, b Shard) bool { return a.Text() == b.Text() && a.Index == b.Index }) {
		t.Error("read again, the plan has other shards")
	}
}

// A plan brings scenarios of its own, which are part of its name.
func TestOwnScenario(t *testing.T) {
	const own = "scenario mine\n| servers hs1 hs2 # apart\n| devices alice@hs1 bob@hs2\n| alice must place\n| bob must place\nfuzz mine faults each runs 10\n"
	p := parse(t, own)
	s, err := p.Shards()[0].Open()
	if err != nil || len(s.Servers) != 2 {
		t.Fatal(s, err)
	}
	if p.Shards()[0].Own() == "" {
		t.Error("a shard does not know its scenario")
	}
	if !strings.Contains(fmt.Sprint(p.Tasks[0].cells), "fed-delay") {
		t.Error("a fault between servers is not among those that can hit two servers")
	}
	if p.Name("", "") == parse(t, strings.Replace(own, "| alice must", "| alice may", 1)).Name("", "") {
		t.Error("another scenario, and the same name")
	}
	if again := parse(t, p.Text()); again.Text() != p.Text() {
		t.Errorf("%q is read as %q", p.Text(), again.Text())
	}
}

// The bundled plans can be carried out, and hold all that they say.
func TestBundled(t *testing.T) {
	cells := 0
	for _, name := range sim.ScenarioNames() {
		s, err := sim.FindScenario(name)
		if err != nil {
			t.Fatal(err)
		}
		hits := len(faultSets(s, eachFault))
		cells += (1 + hits + hits*(hits-1)/2) * len(model.ReadingNames())
	}
	clients := len(model.ClientNames())
	for name, shards := range map[string]int{"nightly": 5 * cells, "proofs": len(proofs.All()), "clients": clients * (clients + 1)} {
		text, ok := Bundled(name)
		if !ok {
			t.Fatalf("there is no plan %s", name)
		}
		p := parse(t, text)
		if len(p.Shards()) != shards || p.About == "" {
			t.Errorf("%s has %d shards, want %d; %s", name, len(p.Shards()), shards, p.About)
		}
		if !slices.Contains(BundledNames(), name) {
			t.Errorf("%s is not listed", name)
		}
	}
	if len(BundledNames()) != 3 {
		t.Error(BundledNames())
	}
}

// FuzzParse gives the reader plans of any content: it answers with a plan or an error, and
// what it reads it writes such that it reads the same.
func FuzzParse(f *testing.F) {
	for _, k := range kinds() {
		f.Add(k.example)
	}
	f.Add("about x\nscenario mine\n| alice must place\nfuzz mine runs 3 shard 2\ncheck mine states 9\n")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Parse("hostile.txt", text)
		if err != nil {
			return
		}
		again, err := Parse("again.txt", p.Text())
		if err != nil || again.Text() != p.Text() {
			t.Fatalf("%q is written as %q: %v", text, p.Text(), err)
		}
		if len(p.Shards()) < 2000 && len(p.Shards()) != len(again.Shards()) {
			t.Fatalf("%q has other shards when it is read again", text)
		}
	})
}

// The page about campaigns has a row for each kind of line, with all that it may say.
func TestPageHasLines(t *testing.T) {
	page, err := os.ReadFile("../../../../docs/CAMPAIGNS.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds() {
		row := ""
		for line := range strings.Lines(string(page)) {
			if strings.HasPrefix(line, "| `"+string(k.Kind)+" ") {
				row = line
			}
		}
		if row == "" {
			t.Errorf("docs/CAMPAIGNS.md has no row for %s", k.Kind)
		}
		for _, o := range k.options {
			if !strings.Contains(row, " "+o.word+" ") {
				t.Errorf("docs/CAMPAIGNS.md does not say that %s takes %s", k.Kind, o.word)
			}
		}
	}
}
