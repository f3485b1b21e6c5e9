package judge

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/corpus"
)

// tried is a bundled case, judged by what its devices saw.
type tried struct {
	name   string
	files  []File
	trace  *checker.Trace
	report *Report
}

// triedCases are all bundled cases of which devices saw anything that tells how they went.
var triedCases = sync.OnceValues(func() (list []tried, err error) {
	for _, name := range corpus.Names() {
		files, trace, err := witnessed(name)
		if err != nil {
			return nil, err
		}
		if len(files) == 0 || unseen(trace) {
			continue
		}
		r, err := Judge(files, Options{})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		list = append(list, tried{name, files, trace, r})
	}
	return list, nil
})

// witnessed is what the devices of a bundled case saw, and the run.
func witnessed(name string) ([]File, *checker.Trace, error) {
	text, file, _ := corpus.Text(name)
	c, err := corpus.ParseCase(file, text)
	if err != nil {
		return nil, nil, err
	}
	_, trace, err := record.Replay(c, checker.Rules{})
	if err != nil {
		return nil, nil, err
	}
	return Witness(trace), trace, nil
}

// endsWellAnyway are stories in which a client leaves the specification, as its events show, and
// nobody has to suffer from it.
var endsWellAnyway = map[string]bool{"own-device-loses-the-selection": true} // it answers a call of its own user's

// TestCorpus shows that the events of each bundled story, as its devices saw them, are known
// as that story and come to its verdict; or, where other stories with another verdict have
// just the same events, that nobody can know. What was excused went wrong for users, or not.
func TestCorpus(t *testing.T) {
	cases, err := triedCases()
	if err != nil {
		t.Fatal(err)
	}
	decided, open, silent := 0, 0, len(corpus.Names())-len(cases)
	for _, one := range cases {
		name, trace, r := one.name, one.trace, one.report
		if !slices.ContainsFunc(r.Known, func(k Known) bool { return k.Exact && k.Name == name }) {
			t.Errorf("%s is not known: %v", name, r.Known)
		}
		verdict := trace.VerdictWord()
		agree := !slices.ContainsFunc(r.Known, func(k Known) bool { return k.Exact && k.Verdict != verdict })
		switch said := slices.ContainsFunc(r.Unknown, func(u string) bool { return strings.HasPrefix(u, "by these events alone") }); {
		case agree && verdict != "excused":
			if decided++; r.Bad() != (verdict == violated || endsWellAnyway[name]) {
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
	if total := decided + open + silent; total != len(corpus.Names()) && !t.Failed() || decided < 85 || silent > 5 {
		t.Errorf("%d decided, %d that events leave open, %d without any event that tells, of %d", decided, open, silent, len(corpus.Names()))
	}
	t.Logf("%d decided, %d that events leave open, %d without any event", decided, open, silent)
}
