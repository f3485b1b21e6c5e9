package properties_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

var updateSame = flag.Bool("update", false, "write what the searches find to testdata")

const sameFile = "testdata/same.txt"

// TestPropertySameEverywhere shows that what a search finds does not depend on the
// number of workers, on whether fingerprints or whole worlds are compared, on the
// reduction, or on the machine: verdict, counts, ways to end and, step by step, the
// stories are those of a file. Continuous integration runs it on a 32-bit machine
// too. A reduction may show another one of two equally good witnesses of an
// outcome, and one that leaves out steps counts fewer; the shortest stories of
// violations are the same with each.
func TestPropertySameEverywhere(t *testing.T) {
	lengthy(t)
	var cells []cell
	for _, scenario := range sim.ScenarioNames() {
		for _, reading := range []string{"literal", "literal-sent", "robust"} {
			if c := (cell{scenario: scenario, reading: reading}); !tooManyForAnEmulator(c) {
				cells = append(cells, c)
			}
		}
	}
	for _, faults := range everyFault()[1:] {
		cells = append(cells, cell{scenario: "glare", reading: "literal-sent", faults: faults})
	}
	var text strings.Builder
	for _, c := range cells {
		sys := c.compile(t)
		want := told(sys, scheduler.SearchOptions{})
		for _, options := range []scheduler.SearchOptions{
			{Exact: true, Reduction: scheduler.ReduceSymmetry},
			{Workers: 2},
			{Workers: 2, Reduction: scheduler.ReduceFull},
		} {
			same := want
			if options.Reduction == scheduler.ReduceFull {
				same = told(sys, scheduler.SearchOptions{Reduction: scheduler.ReduceFull})
				if withoutCounts(same) != withoutCounts(want) {
					t.Errorf("%s: leaving out steps changes more than their number: %s", c, cmp.Diff(want, same))
				}
			}
			if diff := cmp.Diff(same, told(sys, options)); diff != "" {
				t.Errorf("%s with %d workers, exact %t, reduction %v (-without +with):\n%s", c, options.Workers, options.Exact, options.Reduction, diff)
			}
		}
		fmt.Fprintf(&text, "%s\n%s", c, want)
	}
	if *updateSame {
		if err := os.WriteFile(sameFile, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	stored, err := os.ReadFile(sameFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(stored), "\n"), strings.Split(text.String(), "\n")); diff != "" {
		t.Errorf("the searches find something else than %s says (go test ./properties -run SameEverywhere -update writes it):\n%s", sameFile, diff)
	}
}

// tooManyForAnEmulator says of which cells the search meets hundreds of thousands of
// worlds: each is searched five times, and an emulated machine takes ten times as long
// for each, with the memory of this one.
func tooManyForAnEmulator(c cell) bool {
	switch c.scenario {
	case "redial", "glare-multi-device", "glare-multi-device-v1", "self-call":
		return true
	case "hostile-member":
		return c.reading != "robust" // 209,788 worlds; literal has 2,184,410
	}
	return false
}

// withoutCounts drops how many worlds there are, and how often a step was taken or
// violates something.
func withoutCounts(text string) string {
	return regexp.MustCompile(`, \d+ states|, \d+ transitions|, \d+ final|, depth \d+|, \d+ times`).ReplaceAllString(text, "")
}

// told is what a search of every run finds, as text.
func told(sys *sim.System, options scheduler.SearchOptions) string {
	j := properties.NewJudge(sys)
	options.KeepGoing, options.Outcomes = true, true
	r := scheduler.Search(context.Background(), sys, j, options)
	var text strings.Builder
	fmt.Fprintf(&text, "\t%v, %d states, %d transitions, %d final, depth %d, cyclic %t\n", r.Verdict, r.States, r.Transitions, r.Finals, r.Depth, r.Cyclic)
	for _, f := range r.Findings {
		fmt.Fprintf(&text, "\t%s, cause %d, %d times, calmest %t: %s\n", properties.Names()[f.Property], f.Cause, f.Count, f.Calmest, strings.Join(f.Schedule.Names, "; "))
	}
	for _, o := range r.Outcomes {
		fmt.Fprintf(&text, "\t%s, %d times, after %d\n", sys.OutcomeText(o.Code), o.Finals, len(o.Witness.Names))
	}
	return text.String()
}
