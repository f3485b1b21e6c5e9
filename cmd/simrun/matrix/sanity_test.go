package matrix

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// The results of the smaller model come out, or it is said why not: a reason for
// each difference, and none where there is no difference.
func TestSanityTable(t *testing.T) {
	s, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	view := slices.IndexFunc(Views(), func(v View) bool { return v.Name == "profiles" })
	m := &Run{
		Options: &Options{}, View: &Views()[view], Scenarios: []*sim.Scenario{s}, Workers: 2,
		Search: scheduler.SearchOptions{KeepGoing: true, Outcomes: true},
	}
	rows, err := sanityOf(m)
	if err != nil || len(rows) < 12 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if err := searchAll(t.Context(), reporter(), m, sanityTrials(rows)); err != nil {
		t.Fatal(err)
	}
	same := 0
	for _, r := range rows {
		if !r.trial.whole() || len(r.ends()) == 0 {
			t.Errorf("%s: not every run was explored, or none ends", r.pair)
		}
		if r.isSame() {
			same++
		}
		if r.isSame() != (r.why == "") {
			t.Errorf("%s: missing %q, further %q, but the reason is %q", r.pair, r.missing(), r.further(), r.why)
		}
	}
	if same != 10 {
		t.Errorf("%d results are the same, want 10", same)
	}
	// What is missing in one row because a knob says two things is in the next.
	if missing := rows[1].missing(); !slices.Equal(missing, []string{answeredA}) || !slices.Contains(rows[2].ends(), answeredA) {
		t.Errorf("missing %q, next row %q", missing, rows[2].ends())
	}
}
