package realise

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/sim"
)

// reached is a world that was reached within the delays, and how.
type reached struct {
	zone   *sim.Zone // nil where it is no longer needed
	place  int32
	before *reached // nil at the start
	action sim.Action
	actor  int
	// Of the ways to it, one with few changes of actor and calm steps reads best.
	switches, calm int
}

// search goes through the worlds that can be reached in time, level by level, and
// leaves out what leads to no end within a number of steps. It returns the end of
// the best shortest story, or why it gave up.
func (r *realiser) search(steps int) (*reached, string) {
	var level []*reached
	r.zones = 0
	for i := range r.sys.Initials() {
		z := r.clock.Zone(i)
		level = append(level, &reached{zone: z, place: r.atlas.number[z.Place()], actor: -1})
	}
	for depth := 0; len(level) > 0 && depth < steps; depth++ {
		var next, ends []*reached
		for _, n := range level {
			if reason := r.stop(); reason != "" {
				return nil, reason
			}
			next, ends = r.advance(n, steps-depth-1, next, ends)
			n.zone = nil
		}
		if len(ends) > 0 {
			return slices.MinFunc(ends, compareReached), ""
		}
		level = r.distinct(next)
		r.tell(depth + 1)
	}
	return nil, ""
}

// advance appends what a world leads to, from where an end is at most left steps
// away; ends are the ends of stories.
func (r *realiser) advance(n *reached, left int, next, ends []*reached) (list, found []*reached) {
	var room [128]sim.Action
	for i, a := range r.sys.Enabled(&n.zone.World.World, room[:0]) {
		e := r.atlas.places[n.place].next[i]
		if e.to < 0 || !e.ends && r.atlas.places[e.to].left > left {
			continue
		}
		actor, _, _, calm := r.sys.Info(a)
		after := reached{place: e.to, before: n, action: a, actor: int(actor), switches: n.switches, calm: n.calm + int(calm)}
		if n.actor != after.actor {
			after.switches++
		}
		for _, zone := range r.clock.Advance(n.zone, a) {
			r.zones++
			one := after
			if one.zone = zone; e.ends {
				ends = append(ends, &one)
			}
			if r.atlas.places[e.to].left <= left {
				next = append(next, &one)
			}
		}
	}
	return next, ends
}

func compareReached(a, b *reached) int {
	if a.switches != b.switches {
		return a.switches - b.switches
	}
	return a.calm - b.calm
}

// distinct leaves out what is reached at no other times than a better one.
func (r *realiser) distinct(level []*reached) []*reached {
	slices.SortStableFunc(level, compareReached)
	var kept []*reached
	same := map[int32][]*sim.Zone{}
	for _, n := range level {
		if !slices.ContainsFunc(same[n.place], n.zone.Within) {
			same[n.place] = append(same[n.place], n.zone)
			kept = append(kept, n)
		}
	}
	return kept
}

// names are the steps that lead to an end, and the initial world.
func (r *realiser) names(last *reached) (names []string, initial int, err error) {
	var actions []sim.Action
	for ; last.before != nil; last = last.before {
		actions = append(actions, last.action)
	}
	slices.Reverse(actions)
	var w sim.World
	initial = int(last.place) // the initial worlds were met first
	r.sys.Initial(initial, &w)
	for _, a := range actions {
		names = append(names, r.sys.Name(&w, a))
		r.sys.Do(&w, a)
	}
	if _, err = r.clock.Realise(initial, names); err != nil {
		err = fmt.Errorf("a story that can happen was found, and it cannot: %w", err)
	}
	return names, initial, err
}
