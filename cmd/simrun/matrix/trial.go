package matrix

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Trial is one search that a matrix asks for, and what it has found.
type Trial struct {
	scenario *sim.Scenario
	lens     *checker.Lens // what is looked at
	endless  bool          // how runs end is not asked, only what goes wrong

	*checker.Searched      // nil until it was tried
	cut               bool // by an interruption; what was found stands
	broken            []broken
	ends              []ending
	pardons           []story.PardonJSON // what was excused
	excused           []broken           // the same by property, each with a shortest story
	sample            *story.Story       // a shortest run to an end, if nothing goes wrong
}

// broken is a property that is violated.
type broken struct {
	property string
	count    uint64
	story    *story.Story // a shortest one
}

// ending is one way in which runs end.
type ending struct {
	text    string
	mark    uint8
	finals  uint64
	witness scheduler.Schedule
}

// unconnected are the properties without which two people do not get to talk.
var unconnected = []string{"same-call", "willing-connected", "nobody-stuck", story.Settles}

// searchAll searches all trials, so many at a time. Those that an interruption leaves
// out stay as they are.
func searchAll(ctx context.Context, p *story.Reporter, m *Run, trials []*Trial) error {
	meter := p.Watch("exploring combinations")
	defer meter.Close()
	var done atomic.Int64
	return checker.Each(ctx, m.Workers, len(trials), func(i int) error {
		err := searchOne(ctx, p, trials[i], m.Search)
		n := done.Add(1)
		meter.Tell(n*story.WholeShare/int64(len(trials)), "combinations", n, "of", len(trials))
		return err
	})
}

func searchOne(ctx context.Context, p *story.Reporter, t *Trial, options scheduler.SearchOptions) error {
	compiled, err := p.Open(t.scenario)
	if err != nil {
		return err
	}
	r, err := t.search(ctx, compiled, options)
	if err != nil {
		return err
	}
	t.cut = ctx.Err() != nil && r.Reason != ""
	for _, o := range r.Outcomes {
		if mark := checker.MarkOf(o.Code); mark != checker.Unseen {
			t.ends = append(t.ends, ending{compiled.OutcomeText(checker.Unmarked(o.Code)), mark, o.Finals, o.Witness})
		}
	}
	if err := tellTrial(p, t, r); err != nil {
		return fmt.Errorf("%s: a story that was found cannot be told: %w", story.Title(t.scenario), err)
	}
	t.Searched = r
	return nil
}

func (t *Trial) search(ctx context.Context, compiled checker.Checker, options scheduler.SearchOptions) (*checker.Searched, error) {
	if t.endless {
		options.Outcomes = false
		return compiled.Search(ctx, options)
	}
	if t.lens == nil {
		t.lens = crossing()
	}
	return t.lens.Search(ctx, compiled, options)
}

// tellTrial tells a shortest story of each property that is violated, the gravest
// first, or else a shortest run.
func tellTrial(p *story.Reporter, t *Trial, r *checker.Searched) error {
	for _, name := range checker.PropertyNames() {
		var one *broken
		for _, f := range r.Findings { // shortest first
			if checker.FindingName(f.Property) != name || !f.Told() {
				continue
			}
			if one == nil {
				schedule := f.Schedule.Clone()
				schedule.Names = append(schedule.Names, f.Loop.Names...)
				told, err := p.Tell(t.scenario, schedule, name)
				if err != nil {
					return err
				}
				one = &broken{property: name, story: told}
			}
			one.count += f.Count
		}
		if one != nil {
			t.broken = append(t.broken, *one)
		}
	}
	if err := tellPardons(p, t, r); err != nil {
		return err
	}
	if len(t.broken) > 0 || len(t.ends) == 0 {
		return nil
	}
	// One in which both called, if there is one.
	best := slices.MinFunc(t.ends, func(a, b ending) int {
		if a.mark&bothCalled != b.mark&bothCalled {
			return int(b.mark&bothCalled) - int(a.mark&bothCalled)
		}
		return len(a.witness.Names) - len(b.witness.Names)
	})
	var err error
	t.sample, err = p.Tell(t.scenario, best.witness, "")
	return err
}

