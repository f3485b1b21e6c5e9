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
	"github.com/glarelab/glare/sim"
)

// Search looks for what each open point decides.
type Search struct {
	Version model.Version // whose networks are searched
	// Base is how everything else is read: a reading under which calls that cross
	// undisturbed are proven, so that what goes wrong is the doing of the point.
	Base      model.Reading
	Workers   int
	MaxStates uint64
	MaxMemory uint64 // in bytes
	Progress  func(done, all int)
	Chosen    func(*Point) bool // nil chooses all

	// Points are what Find has found out: each knob as such, and then each hole with
	// its knobs. After an error those that have a story stand.
	Points []Point

	surveyor survey.Surveyor
	stages   []Stage
	pieces   []piece
	mu       sync.Mutex
	known    map[differenceKey]func() (*survey.Difference, error)
}

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

// task is one knob in one piece, with one more amendment or none.
type task struct {
	knob  model.Knob
	piece int
	with  []survey.Amendment
}

// Find finds out, for each point, where the values of its knob part: first alone,
// then together with one more amendment.
func (s *Search) Find(ctx context.Context) error {
	s.Points = slices.DeleteFunc(points(s.stages), func(p Point) bool { return s.Chosen != nil && !s.Chosen(&p) })
	err := s.lookFor(ctx, s.tasks())
	if err == nil {
		err = s.together(ctx)
	}
	if err != nil { // the stories of what is known are worth a moment
		moment, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		for i := range s.Points {
			if p := &s.Points[i]; p.Story != nil && s.complete(moment, p) != nil {
				break
			}
		}
		return err
	}
	for i := range s.Points {
		if err := s.complete(ctx, &s.Points[i]); err != nil {
			return err
		}
	}
	return nil
}

// grace is how long stories are looked for after an interruption.
const grace = time.Second

// complete finds the story of a point, or whether it is ever asked.
func (s *Search) complete(ctx context.Context, p *Point) (err error) {
	p.Staged = slices.ContainsFunc(s.pieces, func(at piece) bool { return p.takes(at.stage) })
	if p.Story == nil {
		p.Asked, err = s.asked(ctx, p)
		return err
	}
	if p.Asked = true; p.Story.Schedule.Names == nil {
		p.Story.Schedule, err = (&survey.Difference{Verdict: p.Story.Violated, Steps: p.Story.Steps}).Story(ctx, p.Story.Network, p.Story.Fleet)
	}
	return err
}

// small is how many states a network has at most, under literal, in which each
// value of a knob is compared with each other, and users who differ in it are
// looked at. In a larger one only the base's value is compared with the others.
const small = 8_000

// together looks at what decides nothing alone together with one amendment of
// another knob of the same hole, or of inflight, on which most else depends: one
// after the other, until it decides something.
func (s *Search) together(ctx context.Context) error {
	for _, a := range s.amendments() {
		var tasks []task
		for i := range s.pieces {
			for k := range model.NumKnobs {
				if slices.ContainsFunc(s.Points, func(p Point) bool {
					return p.Story == nil && p.Knob == k && p.takes(s.pieces[i].stage) && p.goesWith(a.Knob)
				}) {
					tasks = append(tasks, task{k, i, []survey.Amendment{a}})
				}
			}
		}
		if err := s.lookFor(ctx, tasks); err != nil {
			return err
		}
	}
	return nil
}

// goesWith reports whether the point is looked at together with another knob.
func (p *Point) goesWith(k model.Knob) bool {
	return k != p.Knob && (k == model.InFlight || slices.ContainsFunc(spec.Holes(), func(h spec.Hole) bool {
		return (p.Hole == h.ID || p.Hole == "" && slices.Contains(h.Knobs, p.Knob.String())) && slices.Contains(h.Knobs, k.String())
	}))
}

// tasks are the knobs of the points in every network that says something about
// them.
func (s *Search) tasks() []task {
	var list []task
	for i := range s.pieces {
		for k := range model.NumKnobs {
			if slices.ContainsFunc(s.Points, func(p Point) bool { return p.Knob == k && p.takes(s.pieces[i].stage) }) {
				list = append(list, task{k, i, nil})
			}
		}
	}
	return list
}

// lookFor carries out tasks, and gives what is found to the points that have no
// story yet. What was found before an error counts.
func (s *Search) lookFor(ctx context.Context, tasks []task) error {
	found := make([][]*Divergence, len(tasks))
	var done atomic.Int64
	err := checker.All(ctx, s.Workers, len(tasks), func(i int) (err error) {
		found[i], err = s.divergences(ctx, tasks[i])
		if errors.Is(err, checker.ErrUndecided) {
			err = nil // too large under this reading: it says nothing
		}
		if n := int(done.Add(1)); s.Progress != nil {
			s.Progress(n, len(tasks))
		}
		return err
	})
	list := slices.Concat(found...)
	for i := range s.Points {
		if p := &s.Points[i]; p.Story == nil {
			p.choose(list)
		}
	}
	return err
}

