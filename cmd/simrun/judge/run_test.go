package judge

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/scheduler"
)

// inRoom is what a room has, as [gist] says it, by what its devices saw.
func inRoom(t *testing.T, files []File) []string {
	t.Helper()
	var dumps []*dump
	for _, f := range files {
		d, err := read(f)
		if err != nil {
			t.Fatal(err)
		}
		dumps = append(dumps, d)
	}
	all, _ := merge(dumps)
	list := gist(inOrder(all))
	for i, word := range list {
		list[i] = strings.Replace(word, " at the end of the lifetime", "", 1) // which an untimed run has no times for
	}
	return list
}

// TestRuns shows that for most stories of the corpus a run of the model is found that has
// just their events in the room, which is replayed, and that one that comes to rest is said to
// have ended as it does.
func TestRuns(t *testing.T) {
	cases, err := triedCases()
	if err != nil {
		t.Fatal(err)
	}
	found, settled := 0, 0
	for _, one := range cases {
		name, files, r := one.name, one.files, one.report
		if len(r.Runs) == 0 || len(r.Runs[0].Calls) != len(r.Calls) {
			continue
		}
		run := r.Runs[0]
		token, err := record.DecodeToken(run.Token)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		made, err := checker.Open(token.Scenario, checker.Rules{})
		if err != nil {
			t.Fatal(err)
		}
		trace, err := made.Replay(scheduler.Schedule{Names: token.Schedule.Names})
		if err != nil {
			t.Errorf("%s: its run cannot be replayed: %v", name, err)
			continue
		}
		found++
		if was, is := inRoom(t, files), inRoom(t, Witness(trace)); !slices.Equal(was, is) {
			t.Errorf("%s: the room has\n%q\nand in the run\n%q", name, was, is)
		}
		if run.Settled {
			if settled++; trace.VerdictLine() != run.Ended {
				t.Errorf("%s: the run ends with %s, not %s", name, trace.VerdictLine(), run.Ended)
			}
		}
		if strings.Contains(run.Token, "hs1.json") || len(run.Readings) == 0 {
			t.Errorf("%s: %+v", name, run)
		}
	}
	if found < 90 || settled < 80 {
		t.Errorf("found %d runs, of which %d come to rest", found, settled)
	}
	t.Logf("found %d runs, of which %d come to rest", found, settled)
}
