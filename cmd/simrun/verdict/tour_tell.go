package verdict

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/sim"
)

// Found is one way in which runs of a tour go wrong, with a short story.
type Found struct {
	Stop  *Stop // of the first run
	Count uint64
	Stops int // at which it was met
	Story *story.Story
	short bool
	key   string // before it was
}

// mostFound is how many ways are told.
const mostFound = 500

// mostSorts is how many sorts of one stop are looked at.
const mostSorts = 24

// tell tells a short story of each way in which runs went wrong: what has the same property,
// spends the same faults and comes to the same facts, whoever of the users it is, is one.
func (t *Touring) tell(ctx context.Context, p *story.Reporter, tour *Tour, meter story.Meter) error {
	var all []*Found
	for _, s := range tour.open() {
		all = append(all, s.found...)
	}
	found := gathered(all)
	told := found[:min(len(found), mostFound)]
	var done atomic.Int64
	err := checker.Each(ctx, t.Workers, len(told), func(i int) error {
		meter.Tell(done.Add(1)*story.WholeShare/int64(len(told)), "stories", done.Load(), "of", len(told))
		err := t.shorten(ctx, p, told[i])
		if _, ok := errors.AsType[*Absent](err); ok {
			return nil // it is one of those that are not told
		}
		return err
	})
	short := slices.DeleteFunc(slices.Clone(told), func(f *Found) bool { return !f.short })
	tour.Findings, tour.More = merged(short), len(found)-len(short)
	return err
}

// look tells the first run of each sort of a stop.
func (t *Touring) look(ctx context.Context, there *story.Reporter, s *Stop, scenario *sim.Scenario, compiled checker.Checker) error {
	for _, w := range s.sorts[:min(len(s.sorts), mostSorts)] {
		if ctx.Err() != nil {
			return nil
		}
		run, err := compiled.Focused(w.focus).Run(t.Strategy, t.Seed, w.first)
		if err != nil {
			return err
		}
		told, err := there.Tell(scenario, run.Schedule, sought(w.focus, w.violated))
		if err != nil {
			return err
		}
		if told.Problem != nil {
			s.found = append(s.found, &Found{Stop: s, Count: w.count, Stops: 1, Story: told})
		}
	}
	return nil
}

// gathered makes one of the findings that come to the same, in their order.
func gathered(list []*Found) (one []*Found) {
	for _, f := range list {
		f.key = aboutWhat(f.Story)
		i := slices.IndexFunc(one, func(g *Found) bool { return g.key == f.key })
		if i < 0 {
			one = append(one, f)
			continue
		}
		one[i].take(f)
	}
	return one
}

// take takes over where another finding was met.
func (f *Found) take(g *Found) { f.Count, f.Stops = f.Count+g.Count, f.Stops+g.Stops }

// storyTime is how long a story is made shorter. It is longer than any takes, since what time cuts
// short is not the same twice: only a client that hangs comes to it.
const storyTime = 5 * time.Minute

// shorten makes the story of a finding a short one: the clients take their seats once more.
func (t *Touring) shorten(ctx context.Context, p *story.Reporter, f *Found) error {
	ctx, cancel := context.WithTimeoutCause(ctx, storyTime, checker.ErrBudget)
	defer cancel()
	seated, err := t.Open(f.Stop.Scenario.Clone())
	if err != nil {
		return err
	}
	defer seated.Close()
	there := f.Stop.on(p, seated)
	compiled, err := there.Open(f.Story.Checker.Scenario())
	if err != nil {
		return err
	}
	trace, err := compiled.Replay(f.Story.Schedule)
	if err != nil {
		return err
	}
	told, err := there.Story(compiled, trace, f.Story.Problem.Property)
	if err != nil {
		return err
	}
	f.Story, _, err = there.Shorten(ctx, told)
	f.short = err == nil
	return err
}

// merged makes one of the findings that come to the same once they are short, those that need
// no fault first. The gravest stand first.
func merged(list []*Found) []*Found {
	slices.SortStableFunc(list, func(f, g *Found) int {
		return cmp.Or(len(f.Story.Spent())-len(g.Story.Spent()), len(f.Story.Schedule.Names)-len(g.Story.Schedule.Names))
	})
	var one []*Found
	for _, f := range list {
		key, bare := aboutWhat(f.Story), facts(f.Story)
		i := slices.IndexFunc(one, func(g *Found) bool {
			return aboutWhat(g.Story) == key || len(g.Story.Spent()) == 0 && facts(g.Story) == bare
		})
		if i < 0 {
			one = append(one, f)
			continue
		}
		one[i].take(f)
	}
	slices.SortStableFunc(one, func(f, g *Found) int { return f.Story.Problem.Severity - g.Story.Problem.Severity })
	return one
}

// aboutWhat is what findings are told apart by.
func aboutWhat(t *story.Story) string {
	return strings.Join(slices.Sorted(maps.Keys(t.Spent())), ",") + " | " + facts(t)
}

// facts are a story's property, and why it is violated, whoever of the users it is.
func facts(t *story.Story) string {
	s := t.Checker.Scenario()
	names := s.CallNames()
	for i := range s.Devices {
		names = append(names, s.DeviceName(i), s.Users[s.Devices[i].User].Name)
	}
	text := strings.Join(append([]string{t.Problem.Property}, t.Problem.Facts[:]...), "; ")
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;:()", r) })
	for i, word := range words {
		if slices.Contains(names, strings.TrimSuffix(word, "'s")) {
			words[i] = "one"
		}
	}
	return strings.Join(words, " ")
}
