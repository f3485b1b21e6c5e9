package properties_test

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/sim"
)

// BenchmarkSleepSets measures how many steps sleep sets could spare at most: a
// step is left out where it was taken before a step that commutes with it in
// the very world, which is more than any relation known beforehand allows.
func BenchmarkSleepSets(b *testing.B) {
	for _, c := range []cell{
		{"glare", "literal", "", "", ""},
		{"glare", "literal-sent", "", "", ""},
		{"federated-glare", "literal", "", "", ""},
		{"glare", "literal", "send-unknown=1", "", ""},
		{"glare", "literal", "", "async", ""},
	} {
		b.Run(c.String(), func(b *testing.B) {
			s := sleeping{sys: c.compile(b)}
			for b.Loop() {
				s.run()
			}
			b.ReportMetric(float64(s.all)/float64(s.taken), "all/taken")
			b.ReportMetric(float64(s.again), "again")
		})
	}
}

// sleeping is a search level by level with sleep sets (Godefroid 1996), which
// expands a world again if a later way there wakes an action up.
type sleeping struct {
	sys               *sim.System
	sleep, done       map[sim.State][]sim.Action
	next              []sim.State
	all, taken, again int
}

func (s *sleeping) run() {
	*s = sleeping{sys: s.sys, sleep: map[sim.State][]sim.Action{}, done: map[sim.State][]sim.Action{}}
	for i := range s.sys.Initials() {
		var w sim.World
		s.sys.Initial(i, &w)
		s.arrive(w.State, nil)
	}
	for len(s.next) > 0 {
		level := s.next
		s.next = nil
		for _, state := range level {
			s.expand(state)
		}
	}
}

func (s *sleeping) expand(state sim.State) {
	w := sim.NewWorld(state)
	enabled := s.sys.Enabled(&w, nil)
	if done, known := s.done[state]; known {
		s.again += min(len(done), 1)
	} else {
		s.all += len(enabled)
	}
	asleep := slices.Clone(s.sleep[state])
	for _, a := range enabled {
		if slices.Contains(asleep, a) {
			continue
		}
		if !slices.Contains(s.done[state], a) {
			s.taken++
			s.done[state] = append(s.done[state], a)
			var still []sim.Action
			for _, b := range asleep {
				if s.commute(w, a, b) {
					still = append(still, b)
				}
			}
			s.sys.Do(&w, a)
			s.arrive(w.State, still)
			w = sim.NewWorld(state)
		}
		asleep = append(asleep, a)
	}
}

// arrive notes a way to a world on which some actions sleep.
func (s *sleeping) arrive(state sim.State, asleep []sim.Action) {
	old, known := s.sleep[state]
	both := slices.DeleteFunc(slices.Clone(asleep), func(a sim.Action) bool { return known && !slices.Contains(old, a) })
	_, expanded := s.done[state]
	if !known || expanded && len(both) < len(old) && !slices.Contains(s.next, state) {
		s.next = append(s.next, state)
	}
	s.sleep[state] = both
}

// commute reports whether two enabled actions lead to one world in either order.
func (s *sleeping) commute(w sim.World, a, b sim.Action) bool {
	ab, ba := w, w
	s.sys.Do(&ab, a)
	s.sys.Do(&ba, b)
	if !slices.Contains(s.sys.Enabled(&ab, nil), b) || !slices.Contains(s.sys.Enabled(&ba, nil), a) {
		return false
	}
	s.sys.Do(&ab, b)
	s.sys.Do(&ba, a)
	return ab.State == ba.State
}