// tellPardons tells a shortest story of each property that was excused.
func tellPardons(p *story.Reporter, t *Trial, r *checker.Searched) error {
	var err error
	if t.pardons, err = p.PardonsOf(t.scenario, r.Pardons); err != nil {
		return err
	}
	for _, name := range properties.Names() {
		i := slices.IndexFunc(r.Pardons, func(one checker.Pardon) bool { return one.Property == name })
		if i < 0 {
			continue
		}
		told, err := p.Tell(t.scenario, r.Pardons[i].Schedule, "")
		if err != nil {
			return err
		}
		one := broken{property: name, story: told}
		for _, pardon := range r.Pardons {
			if pardon.Property == name {
				one.count += pardon.Count
			}
		}
		t.excused = append(t.excused, one)
	}
	return nil
}

// Bad reports whether anything goes wrong, or is excused.
func (t *Trial) Bad() bool { return len(t.broken)+len(t.excused) > 0 }

// verdictWord is the verdict as pages and JSON have it: proved only where nothing was
// excused.
func (t *Trial) verdictWord() string {
	if t.verdict() == scheduler.Proved && len(t.excused) > 0 {
		return story.ExcusedVerdict
	}
	return t.verdict().String()
}

// isExcused reports whether a property that no run violates was excused in some.
func (t *Trial) isExcused(property string) bool { return t.excuse(property) != nil }

// excuse is what is known of that, or nil.
func (t *Trial) excuse(property string) *broken {
	i := slices.IndexFunc(t.excused, func(b broken) bool { return b.property == property })
	if i < 0 || t.verdictOf(property) != scheduler.Proved {
		return nil
	}
	return &t.excused[i]
}

// verdict is what is known of all properties together.
func (t *Trial) verdict() scheduler.Verdict {
	switch {
	case len(t.broken) > 0:
		return scheduler.Violated
	case t.whole():
		return scheduler.Proved
	default:
		return scheduler.Undecided
	}
}

// whole reports whether every run was explored and means something, so that what
// no run violates is proved.
func (t *Trial) whole() bool { return t.Searched != nil && t.Reason == "" && t.Limits == "" }

// verdictOf is what is known of one property.
func (t *Trial) verdictOf(property string) scheduler.Verdict {
	switch {
	case t.find(property) != nil:
		return scheduler.Violated
	case t.whole():
		return scheduler.Proved
	default:
		return scheduler.Undecided
	}
}

func (t *Trial) find(property string) *broken {
	if i := slices.IndexFunc(t.broken, func(b broken) bool { return b.property == property }); i >= 0 {
		return &t.broken[i]
	}
	return nil
}

// why says why a trial is undecided.
func (t *Trial) why() string {
	switch {
	case t.Searched == nil:
		return "interrupted"
	case t.Reason != "":
		return t.Reason
	default:
		return t.Limits
	}
}

// class is how a trial is coloured.
func (t *Trial) class() grid.Class {
	switch {
	case slices.ContainsFunc(t.broken, func(b broken) bool { return slices.Contains(unconnected, b.property) }):
		return grid.Failing
	case len(t.broken) > 0 && t.whole():
		return grid.Rough
	case t.verdictWord() == story.ExcusedVerdict:
		return grid.Pardoned
	case t.verdict() == scheduler.Proved:
		return grid.Proven
	default:
		return grid.Unknown
	}
}

// text is the verdict with what is violated, the gravest first, and the steps of a
// shortest story of each: "VIOLATED seamless 14".
func (t *Trial) text() string {
	switch t.verdict() {
	case scheduler.Proved:
		if t.verdictWord() == story.ExcusedVerdict {
			return "EXCUSED " + strings.Join(t.excusedNames(), ", ")
		}
		return "PROVED"
	case scheduler.Undecided:
		return "UNDECIDED: " + t.why()
	}
	var violated []string
	for _, b := range t.broken {
		violated = append(violated, fmt.Sprintf("%s %d", b.property, len(b.story.Schedule.Names)))
	}
	text := "VIOLATED " + strings.Join(violated, ", ")
	if !t.whole() {
		text += "; the rest UNDECIDED: " + t.why()
	}
	return text
}

// excusedNames are the properties that were excused, the gravest first.
func (t *Trial) excusedNames() []string {
	var names []string
	for _, b := range t.excused {
		names = append(names, b.property)
	}
	return names
}

// undone counts the trials that were interrupted, or never begun.
func undone(trials []*Trial) (n int) {
	for _, t := range trials {
		if t.Searched == nil || t.cut {
			n++
		}
	}
	return n
}
