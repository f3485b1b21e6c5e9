package holes

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/model"
)

// task is one knob in one piece, with one more amendment or none.
type task struct {
	knob  model.Knob
	piece int
	with  []survey.Amendment
}

// small is how many states a network has at most, under literal, in which each
// value of a knob is compared with each other, and users who differ in it are
// looked at. In a larger one only the base's value is compared with the others.
const small = 8_000

// trial is a task that is carried out, with what it has compiled.
type trial struct {
	*Search
	task
	at    piece
	sides sides
	large bool // see small
	cut   bool // see outcome
}

// outcome is what came of a task.
type outcome struct {
	found []*Divergence
	cut   bool // something was too large to look at all of its runs
}

// try finds where the values of a knob diverge in a piece: for each two values, and for two
// users who read it differently.
func (s *Search) try(ctx context.Context, t task) (outcome, error) {
	of := &trial{Search: s, task: t, at: s.pieces[t.piece], sides: sides{}}
	list, err := of.divergences(ctx)
	if errors.Is(err, checker.ErrUndecided) {
		of.cut, err = true, nil
	}
	return outcome{list, of.cut}, err
}

func (t *trial) divergences(ctx context.Context) (list []*Divergence, err error) {
	usual := t.Base.Setting[t.knob]
	own, err := t.sides.of(t.at.network, t.fleet(usual, usual))
	if err != nil {
		return nil, nil // the network cannot have the amendment
	}
	base, err := t.surveyor.Survey(ctx, t.at.network, t.fleet(usual, usual))
	if err != nil || !base.Asked[t.knob] {
		return nil, err
	}
	t.large = base.States > small
	settings := slices.DeleteFunc(survey.Settings(t.knob), func(setting model.Setting) bool {
		side, err := t.sides.of(t.at.network, t.fleet(setting, setting))
		return err != nil || setting != usual && base.Alike(own, side)
	})
	for _, one := range t.comparisons(settings) {
		if slices.ContainsFunc(list, func(d *Divergence) bool { return d.Violated && d.kind() < one.kind() }) {
			break // what is told first is found
		}
		d, err := t.follow(ctx, one)
		switch {
		case err != nil && !errors.Is(err, checker.ErrUndecided):
			return nil, err
		case err != nil:
			t.cut = true
		}
		if d != nil && (d.Violated || !d.Mixed()) {
			list = append(list, d)
		}
	}
	return list, nil
}

