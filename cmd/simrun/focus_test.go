package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/properties"
)

// A search for some violations finds those that the whole search finds, and no others;
// what it proves it says of these alone.
func TestFocus(t *testing.T) {
	const scenario = "glare --reading literal --faults crash=1 --keep-going --format json"
	type result struct {
		Verdict  string
		Focus    *verdict.FocusJSON
		States   uint64
		Findings []verdict.WayJSON
	}
	check := func(flags string) (r result) {
		_, out, errs := simrun(t, strings.Fields("check "+scenario+" "+flags)...)
		if err := json.Unmarshal([]byte(out), &r); err != nil {
			t.Fatalf("%s: %v, %q", flags, err, errs)
		}
		return r
	}
	whole := check("")
	if whole.Focus != nil {
		t.Errorf("the whole search has a focus: %+v", whole.Focus)
	}
	for _, name := range checker.PropertyNames() {
		if name == "bounded-life" || name == "says-why" { // which nothing judges there
			continue
		}
		r := check("--property " + name)
		want := slices.DeleteFunc(slices.Clone(whole.Findings), func(f verdict.WayJSON) bool { return f.Property != name })
		verdict := map[bool]string{true: "proved", false: "violated"}[len(want) == 0]
		if r.Verdict != verdict || r.States != whole.States || len(r.Findings) != len(want) ||
			r.Focus == nil || !slices.Equal(r.Focus.Properties, []string{name}) {
			t.Errorf("%s: %+v", name, r)
			continue
		}
		for i := range want {
			if r.Findings[i].Property != name || r.Findings[i].Count != want[i].Count || r.Findings[i].Shortest != want[i].Shortest {
				t.Errorf("%s: %+v, want %+v", name, r.Findings[i], want[i])
			}
		}
	}
	for n := 1; n <= len(properties.Severities()); n++ {
		counts := map[string]uint64{}
		for _, f := range whole.Findings {
			counts[f.Property] += f.Count
		}
		for _, f := range check("--severity " + string(rune('0'+n))).Findings {
			if properties.GravestOf(f.Property) >= n {
				t.Errorf("severity %d: found %s", n, f.Property)
			}
			if counts[f.Property] -= f.Count; counts[f.Property] > 1<<63 {
				t.Errorf("severity %d: %s is found more often than in the whole", n, f.Property)
			}
		}
	}
	if r := check("--severity 8"); len(r.Findings) != len(whole.Findings) {
		t.Errorf("severity 8 is all there is: %+v", r.Findings)
	}
}

// A proof of some properties never reads like one of all.
func TestFocusIsSaid(t *testing.T) {
	for flags, want := range map[string]string{
		"--property polite":                      "PROVED glare, reading literal, patient, only for polite: ",
		"--property polite --property same-call": "only for polite, same-call: ",
		"--property polite,same-call":            "only for polite,",
		"--severity 1":                           "only for severity 1: ",
		"--severity 5 --property one-live-call":  "only for one-live-call of severity 1 to 5: ",
		"--property willing-connected":           "Looked for: only willing-connected",
		"--severity 5":                           "Looked for: only severity 1 to 5",
		"--property seamless --max-states 100":   "UNDECIDED glare, reading literal, patient, only for seamless: ",
	} {
		_, out, errs := simrun(t, strings.Fields("check glare --reading literal --quiet "+flags)...)
		if !strings.Contains(out, want) || strings.Contains(out, ": nothing goes wrong in any run") {
			t.Errorf("%s: %q, %q", flags, out, errs)
		}
	}
	for flags, want := range map[string]string{
		"--property willing-connecte":    `unknown property "willing-connecte"; did you mean "willing-connected"?`,
		"--property bounded-life":        "it needs a clock",
		"--property says-why":            "glare does not ask for it",
		"--property polite --severity 2": "it is never as grave as that",
		"--severity 12":                  "expected 1, the gravest, to 8",
		"--severity -1":                  "expected 1, the gravest, to 8",
	} {
		if status, out, errs := simrun(t, strings.Fields("check glare "+flags)...); status != 2 || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%s: status %d, %q, %q", flags, status, out, errs)
		}
	}
}

// Runs without end are looked for with the property settles only, and as an endless
// ringing.
func TestFocusOnSettles(t *testing.T) {
	for flags, want := range map[string]string{
		"--property settles": "VIOLATED settles", "--property polite": "PROVED", "--severity 3": "PROVED", "--severity 4": "VIOLATED settles",
	} {
		_, out, _ := simrun(t, strings.Fields("check glare --reading literal-sent --mutant hangup-answered --quiet "+flags)...)
		if !strings.Contains(out, want) {
			t.Errorf("%s: %q", flags, out)
		}
	}
}
