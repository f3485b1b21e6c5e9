package holes

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
)

// Search looks for what each open point decides.
type Search struct {
	Version model.Version // whose networks are searched
	// Base is how everything else is read: a reading under which calls that cross
	// undisturbed are proven, so that what goes wrong is the doing of the point.
	Base      model.Reading
	Workers   int
	MaxStates uint64
	MaxMemory uint64                         // in bytes
	Progress  func(step Step, done, all int) // called by several goroutines
	Chosen    func(*Point) bool              // nil chooses all

	// Points are what Find has found out: each knob as such, and then each hole with
	// its knobs. After an error those that have a story stand.
	Points []Point

	surveyor survey.Surveyor
	stages   []Stage
	pieces   []piece
	mu       sync.Mutex
	known    map[pairKey]func() (*survey.Difference, error)
}

// Step is one of the steps of a search, which follow each other.
type Step int

// The steps: each point is looked at alone, then with an amendment, then stories are found.
const (
	Alone Step = iota
	Together
	Stories
	NumSteps
)

// piece is one network of the probe with one assignment of call IDs.
type piece struct {
	stage   *Stage
	network *survey.Network
	plain   int // the piece without the faults of the stage, or -1
}

// Open makes the networks of the probe.
func (s *Search) Open() error {
	stages := Probe(s.Version)
	s.stages = stages
	s.surveyor.MaxStates, s.surveyor.MaxMemory, s.surveyor.Silent = s.MaxStates, s.MaxMemory, true
	for i := range stages {
		stage := &stages[i]
		n, err := stage.Network()
		if err != nil {
			return err
		}
		pinned, err := n.Pinned(survey.Both(s.Base))
		if err != nil {
			return err
		}
		for j, one := range pinned {
			s.pieces = append(s.pieces, piece{stage, one, s.plain(stage, j)})
		}
	}
	return nil
}

// plain is the index of the piece that differs from piece j of a stage in the
// stage's faults alone.
func (s *Search) plain(stage *Stage, j int) int {
	if stage.Faults == "" {
		return -1
	}
	first := slices.IndexFunc(s.pieces, func(p piece) bool {
		return p.stage.Scenario == stage.Scenario && p.stage.Lines == stage.Lines && p.stage.Faults == ""
	})
	if first < 0 {
		return -1
	}
	return first + j
}