// comparisons are what is compared for a knob with some settings, what is told first coming first.
func (t *trial) comparisons(settings []model.Setting) (list []Divergence) {
	usual := t.Base.Setting[t.knob]
	mixes := t.at.stage.Faults == "" && t.with == nil && !t.large && len(t.at.network.Scenario.Users) == 2
	for _, first := range settings {
		for _, second := range settings {
			withBase := first == usual || second == usual
			if first == second || t.large && !withBase {
				continue
			}
			one := Divergence{
				Stage: t.at.stage, Network: t.at.network, Knob: t.knob, With: t.with,
				Values: [2]model.Setting{first, second}, FromBase: first == usual,
				Fleet: [2]survey.Fleet{t.fleet(first, first), t.fleet(second, second)},
			}
			list = append(list, one)
			if mixes && withBase {
				one.Fleet = [2]survey.Fleet{t.fleet(first, second), t.fleet(first, first)}
				list = append(list, one)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Divergence) int { return a.kind() - b.kind() })
	return list
}

// fleet is the fleet in which the users have the two values of the task's knob.
func (t *trial) fleet(first, second model.Setting) survey.Fleet {
	of := func(setting model.Setting) model.Reading {
		return t.reading(append(slices.Clone(t.with), survey.Amendment{Knob: t.knob, Setting: setting}))
	}
	return survey.Fleet{of(first), of(second)}
}

// follow looks for the story of a comparison. In a network with faults fleets that
// differ without them too are left out, and with an amendment those in which that changes nothing.
// Where the error is [checker.ErrUndecided] there may be a story nevertheless.
func (t *trial) follow(ctx context.Context, one Divergence) (*Divergence, error) {
	if idle, err := t.amendsNothing(ctx, one.Fleet); idle || err != nil {
		return nil, err
	}
	found, err := t.difference(ctx, t.at.network, one)
	if found == nil {
		return nil, err
	}
	if t.at.plain >= 0 {
		plain, err := t.difference(ctx, t.pieces[t.at.plain].network, one)
		if err != nil || plain != nil && plain.Verdict == found.Verdict {
			return nil, err
		}
	}
	one.Violated, one.Steps = found.Verdict, found.Steps
	return &one, err
}

// amendsNothing reports whether the task's amendments change no run of two fleets, so that what
// tells these apart is known from the task without them.
func (t *trial) amendsNothing(ctx context.Context, pair [2]survey.Fleet) (bool, error) {
	if t.with == nil {
		return false, nil
	}
	for _, amended := range pair {
		plain := amended
		for u := range plain {
			for _, a := range t.with {
				plain[u] = plain[u].With(a.Knob, t.Base.Setting[a.Knob])
			}
		}
		of, err := t.surveyor.Survey(ctx, t.at.network, plain)
		if errors.Is(err, checker.ErrUndecided) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		own, other, err := t.sides.both(t.at.network, [2]survey.Fleet{plain, amended})
		if err != nil || !of.Alike(own, other) {
			return false, err
		}
	}
	return true, nil
}

// sides are what a task has compiled, once each.
type sides map[cell]*survey.Side

type cell struct {
	network       *survey.Network
	first, second [model.NumKnobs]model.Setting
}

// of is a network with a fleet. The error says why it cannot be had: one that compares two users
// cannot be had by three, nor where one calls oneself.
func (s sides) of(n *survey.Network, f survey.Fleet) (side *survey.Side, err error) {
	key := cell{n, f[0].Setting, f[1].Setting}
	if side = s[key]; side == nil {
		if side, err = survey.NewSide(n, f); err == nil {
			s[key] = side
		}
	}
	return side, err
}

// both are two fleets in a network.
func (s sides) both(n *survey.Network, pair [2]survey.Fleet) (first, second *survey.Side, err error) {
	if first, err = s.of(n, pair[0]); err == nil {
		second, err = s.of(n, pair[1])
	}
	return first, second, err
}

type pairKey [2]cell

// difference looks for what tells the fleets of a comparison apart in a network, once.
func (t *trial) difference(ctx context.Context, n *survey.Network, one Divergence) (*survey.Difference, error) {
	key := pairKey{{n, one.Fleet[0][0].Setting, one.Fleet[0][1].Setting}, {n, one.Fleet[1][0].Setting, one.Fleet[1][1].Setting}}
	t.mu.Lock()
	if t.known == nil {
		t.known = map[pairKey]func() (*survey.Difference, error){}
	}
	once, ok := t.known[key]
	if !ok {
		once = sync.OnceValues(func() (*survey.Difference, error) { return t.compare(ctx, n, one) })
		t.known[key] = once
	}
	t.mu.Unlock()
	return once()
}

// compare is difference, without looking whether that is known. Whether the first fleet goes
// wrong at all is worth a survey where that is made anyway, or takes much less time.
func (t *trial) compare(ctx context.Context, n *survey.Network, one Divergence) (*survey.Difference, error) {
	first, second, err := t.sides.both(n, one.Fleet)
	if err != nil {
		return nil, err
	}
	options := survey.FollowOptions{MaxStates: t.MaxStates, MaxMemory: t.MaxMemory}
	if one.FromBase && !one.Mixed() || t.large {
		of, err := t.surveyor.Survey(ctx, n, one.Fleet[0])
		if err != nil && !errors.Is(err, checker.ErrUndecided) {
			return nil, err
		}
		options.Fine = err == nil && !of.Bad()
	}
	return survey.Follow(ctx, first, second, options)
}
