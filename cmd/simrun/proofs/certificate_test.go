package proofs

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// certificates is where the certificates are kept, seen from here.
const certificates = "../../../docs/certificates"

func certify(t *testing.T, p *Proof, rules checker.Rules) *Certificate {
	t.Helper()
	c, err := p.Certify(t.Context(), rules)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func findProof(t *testing.T, name string) *Proof {
	t.Helper()
	i := slices.IndexFunc(All(), func(p *Proof) bool { return p.Name() == name })
	if i < 0 {
		t.Fatalf("there is no proof %s", name)
	}
	return All()[i]
}

// The core proofs say today what their certificates say: whatever two crossed
// calls can lead to under a bundled reading, with either order of their IDs.
func TestCoreCertificates(t *testing.T) {
	n := 0
	for _, p := range All() {
		if !p.Core() {
			continue
		}
		n++
		want, err := os.ReadFile(filepath.Join(certificates, p.Name()+".txt"))
		if err != nil {
			t.Errorf("%v; write it with `simrun prove --update %s`", err, p.Name())
			continue
		}
		text := certify(t, p, checker.Rules{}).Text()
		if text != string(want) {
			changes := ReadSummary(string(want)).Changes(ReadSummary(text))
			t.Errorf("%s: %s\nIf that is meant: simrun prove --update", p.Name(), strings.Join(changes, "\n"))
		}
		compiled, err := p.Open(checker.Rules{})
		if err != nil {
			t.Fatal(err)
		}
		if orders := compiled.System().Initials(); orders != 2 {
			t.Errorf("%s: %d orders of the call IDs, want both", p.Name(), orders)
		}
	}
	if n != len(model.Readings()) {
		t.Errorf("%d core proofs, want one for each reading", n)
	}
}

// The list of proofs is short enough, and leaves out no reading, fault or
// bundled scenario that can be explored in full.
func TestProofList(t *testing.T) {
	proofs := All()
	if len(proofs) > 260 {
		t.Errorf("%d proofs, want at most 260", len(proofs))
	}
	names, seen := map[string]bool{}, map[string]bool{}
	for _, p := range proofs {
		if names[p.Name()] {
			t.Errorf("two proofs are called %s", p.Name())
		}
		names[p.Name()] = true
		compiled, err := p.Open(checker.Rules{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range compiled.Scenario().Faults {
			seen[p.Reading+" "+f.Name] = true
		}
		seen[p.Reading+" "+p.Scenario] = true
	}
	for _, reading := range model.ReadingNames() {
		for _, what := range append(sim.FaultNames(), sim.ScenarioNames()...) {
			if !beyondProof[what] && !seen[reading+" "+what] {
				t.Errorf("no proof is about %s under %s", what, reading)
			}
		}
	}
}

// A certificate of robust and one of literal differ by what is wrong with
// literal, in words.
func TestChanges(t *testing.T) {
	robust := ReadSummary(certify(t, findProof(t, "glare.robust"), checker.Rules{}).Text())
	literal := ReadSummary(certify(t, findProof(t, "glare.literal"), checker.Rules{}).Text())
	changes := robust.Changes(literal)
	want := []string{
		"violated, was proved",
		"+1 way to end with no call: alice=idle bob=idle",
		"+2 violations: seamless, no rare circumstance; willing-connected, no rare circumstance",
	}
	if len(changes) < len(want) || !reflect.DeepEqual(changes[:len(want)], want) {
		t.Errorf("changes: %q\nwant first: %q", changes, want)
	}
	if back := literal.Changes(robust); !slices.Contains(back, "-1 way to end with no call: alice=idle bob=idle") {
		t.Errorf("changes back: %q", back)
	}
	if none := literal.Changes(literal); len(none) != 1 || !strings.Contains(none[0], "the same") {
		t.Errorf("changes of nothing: %q", none)
	}
}

// A certificate does not depend on when or how often it is made, and changes
// when a rule does.
func TestCertificateFollowsTheRules(t *testing.T) {
	p := findProof(t, "glare.literal-sent.sync-gap")
	first, second := certify(t, p, checker.Rules{}), certify(t, p, checker.Rules{})
	if first.Text() != second.Text() {
		t.Error("two certificates of one proof differ")
	}
	if len(first.Excused) == 0 {
		t.Error("a gap in sync loses invites, and nothing had to be excused")
	}
	if c := certify(t, findProof(t, "glare.literal-sent"), checker.Rules{}); len(c.Excused) > 0 {
		t.Errorf("without faults, excused: %+v", c.Excused)
	}
	// Who must give way hangs up and takes no call at all.
	rules := slices.Clone(model.V0())
	changed := false
	for i := range rules {
		if at := slices.Index(rules[i].Do, model.ReplacesOther); at >= 0 {
			rules[i].To, rules[i].Stays, changed = model.Ended, false, true
		}
	}
	if !changed {
		t.Fatal("no rule replaces a call")
	}
	broken := certify(t, p, checker.Rules{rules, rules})
	changes := ReadSummary(first.Text()).Changes(ReadSummary(broken.Text()))
	if len(changes) == 0 || changes[0] != "violated, was excused" {
		t.Errorf("of broken rules: %q", changes)
	}
}

// Where the limits are too narrow, only whole levels speak: what is violated
// first, or nothing.
func TestCertificateLimits(t *testing.T) {
	p := *findProof(t, "glare.literal")
	p.MaxStates = 3000
	c := certify(t, &p, checker.Rules{})
	s := ReadSummary(c.Text())
	if c.Whole || s.Whole || s.Verdict != "violated" || len(s.Violated) != 1 || s.Size("states") != "" || len(s.Ends) > 0 {
		t.Errorf("3000 states: %+v", s)
	}
	p.MaxStates = 300
	s = ReadSummary(certify(t, &p, checker.Rules{}).Text())
	if s.Whole || s.Verdict != "undecided" || len(s.Violated) > 0 || s.Size("states") != "" {
		t.Errorf("300 states: %+v", s)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Certify(ctx, checker.Rules{}); err == nil {
		t.Error("an interrupted proof has a certificate")
	}
}

// The index names every proof and says which are missing.
func TestIndex(t *testing.T) {
	summary := ReadSummary(certify(t, findProof(t, "glare.robust"), checker.Rules{}).Text())
	index := Index(checker.Rules{}, func(p *Proof) *Summary {
		if p.Name() == "glare.robust" {
			return summary
		}
		return nil
	})
	rows := strings.Count(index, "missing") - 1
	if want := len(All()) - 1; rows != want || !strings.Contains(index, "[proved](glare.robust.txt)") {
		t.Errorf("%d missing, want %d:\n%s", rows, want, index)
	}
	if !strings.Contains(index, checker.Rules{}.HashOf(model.Version0)) {
		t.Error("the index lacks the hash of the rules")
	}
}

// What an outcome comes down to.
func TestEndKind(t *testing.T) {
	for outcome, want := range map[string]string{
		"alice=active(a) bob=active(a)":             "in one call",
		"alice=idle bob=idle":                       "with no call",
		"alice=active(a) bob=active(b)":             "apart",
		"alice=active(a) bob=idle":                  "apart",
		"alice=waiting(a) bob=waiting(a)":           "apart",
		"alice=active(a)+waiting(a2) bob=active(a)": "apart",
	} {
		if got := EndKind(outcome); got != want {
			t.Errorf("%s: %s, want %s", outcome, got, want)
		}
	}
}

// A certificate and the index are known by their content.
func TestIsCertificate(t *testing.T) {
	for name, want := range map[string]bool{"glare.robust.crash.txt": true, "README.md": false} {
		text, err := os.ReadFile(filepath.Join("../../../docs/certificates", name))
		if err != nil {
			t.Fatal(err)
		}
		if got := IsCertificate(name, string(text)); got != want {
			t.Errorf("%s is a certificate: %v", name, got)
		}
		if got := IsIndex(string(text)); got == want {
			t.Errorf("%s is an index: %v", name, got)
		}
	}
	for _, file := range []string{"both-invites-in-flight.txt", "winner-withdrawn.txt"} {
		text, err := os.ReadFile(filepath.Join("../../../corpus", file))
		if err != nil || IsCertificate(file, string(text)) {
			t.Errorf("%s is taken for a certificate (%v)", file, err)
		}
	}
}

// beyondProof are the scenarios of which no proof is bundled: nothing crosses in them.
var beyondProof = map[string]bool{"single": true, "single-v1": true}
