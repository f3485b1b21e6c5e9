package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/verdict"
)

// TestShortenedStories shows that where whole runs are too many to look for a shortest story,
// one is told all the same: that of what is left without dead messages, which says that it is
// not known to be the shortest, and goes wrong when it is replayed.
func TestShortenedStories(t *testing.T) {
	for _, test := range []struct {
		question string
		bound    uint64 // of states: all that are left are fewer, and whole ones more
	}{
		{"glare-hangup --reading literal --keep-going", 7_000}, // 131,072 whole states
		{"glare --reading literal --timing async --keep-going", 13_000},
		{"glare-hangup --reading literal --faults send-fail=1 --keep-going", 15_000},
		{"glare-multi-device-v1 --reading robust", 100_000}, // 5,101,768
	} {
		args := strings.Fields("check " + test.question + " --quiet --format json --reduction full --max-states ")
		status, out, errs := simrun(t, append(args, strconv.FormatUint(test.bound, 10))...)
		var c verdict.CheckJSON
		if object(t, out, &c); status != 1 || !c.Dropped || !c.Whole && strings.Contains(test.question, "keep-going") {
			t.Fatalf("%s: status %d: %s%s", test.question, status, out, errs)
		}
		shortened := 0
		for _, f := range c.Findings {
			if f.Shortened {
				shortened++
			}
			status, out, errs := simrun(t, "replay", f.Token, "--quiet", "--format", "json")
			var again struct {
				Steps int `json:"steps"`
				Trace []struct {
					Violates []string `json:"violates"`
				} `json:"trace"`
			}
			if err := json.Unmarshal([]byte(out), &again); status != 1 || err != nil || again.Steps == 0 {
				t.Fatalf("%s: %s: status %d, %v: %s", test.question, f.Property, status, err, errs)
			}
			if last := again.Trace[again.Steps-1].Violates; !slices.Contains(last, f.Property) || f.Shortened != (again.Steps > f.Shortest) {
				t.Errorf("%s: %s in at least %d steps: %d steps, of which the last violates %v", test.question, f.Property, f.Shortest, again.Steps, last)
			}
		}
		if shortened == 0 || c.Counterexample.Shortened != c.Findings[0].Shortened {
			t.Errorf("%s: %d stories were shortened: %s", test.question, shortened, out)
		}
	}
	_, out, _ := simrun(t, strings.Fields("check glare-hangup --reading literal --reduction full --max-states 7000 --way 2")...)
	for _, part := range []string{"steps at least, no rare circumstance", "steps, shortened; not known to be the shortest, which has"} {
		if !strings.Contains(out, part) {
			t.Errorf("%q is missing in %s", part, out)
		}
	}
}
