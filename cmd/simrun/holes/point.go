package holes

import (
	"context"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/scheduler"
)

// Point is one open point, a knob, as the holes that it decides see it: whether
// its reading decides anything, with what, and by which story.
type Point struct {
	Hole string // or "": wherever it shows
	Knob model.Knob
	// everywhere says that no network stages anything that the knob decides, so that it is
	// looked for wherever nothing disturbs.
	everywhere bool
	// Staged says that a network of the probe has what the hole needs.
	Staged bool
	// Asked says that some run of those networks comes to the point.
	Asked bool
	// Cut says that some of its networks have more runs, under some values, than were looked at.
	Cut bool
	// Story tells two values apart; nil where nothing does.
	Story *Divergence
}

// Divergence is where two readings of a point part: steps that go wrong
// with the first and not with the second, or at least end differently.
type Divergence struct {
	Stage    *Stage
	Network  *survey.Network // the stage's, with one assignment of call IDs
	Knob     model.Knob
	With     []survey.Amendment // what else is read otherwise than the base does, if anything
	FromBase bool               // the first reading is the base
	Values   [2]model.Setting   // of the knob
	Fleet    [2]survey.Fleet    // the readings
	Violated bool               // it goes wrong with the first
	Steps    int                // of a shortest story
	Schedule scheduler.Schedule
}

// Mixed reports whether the story needs two users who read the point in different
// ways.
func (d *Divergence) Mixed() bool { return d.Fleet[0][0].Setting != d.Fleet[0][1].Setting }

// find is the story as a schedule.
func (d *Divergence) find(ctx context.Context) (schedule scheduler.Schedule, err error) {
	first, second, err := sides{}.both(d.Network, d.Fleet)
	if err != nil {
		return schedule, err
	}
	found := survey.Difference{Verdict: d.Violated, Steps: d.Steps}
	return found.Story(ctx, first, second)
}

// Tell tells the story with the first fleet, and how the same steps end with the
// second.
func (d *Divergence) Tell() (first, second *checker.Trace, err error) {
	var traces [2]*checker.Trace
	for i, f := range d.Fleet {
		compiled, err := checker.Open(d.Network.With(f), checker.Rules{})
		if err != nil {
			return nil, nil, err
		}
		if traces[i], err = compiled.Follow(d.Schedule); err != nil {
			return nil, nil, err
		}
	}
	return traces[0], traces[1], nil
}

// points lists all points.
func points(stages []Stage) []Point {
	var list []Point
	for k := range model.NumKnobs {
		staged := slices.ContainsFunc(stages, func(s Stage) bool { return s.isFor(k) })
		list = append(list, Point{Knob: k, everywhere: !staged})
	}
	for _, hole := range spec.Holes() {
		for _, name := range hole.Knobs {
			if k, err := model.FindKnob(name); err == nil {
				list = append(list, Point{Hole: hole.ID, Knob: k})
			}
		}
	}
	return list
}

// alone reports whether the point is a knob that decides no hole.
func (p *Point) alone() bool {
	return p.Hole == "" && !slices.ContainsFunc(spec.Holes(), func(h spec.Hole) bool { return slices.Contains(h.Knobs, p.Knob.String()) })
}

// takes reports whether a stage says something about the point.
// A knob as such is looked at where one of its holes is staged, or, if none is,
// wherever nothing disturbs.
func (p *Point) takes(s *Stage) bool {
	if p.Hole != "" {
		return s.stages(p.Hole)
	}
	return s.isFor(p.Knob) || p.everywhere && s.Faults == ""
}

// choose keeps the divergence that tells most: what goes wrong before what
// only ends otherwise, one reading for both users before two, the base going wrong
// before another reading, then the shortest, then the first.
func (p *Point) choose(list []*Divergence) {
	for _, one := range list {
		if one.Knob == p.Knob && p.takes(one.Stage) && (p.Story == nil || one.before(p.Story)) {
			p.Story, p.Asked = one, true
		}
	}
}

// kind is how a divergence is told, as a number: the lesser, the sooner.
func (d *Divergence) kind() (n int) {
	if d.Mixed() {
		n += 2
	}
	if !d.FromBase {
		n++
	}
	return n
}

func (d *Divergence) before(q *Divergence) bool {
	switch {
	case d.Violated != q.Violated:
		return d.Violated
	case d.kind() != q.kind():
		return d.kind() < q.kind()
	default:
		return d.Steps < q.Steps
	}
}
