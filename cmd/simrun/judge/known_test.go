package judge

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/corpus"
)

// witnessed is what the devices of a bundled case saw, and the run.
func witnessed(t *testing.T, name string) ([]File, *checker.Trace) {
	t.Helper()
	text, file, _ := corpus.Text(name)
	c, err := corpus.ParseCase(file, text)
	if err != nil {
		t.Fatal(err)
	}
	_, trace, err := record.Replay(c, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	return Witness(trace), trace
}

// TestCorpus shows that the events of each bundled story, as its devices saw them, are known
// as that story and come to its verdict; or, where other stories with another verdict have
// just the same events, that nobody can know. What was excused went wrong for users, or not.
func TestCorpus(t *testing.T) {
	decided, open, silent := 0, 0, 0
	for _, name := range corpus.Names() {
		files, trace := witnessed(t, name)
		if len(files) == 0 {
			silent++
			continue
		}
		r, err := Judge(files, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.ContainsFunc(r.Known, func(k Known) bool { return k.Exact && k.Name == name }) {
			t.Errorf("%s is not known: %v", name, r.Known)
		}
		verdict := trace.VerdictWord()
		agree := !slices.ContainsFunc(r.Known, func(k Known) bool { return k.Exact && k.Verdict != verdict })
		switch said := slices.ContainsFunc(r.Unknown, func(u string) bool { return strings.HasPrefix(u, "by these events alone") }); {
		case agree && verdict != "excused":
			if decided++; r.Bad() != (verdict == violated) {
				t.Errorf("%s: %s is judged %s: %s %v", name, trace.VerdictLine(), r.Verdict, r.Headline(), r.Findings)
			}
		case (verdict == violated) != r.Bad() && !said && verdict != "excused":
			t.Errorf("%s: %s is judged %s, and nothing says that events do not tell: %v", name, trace.VerdictLine(), r.Verdict, r.Known)
		default:
			open++
		}
		for _, d := range r.Devices {
			if len(d.Explained) == 0 && d.Open == "" && d.Stuck == 0 {
				t.Errorf("%s: nothing is said of %s", name, d.Name)
			}
		}
	}
	if total := decided + open + silent; total != len(corpus.Names()) && !t.Failed() || decided < 60 || silent > 4 {
		t.Errorf("%d decided, %d that events leave open, %d without any event, of %d", decided, open, silent, len(corpus.Names()))
	}
	t.Logf("%d decided, %d that events leave open, %d without any event", decided, open, silent)
}
