package record

import (
	"context"
	"errors"
	"io/fs"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// What an outlook says of a corpus case is true: after its rescue some run ends
// well, and after its step of no return none does. A plain walk over a map decides
// that, which shares no code with what it checks.
func TestOutlookOfCorpusIsTrue(t *testing.T) {
	told := 0
	for _, c := range violatedCases(t) {
		compiled, err := Open(c, c.Fails, checker.Rules{})
		if err != nil {
			t.Fatal(err)
		}
		options := scheduler.OutlookOptions{MaxStates: 150_000, Samples: 1000, Seed: 1}
		o, err := compiled.Outlook(t.Context(), scheduler.Schedule{Names: c.Schedule}, options)
		if err != nil {
			t.Errorf("%s: %v", c.File, err)
			continue
		}
		s := compiled.Scenario()
		if s.Timing == sim.Timed {
			sys, err := sim.CompileTimed(s)
			if err != nil {
				t.Fatal(err)
			}
			checkOutlook(t, c, o, sys, properties.NewTimedJudge(sys))
		} else {
			sys, err := sim.Compile(s)
			if err != nil {
				t.Fatal(err)
			}
			checkOutlook(t, c, o, sys, properties.NewJudge(sys))
		}
		told++
	}
	if told < 50 {
		t.Errorf("%d violated cases only", told)
	}
}

// violatedCases are the cases of the corpus in which something is violated.
func violatedCases(t *testing.T) []*corpus.Case {
	t.Helper()
	names, err := fs.Glob(corpus.Files, "*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []*corpus.Case
	for _, name := range names {
		text, err := fs.ReadFile(corpus.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		c, err := corpus.ParseCase(name, string(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, trace, err := Replay(c, checker.Rules{}); err != nil {
			t.Fatal(err)
		} else if len(trace.Problems) > 0 {
			list = append(list, c)
		}
	}
	return list
}

func checkOutlook[W any](t *testing.T, c *corpus.Case, o *checker.Outlook, sys scheduler.System[W, sim.Action], judge scheduler.Judge[W, sim.Action]) {
	t.Helper()
	w := walker[W]{t: t, sys: sys, judge: judge}
	if o.NoReturn == nil {
		if w.goodEnd(w.after(c.Schedule[:0]), false) {
			t.Errorf("%s: it is said to be lost from the beginning on, and some run ends well", c.File)
		}
		return
	}
	if o.Rescue == nil || !o.Exact() {
		t.Errorf("%s: rescue %v, exact %t", c.File, o.Rescue, o.Exact())
		return
	}
	n := o.NoReturn.Step
	saved := append([]string{}, c.Schedule[:n]...)
	if name := o.Rescue.Line.Name; name != "" {
		saved = append(saved, name)
	}
	if o.Rescue.Line.Name == c.Schedule[n] || !w.goodEnd(w.after(saved), false) {
		t.Errorf("%s: after the rescue %q no run ends well", c.File, saved)
	}
	lost := w.after(c.Schedule[:n+1])
	if lost == nil {
		return // the step itself violates something
	}
	if w.goodEnd(lost, false) {
		t.Errorf("%s: after the step of no return, %d, some run ends well", c.File, n+1)
	}
	if o.Lost != !w.goodEnd(lost, true) {
		t.Errorf("%s: that no run at all ends well after step %d is said to be %t", c.File, n+1, o.Lost)
	}
}

// walker looks for good ends.
type walker[W any] struct {
	t     *testing.T
	sys   scheduler.System[W, sim.Action]
	judge scheduler.Judge[W, sim.Action]
}

// after is the world after some steps, or nil if they violate something.
func (k *walker[W]) after(names []string) *W {
	k.t.Helper()
	var before, w W
	k.sys.Initial(0, &w)
next:
	for _, name := range names {
		for _, a := range k.sys.Enabled(&w, nil) {
			if k.sys.Name(&w, a) == name {
				before = w
				k.sys.Do(&w, a)
				if k.judge.Step(&before, a, &w) != 0 {
					return nil
				}
				continue next
			}
		}
		k.t.Fatalf("%q is not possible", name)
	}
	return &w
}

// goodEnd reports whether some run from a world comes to rest with nothing
// violated: any run, or one without faults and without what users may leave.
func (k *walker[W]) goodEnd(from *W, anyRun bool) bool {
	if from == nil {
		return false
	}
	met := map[string]bool{string(k.sys.Key(from)): true}
	for open := []W{*from}; len(open) > 0; {
		w := open[len(open)-1]
		open = open[:len(open)-1]
		enabled, rests := k.sys.Enabled(&w, nil), true
		for _, a := range enabled {
			rests = rests && !k.sys.Fair(&w, a)
		}
		if rests && k.judge.Final(&w) == 0 {
			return true
		}
		if rests && k.judge.Final(&w) != 0 {
			continue
		}
		for _, a := range enabled {
			user := a.Op >= sim.OpPlace && a.Op <= sim.OpHangUp
			if !anyRun && (a.Op == sim.OpFault || user && !k.sys.Fair(&w, a)) {
				continue
			}
			next := w
			k.sys.Do(&next, a)
			key := string(k.sys.Key(&next))
			if met[key] || k.judge.Step(&w, a, &next) != 0 {
				continue
			}
			met[key] = true
			open = append(open, next)
		}
	}
	return false
}

// Of a story that is lost from its beginning on neither a pivot nor a rescue is
// named, and indeed none of its runs ends well.
func TestOutlookOfLostStory(t *testing.T) {
	compiled, trace := mutantStory(t, "single", "T0-01:drop-rule")
	o, err := compiled.Outlook(t.Context(), trace.Schedule(), scheduler.OutlookOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if o.Pivot != nil || o.NoReturn != nil || o.Rescue != nil || !o.Lost || !o.Exact() {
		t.Errorf("pivot %v, no return %v, rescue %v, lost %t, exact %t", o.Pivot, o.NoReturn, o.Rescue, o.Lost, o.Exact())
	}
	m, err := model.FindMutant("T0-01:drop-rule")
	if err != nil {
		t.Fatal(err)
	}
	sys, err := sim.CompileRules(compiled.Scenario(), m.Rules)
	if err != nil {
		t.Fatal(err)
	}
	w := walker[sim.World]{t: t, sys: sys, judge: properties.NewJudge(sys)}
	if w.goodEnd(w.after(nil), true) {
		t.Error("some run ends well")
	}
}

// mutantStory is the shortest story in which a mutant goes wrong in a scenario,
// read as literal-sent.
func mutantStory(t *testing.T, scenario, mutant string) (checker.Checker, *checker.Trace) {
	t.Helper()
	s, err := sim.FindScenario(scenario)
	if err != nil {
		t.Fatal(err)
	}
	m, err := model.FindMutant(mutant)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.SetReading("literal-sent"), checker.Plant(s, &m)); err != nil {
		t.Fatal(err)
	}
	compiled, err := checker.Open(s, checker.MutantRules(&m))
	if err != nil {
		t.Fatal(err)
	}
	found, err := compiled.Search(t.Context(), scheduler.SearchOptions{})
	if err != nil || len(found.Findings) == 0 {
		t.Fatalf("%s in %s: %v, nothing found", mutant, scenario, err)
	}
	trace, err := compiled.Replay(found.Findings[0].Schedule)
	if err != nil {
		t.Fatal(err)
	}
	return compiled, trace
}

// Runs reach each severity: as the gravest of a story, but for "late", which the
// corpus has only beside something worse.
func TestSeveritiesAreReached(t *testing.T) {
	met, gravest := map[int]bool{}, map[int]bool{}
	note := func(trace *checker.Trace) {
		gravest[trace.Severity()] = true
		for _, p := range trace.Problems {
			met[p.Severity] = true
		}
	}
	for _, c := range violatedCases(t) {
		_, trace, err := Replay(c, checker.Rules{})
		if err != nil {
			t.Fatal(err)
		}
		note(trace)
	}
	for _, pair := range [][2]string{{"glare", "answered-unasked"}, {"single", "T0-01:drop-capture"}, {"single", "T0-01:drop-rule"}} {
		_, trace := mutantStory(t, pair[0], pair[1])
		note(trace)
	}
	for i, s := range properties.Severities() {
		if !met[i] || !gravest[i] && s.Name != "late" {
			t.Errorf("no story is of the severity %q", s.Name)
		}
	}
}

// A run that goes well has no outlook, and one that is interrupted has none yet.
func TestNoOutlook(t *testing.T) {
	s, err := sim.FindScenario("single")
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := checker.Open(s, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := compiled.Outlook(t.Context(), scheduler.Schedule{}, scheduler.OutlookOptions{}); !errors.Is(err, scheduler.ErrNothingWrong) {
		t.Errorf("%v", err)
	}
	c := violatedCases(t)[0]
	if compiled, err = Open(c, c.Fails, checker.Rules{}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := compiled.Outlook(ctx, scheduler.Schedule{Names: c.Schedule}, scheduler.OutlookOptions{}); err == nil {
		t.Error("interrupted, and there is an outlook")
	}
}