// Find finds out, for each point, where the values of its knob part: first alone,
// then together with one more amendment.
func (s *Search) Find(ctx context.Context) error {
	s.Points = slices.DeleteFunc(points(s.stages), func(p Point) bool { return s.Chosen != nil && !s.Chosen(&p) })
	for i := range s.Points {
		p := &s.Points[i]
		p.Staged = slices.ContainsFunc(s.pieces, func(at piece) bool { return p.takes(at.stage) })
	}
	tasks := s.tasks()
	err := s.lookFor(ctx, tasks, s.counter(Alone, len(tasks)))
	if err == nil {
		err = s.together(ctx)
	}
	if err != nil { // the stories of what is known are worth a moment
		moment, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		if told := s.tellStories(moment); moment.Err() == nil {
			err = errors.Join(err, told)
		}
		return err
	}
	if err := s.tellStories(ctx); err != nil {
		return err
	}
	for i := range s.Points {
		if p := &s.Points[i]; p.Story == nil {
			if p.Asked, err = s.asked(ctx, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// grace is how long stories are looked for after an interruption.
const grace = time.Second

// counter is called once for each of some pieces of work of a step that are done.
func (s *Search) counter(step Step, all int) func(n int) {
	var done atomic.Int64
	return func(n int) {
		if n := int(done.Add(int64(n))); s.Progress != nil {
			s.Progress(step, n, all)
		}
	}
}

// tellStories finds the stories of the points, each once.
func (s *Search) tellStories(ctx context.Context) error {
	var list []*Divergence
	for i := range s.Points {
		if d := s.Points[i].Story; d != nil && !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	count := s.counter(Stories, len(list))
	return checker.All(ctx, s.Workers, len(list), func(i int) (err error) {
		list[i].Schedule, err = list[i].find(ctx)
		count(1)
		return err
	})
}

// together looks at what decides nothing alone together with one amendment of
// another knob of the same hole, or of inflight, on which most else depends: one
// after the other, until it decides something.
func (s *Search) together(ctx context.Context) error {
	var tasks [][]task
	all := 0
	for _, a := range s.amendments() {
		of := s.tasks(a)
		tasks, all = append(tasks, of), all+len(of)
	}
	count := s.counter(Together, all)
	for _, of := range tasks {
		open := slices.DeleteFunc(slices.Clone(of), func(t task) bool { return !s.asks(t) })
		count(len(of) - len(open))
		if err := s.lookFor(ctx, open, count); err != nil {
			return err
		}
	}
	return nil
}

// goesWith reports whether the point is looked at together with another knob. A knob of no hole
// goes with each other one in the networks that are for it.
func (p *Point) goesWith(k model.Knob) bool {
	return k != p.Knob && (k == model.InFlight || p.alone() && !p.everywhere || slices.ContainsFunc(spec.Holes(), func(h spec.Hole) bool {
		return (p.Hole == h.ID || p.Hole == "" && slices.Contains(h.Knobs, p.Knob.String())) && slices.Contains(h.Knobs, k.String())
	}))
}

// tasks are the knobs of the points that have no story, in every network that says something
// about them, with some amendments.
func (s *Search) tasks(with ...survey.Amendment) (list []task) {
	for i := range s.pieces {
		for k := range model.NumKnobs {
			if t := (task{k, i, with}); s.asks(t) {
				list = append(list, t)
			}
		}
	}
	return list
}

// asks reports whether a point that has no story wants a task.
func (s *Search) asks(t task) bool {
	return slices.ContainsFunc(s.Points, func(p Point) bool { return p.Story == nil && s.wants(&p, t) })
}

// wants reports whether a task says something about a point.
func (s *Search) wants(p *Point, t task) bool {
	return p.Knob == t.knob && p.takes(s.pieces[t.piece].stage) &&
		!slices.ContainsFunc(t.with, func(a survey.Amendment) bool { return !p.goesWith(a.Knob) })
}

// lookFor carries out tasks, and gives what is found to the points that have no
// story yet. What was found before an error counts.
func (s *Search) lookFor(ctx context.Context, tasks []task, count func(int)) error {
	outcomes := make([]outcome, len(tasks))
	err := checker.All(ctx, s.Workers, len(tasks), func(i int) (err error) {
		i = len(tasks) - 1 - i // the large networks stand last, and no worker shall wait for one
		outcomes[i], err = s.try(ctx, tasks[i])
		count(1)
		return err
	})
	for i := range s.Points {
		p := &s.Points[i]
		if p.Story != nil {
			continue
		}
		for j, o := range outcomes {
			p.choose(o.found)
			p.Cut = p.Cut || o.cut && s.wants(p, tasks[j])
		}
	}
	return err
}

// reading is the base with what of a list differs from it.
func (s *Search) reading(list []survey.Amendment) model.Reading {
	r := s.Base
	for _, a := range list {
		if r.Setting[a.Knob] != a.Setting {
			r = r.With(a.Knob, a.Setting)
		}
	}
	return r
}

// amendments lists all single amendments of the base.
func (s *Search) amendments() []survey.Amendment {
	var list []survey.Amendment
	for k := range model.NumKnobs {
		for _, setting := range survey.Settings(k) {
			if setting != s.Base.Setting[k] {
				list = append(list, survey.Amendment{Knob: k, Setting: setting})
			}
		}
	}
	return list
}

// asked reports whether a run of the point's networks comes to the point, under
// the base.
func (s *Search) asked(ctx context.Context, p *Point) (bool, error) {
	for i := range s.pieces {
		if !p.takes(s.pieces[i].stage) {
			continue
		}
		r, err := s.surveyor.Survey(ctx, s.pieces[i].network, survey.Both(s.Base))
		if err != nil && !errors.Is(err, checker.ErrUndecided) {
			return false, err
		}
		if err == nil && r.Asked[p.Knob] {
			return true, nil
		}
	}
	return false, nil
}