// divergences finds where the values of a knob diverge in a piece: for each two values, and for two
// users who read it differently.
func (s *Search) divergences(ctx context.Context, t task) ([]*Divergence, error) {
	at := s.pieces[t.piece]
	if !fits(at.network, s.reading(t.with)) {
		return nil, nil
	}
	fewer := at.stage.Part // comparisons: only of the base's value with the others
	if !fewer {
		base, err := s.surveyor.Survey(ctx, at.network, survey.Both(s.reading(t.with)))
		if err != nil || !base.Asked[t.knob] {
			return nil, err
		}
		fewer = base.States > small
	}
	users := len(at.network.Scenario.Users)
	settings := slices.DeleteFunc(survey.Settings(t.knob), func(setting model.Setting) bool {
		return !fits(at.network, s.fleet(&t, setting, setting)[0])
	})
	var list []*Divergence
	for i, first := range settings {
		for j, second := range settings {
			usual := s.Base.Setting[t.knob]
			withBase := first == usual || second == usual
			if i == j || fewer && !withBase {
				continue
			}
			pairs := [][2]survey.Fleet{{s.fleet(&t, first, first), s.fleet(&t, second, second)}}
			if at.stage.Faults == "" && t.with == nil && withBase && !fewer && users == 2 {
				pairs = append(pairs, [2]survey.Fleet{s.fleet(&t, first, second), s.fleet(&t, first, first)})
			}
			for _, pair := range pairs {
				d, err := s.follow(ctx, t, pair)
				if err != nil {
					return nil, err
				}
				if d != nil && (d.Violated || !d.Mixed()) {
					d.Values, d.FromBase = [2]model.Setting{first, second}, first == usual
					list = append(list, d)
				}
			}
		}
	}
	return list, nil
}

// fits reports whether a network can have a reading: one that compares two users cannot be had
// by three, nor where one calls oneself.
func fits(n *survey.Network, r model.Reading) bool {
	_, err := sim.Compile(n.With(survey.Both(r)))
	return err == nil
}

// fleet is the fleet in which the users have the two values of the task's knob.
func (s *Search) fleet(t *task, first, second model.Setting) survey.Fleet {
	return survey.Fleet{s.reading(append(slices.Clone(t.with), survey.Amendment{Knob: t.knob, Setting: first})), s.reading(append(slices.Clone(t.with), survey.Amendment{Knob: t.knob, Setting: second}))}
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

// follow looks for a story that tells two fleets apart in the piece of a task. In a
// network with faults two that differ without them too are left out.
func (s *Search) follow(ctx context.Context, t task, pair [2]survey.Fleet) (*Divergence, error) {
	at := s.pieces[t.piece]
	found, err := s.difference(ctx, at.network, pair)
	if err != nil || found == nil {
		return nil, err
	}
	if at.plain >= 0 {
		plain, err := s.difference(ctx, s.pieces[at.plain].network, pair)
		if err != nil || plain != nil && plain.Verdict == found.Verdict {
			return nil, err
		}
	}
	return &Divergence{
		Stage: at.stage, Network: at.network, Knob: t.knob, With: t.with, Fleet: pair, Violated: found.Verdict, Steps: found.Steps,
	}, nil
}

// difference looks for a story that tells two fleets apart in a network, once.
func (s *Search) difference(ctx context.Context, n *survey.Network, pair [2]survey.Fleet) (*survey.Difference, error) {
	key := differenceKey{n, [4][model.NumKnobs]model.Setting{
		pair[0][0].Setting, pair[0][1].Setting, pair[1][0].Setting, pair[1][1].Setting,
	}}
	s.mu.Lock()
	if s.known == nil {
		s.known = map[differenceKey]func() (*survey.Difference, error){}
	}
	once, ok := s.known[key]
	if !ok {
		once = sync.OnceValues(func() (*survey.Difference, error) { return survey.Follow(ctx, n, pair, s.MaxStates, s.MaxMemory) })
		s.known[key] = once
	}
	s.mu.Unlock()
	return once()
}

type differenceKey struct {
	network  *survey.Network
	settings [4][model.NumKnobs]model.Setting
}

// asked reports whether a run of the point's networks comes to the point, under
// the base.
func (s *Search) asked(ctx context.Context, p *Point) (bool, error) {
	if p.Story != nil {
		return true, nil
	}
	for i := range s.pieces {
		if !p.takes(s.pieces[i].stage) || s.pieces[i].stage.Part {
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
