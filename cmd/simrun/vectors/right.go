package vectors

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// maxWays bounds how many readings one device is tried under together.
const maxWays = 64

// behaviour is what a device does of the steps under a reading; of fewer of them, if it is then in
// another story.
type behaviour struct {
	reading string
	does    []Outcome
}

// way is a reading that differs from that of the base run in some knobs, and its behaviour.
type way struct {
	reading  model.Reading
	settings []survey.Amendment
	does     []Outcome
}

// vector is what is demanded of device d: what the base run does, or what another reading does that
// is right, too.
func (m *maker) vector(ctx context.Context, d int) (Vector, []behaviour, error) {
	v := m.base.vector(d)
	ways := []way{{reading: m.base.scenario.Devices[d].Reading, does: m.base.outcomes(d)[:len(v.Steps)]}}
	for k := range model.NumKnobs {
		var fresh []way
		for _, s := range survey.Settings(k) {
			single, err := m.right(ctx, d, &ways[0], survey.Amendment{Knob: k, Setting: s}, len(v.Steps))
			if err != nil {
				return v, nil, err
			}
			if single == nil || reflect.DeepEqual(single.does, ways[0].does) {
				continue
			}
			fresh = append(fresh, *single)
			for i := range ways[1:] {
				both, err := m.right(ctx, d, &ways[1+i], single.settings[0], len(v.Steps))
				if err != nil {
					return v, nil, err
				}
				if both != nil && len(ways)+len(fresh) < maxWays {
					fresh = append(fresh, *both)
				}
			}
		}
		ways = append(ways, fresh...)
	}
	list := distinct(ways)
	v.expect(list)
	return v, list, ctx.Err()
}

// right is a way with one more knob set otherwise; nil if that is the same, says nothing of this
// scenario, or is not proven right.
func (m *maker) right(ctx context.Context, d int, w *way, a survey.Amendment, steps int) (*way, error) {
	if w.reading.Value(a.Knob) == a.Value() {
		return nil, nil
	}
	other := &way{reading: w.reading.With(a.Knob, a.Setting), settings: append(slices.Clone(w.settings), a)}
	if !survey.Fits(m.with(d, other.reading)) {
		return nil, nil
	}
	r, err := m.under(d, other.reading)
	if err != nil || r.trace.Limits != "" {
		return nil, err
	}
	other.does = r.outcomes(d)[:m.base.alike(r, d, steps)]
	if reflect.DeepEqual(other.does, w.does) || !m.proven(ctx, d, other.reading) {
		return nil, nil
	}
	return other, nil
}

// under is the base run where device d has another reading.
func (m *maker) under(d int, reading model.Reading) (*run, error) {
	return m.follow(m.with(d, reading), m.base.trace.Names())
}

// with is the scenario of the base run where device d has another reading.
func (m *maker) with(d int, reading model.Reading) *sim.Scenario {
	s := m.base.scenario.Clone()
	s.Devices[d].Reading = reading
	return s
}

// alike is in how many steps device d is given the same in another run, of the first ones.
func (r *run) alike(other *run, d, steps int) int {
	mine, _ := r.moments(d)
	others, _ := other.moments(d)
	n := 0
	for n < min(steps, len(others)) && reflect.DeepEqual(mine[n].given, others[n].given) {
		n++
	}
	return n
}

// proven reports whether it is certain that nothing goes wrong in the scenario where device d
// has a reading, and where all have it.
func (m *maker) proven(ctx context.Context, d int, reading model.Reading) bool {
	for _, all := range []bool{false, true} {
		s := m.base.scenario.Clone()
		for i := range s.Devices {
			if i == d || all {
				s.Devices[i].Reading = reading
			}
		}
		key := strings.Join(s.Readings(), " ")
		proven, known := m.proof[key]
		if !known {
			c, err := checker.Open(s, m.rules)
			if err != nil {
				return false
			}
			found, err := c.Search(ctx, scheduler.SearchOptions{MaxStates: m.MaxStates, MaxMemory: m.MaxMemory, Silent: true})
			proven = err == nil && found.Verdict == scheduler.Proved
			m.proof[key] = proven
		}
		if !proven {
			return false
		}
	}
	return true
}

// distinct are the different things that ways do, those first that differ in the fewest knobs. One that
// parts from the story tells nothing, if another goes on from there.
func distinct(ways []way) (list []behaviour) {
	slices.SortStableFunc(ways, func(a, b way) int {
		return cmp.Or(cmp.Compare(len(b.does), len(a.does)), cmp.Compare(len(a.settings), len(b.settings)))
	})
	for _, w := range ways {
		n := len(w.does)
		if !slices.ContainsFunc(list, func(b behaviour) bool { return reflect.DeepEqual(b.does[:n], w.does) }) {
			list = append(list, behaviour{w.reading.Name, w.does})
		}
	}
	return list
}

// part is the first step at which a device under the failing reading does what no right one does, or nil.
func (m *maker) part(ways []behaviour, d int, fails model.Reading) (*Departure, error) {
	r, err := m.under(d, fails)
	if err != nil {
		return nil, err
	}
	alive, calls := slices.Clone(ways), []string{}
	for c := range r.sys.Calls() {
		calls = append(calls, r.sys.ID(&r.worlds[0], c))
	}
	for i, o := range r.outcomes(d)[:m.base.alike(r, d, len(ways[0].does))] {
		alive = slices.DeleteFunc(alive, func(b behaviour) bool { return len(b.does) > i && b.does[i].excludes(o, calls) })
		if len(alive) == 0 {
			return &Departure{Reading: fails.Name, Step: i, Outcome: o}, nil
		}
	}
	return nil, nil
}
