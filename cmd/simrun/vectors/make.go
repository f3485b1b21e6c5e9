package vectors

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/realise"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/sim"
)

// Options are what vectors are made of beside the story.
type Options struct {
	Name  string   // of the story
	About []string // the story in paragraphs
	// Passes are readings under which it may end well, of which the first that does is taken; none
	// where it ends well as it is.
	Passes []string
	// MaxStates and MaxMemory, in bytes, bound each search that proves another way to be right.
	MaxStates, MaxMemory uint64
}

// maker makes the vectors of one story.
type maker struct {
	Options
	rules checker.Rules
	base  *run // the run that ends well
	proof map[string]bool
}

// Make makes the vectors of a story. It is an error if the story has more than one room, or
// does not end well under the reading that it shall pass under.
func Make(ctx context.Context, t *story.Story, o Options) (*File, error) {
	s := t.Checker.Scenario().Clone()
	if len(s.Rooms) > 1 {
		return nil, errors.New("vectors are of one room, and this story has several; take one in which all calls are in one room")
	}
	names := t.Schedule.Names
	if s.Timing == sim.Timed {
		s.Timing, names = sim.Async, realise.WithoutTimes(names)
	}
	m := &maker{Options: o, rules: t.Rules, proof: map[string]bool{}}
	f := &File{
		Vectors: Version, Story: o.Name, About: append([]string{}, o.About...), Replay: "simrun replay " + t.Token, SettleMS: settleMS,
	}
	var err error
	if m.base, err = m.well(s, names); err != nil {
		return nil, err
	}
	f.Passes = story.ReadingText(m.base.scenario)
	fails := t.Problem != nil
	var wrong *run
	if fails {
		f.Fails = story.ReadingText(s)
		for _, p := range t.Trace.Problems {
			f.Violated = append(f.Violated, p.Property)
		}
		if wrong, err = m.replay(s, names); err != nil {
			return nil, err
		}
	}
	for d := range m.base.sys.Devices() {
		v, ways, err := m.vector(ctx, d)
		if err != nil {
			return nil, err
		}
		if wrong != nil {
			if v.Parts, err = m.part(ways, d, s.Devices[d].Reading); err != nil {
				return nil, err
			}
			w := wrong.vector(d)
			w.expect([]behaviour{{f.Fails, wrong.outcomes(d)[:len(w.Steps)]}})
			f.Wrong = append(f.Wrong, w)
		}
		f.Devices = append(f.Devices, v)
	}
	return f, nil
}

// well is the run that follows a schedule under the first of the readings under which that ends well.
func (m *maker) well(s *sim.Scenario, names []string) (*run, error) {
	passes := m.Passes
	if len(passes) == 0 {
		passes = []string{story.ReadingText(s)}
	}
	var bad []string
	for _, reading := range passes {
		right := s.Clone()
		if err := right.SetReading(reading); err != nil {
			return nil, fmt.Errorf("--passes: %w", err)
		}
		r, err := m.follow(right, names)
		if err != nil {
			return nil, err
		}
		if r.well() {
			return r, nil
		}
		bad = append(bad, fmt.Sprintf("%s (%s)", reading, r.trace.VerdictLine()))
	}
	return nil, fmt.Errorf("the story does not end well under %s; name a reading under which it does with --passes", strings.Join(bad, " or "))
}

// vector is what device d is given in a run.
func (r *run) vector(d int) Vector {
	v := Vector{Device: r.sys.DeviceName(d), Init: r.init(d), Steps: []Step{}}
	moments, ends := r.moments(d)
	v.Ends = ends
	c, e := &clock{run: r, device: d}, &events{run: r, device: d}
	for i := range moments {
		m := &moments[i]
		at, untold := c.step(m)
		if untold != "" {
			v.Ends = untold
			break
		}
		e.atMS = at
		v.Steps = append(v.Steps, Step{AtMS: at, Says: m.name, Do: e.given(m.before, m.after).commands})
	}
	return v
}

// outcomes are what device d does in a run, after each of its steps.
func (r *run) outcomes(d int) []Outcome {
	moments, _ := r.moments(d)
	list := []Outcome{}
	for i := range moments {
		list = append(list, outcome(r.sys, d, moments[i].after))
	}
	return list
}

// expect fills in what is expected of each step: what some ways do of it.
func (v *Vector) expect(ways []behaviour) {
	v.Ways = []string{}
	for _, w := range ways {
		v.Ways = append(v.Ways, w.reading)
	}
	for i := range v.Steps {
		step := &v.Steps[i]
		step.Expect = []Expectation{}
		for n, w := range ways {
			if i >= len(w.does) {
				continue
			}
			at := slices.IndexFunc(step.Expect, func(e Expectation) bool { return reflect.DeepEqual(e.Outcome, w.does[i]) })
			if at < 0 {
				step.Expect, at = append(step.Expect, Expectation{Outcome: w.does[i]}), len(step.Expect)
			}
			step.Expect[at].Ways = append(step.Expect[at].Ways, n)
		}
	}
}

// init is who device d is.
func (r *run) init(d int) Init {
	sys := r.sys
	i := Init{User: userID(sys, d), Device: party(sys, d), Room: "!" + r.scenario.Rooms[0].Name + ":" + r.scenario.Servers[0], LifetimeMS: lifetimeMS(r.scenario)}
	i.Calls = sys.Version(d).String()[1:]
	last := -1
	for other := range sys.Devices() {
		if u := sys.UserOf(other); u != last && sys.InRoom(u, 0) {
			i.Members, last = append(i.Members, userID(sys, other)), u
		}
	}
	return i
}
