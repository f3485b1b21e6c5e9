package judge

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
	"github.com/glarelab/glare/sim/event"
)

// Run is a run of the model in which the room has just these events, in their order: one of
// many, but one that can be replayed, drawn and explained.
type Run struct {
	Calls    []string `json:"calls"` // which of the calls it is about
	Readings string   `json:"readings"`
	Timing   string   `json:"timing"`
	Settled  bool     `json:"settled"` // it comes to rest without any further event
	Ended    string   `json:"ended"`   // how, if it does: "verdict ok: alice=idle bob=idle"
	Found    int      `json:"found"`   // how many that come to rest were found
	Well     int      `json:"well"`    // and how many of them end well
	Token    string   `json:"token"`
}

// maxRuns is of how many groups of calls a run is looked for, maxWorlds how many worlds each
// search looks at, and maxEnds how many runs it finds at most.
const (
	maxRuns   = 3
	maxWorlds = 20_000
	maxEnds   = 20
)

// runs looks for runs of the model, of calls in which something is wrong first.
func (t *trial) runs(devices []Device) []Run {
	list := []Run{}
	bad := map[string]bool{}
	for _, f := range t.findings {
		bad[f.Call] = bad[f.Call] || f.Grade != Note
	}
	groups := t.together()
	isBad := func(group []*call) bool { return slices.ContainsFunc(group, func(c *call) bool { return bad[c.name] }) }
	slices.SortStableFunc(groups, func(a, b []*call) int { return boolInt(isBad(b)) - boolInt(isBad(a)) })
	for _, group := range groups[:min(len(groups), maxRuns)] {
		if r, found := t.run(group, devices); found {
			list = append(list, r)
		}
	}
	return list
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sent is one event that the room has: which device sent it, what, of which call, and, where it
// says nothing but what streams are, whether one is muted.
type sent struct {
	device int
	typ    model.EventType
	call   int
	muted  bool
}

// run looks for a run in which the room has just the events of some calls.
func (t *trial) run(group []*call, devices []Device) (Run, bool) {
	s, ok := t.staged(group, devices)
	if !ok {
		return Run{}, false
	}
	for _, timing := range []string{"patient", "async"} {
		scenario, err := sim.Parse("judge", s.text+"timing "+timing+"\n", 1)
		if err != nil {
			return Run{}, false // the model has no such cast
		}
		made, err := checker.Open(scenario, checker.Rules{})
		if err != nil {
			return Run{}, false
		}
		found := s.find(made.System())
		if len(found) == 0 {
			continue
		}
		r := Run{Readings: strings.Join(scenario.Readings(), ", "), Timing: timing, Settled: s.settled}
		for _, c := range group {
			r.Calls = append(r.Calls, c.name)
		}
		schedule := scheduler.Schedule{Names: found[0]}
		if s.settled {
			r.Found = len(found)
			schedule, r.Ended, r.Well = gentlest(made, found)
		}
		r.Token = (&record.Token{Scenario: scenario, Schedule: schedule, Hashes: checker.Rules{}.Hash(scenario)}).Encode()
		return r, true
	}
	return Run{}, false
}

// gentlest is, of some runs, one that ends as well as any, how it ends, and how many end
// well.
func gentlest(made checker.Checker, found [][]string) (best scheduler.Schedule, ended string, well int) {
	rank := -1
	for _, names := range found {
		schedule := scheduler.Schedule{Names: names}
		trace, err := made.Replay(schedule)
		if err != nil {
			continue
		}
		word := trace.VerdictWord()
		if word == "ok" {
			well++
		}
		if r := slices.Index([]string{violated, "excused", "ok"}, word); r > rank {
			best, ended, rank = schedule, trace.VerdictLine(), r
		}
	}
	return best, ended, well
}

// staging is a cast for the model, and what its room has to have.
type staging struct {
	text string // the scenario, without its timing
	want []sent // in this order
	// short has bit c for each call that was over before its lifetime passed.
	short uint8

	settled bool // what was found comes to rest
}

// staged makes a scenario of some calls; false if the model has no such cast.
func (t *trial) staged(group []*call, explained []Device) (*staging, bool) {
	s := &staging{}
	cast := &cast{trial: t, placed: map[string][]*call{}}
	var list []int
	for _, c := range group {
		if c.invite < 0 || c.placed.Group.Has || c.caller.user == c.placed.Invitee {
			return nil, false
		}
		list = append(list, c.list...)
	}
	slices.Sort(list)
	for _, i := range list {
		if cast.join(who(&t.events[i])); len(cast.parties) > sim.MaxDevices || len(list) > maxGist {
			return nil, false
		}
	}
	if len(cast.users) == 1 {
		cast.join(party{user: "\x00nobody"})
	}
	if len(cast.users) > sim.MaxUsers {
		return nil, false
	}
	for _, c := range group {
		cast.places(c)
	}
	for _, c := range group {
		if c.over >= 0 && c.placed.LifetimeMS > 0 && t.since(c.invite, c.over) < c.placed.LifetimeMS-slackMS {
			s.short |= 1 << cast.call(c)
		}
	}
	for _, i := range list {
		e := &t.events[i]
		signal, ok := event.SignalOf(e.Content)
		said, _ := event.CallOf(e.Content)
		c := t.callOf(e.room, said.ID)
		switch {
		case !ok || signal.Type.OfCandidates():
			continue
		case signal.Type == model.Invite && i != c.invite:
			return nil, false
		}
		s.want = append(s.want, sent{cast.device(who(e)), signal.Type, cast.call(c), signal.Muted})
	}
	s.text = cast.text(group, explained)
	return s, true
}

// step is one action of a run that is looked for.
type step struct {
	parent int
	action sim.Action
	done   int // how many of the events the room has then
	key    string
}

// find looks for runs, depth first and calmest actions first, in which the homeserver accepts
// just what is wanted, in that order, and which then come to rest; or if there is none, for
// one that has come so far. It gives their schedules.
func (s *staging) find(sys *sim.System) [][]string {
	var w, after sim.World
	sys.Initial(0, &w)
	steps := []step{{parent: -1, key: string(sys.Key(&w))}}
	known := map[string]bool{}
	stack, partial := []int{0}, -1
	var ends []int
	var buf []sim.Action
	for len(stack) > 0 && len(steps) < maxWorlds && len(ends) < maxEnds {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		here := steps[at]
		sys.Unpack(&w, []byte(here.key))
		buf = sys.Enabled(&w, buf[:0])
		if here.done == len(s.want) {
			if !slices.ContainsFunc(buf, func(a sim.Action) bool { return sys.Fair(&w, a) }) {
				ends = append(ends, at)
				continue
			}
			if partial < 0 && isQuiet(sys, &w) {
				partial = at
			}
		}
		for _, a := range slices.Backward(buf) {
			next := step{parent: at, action: a, done: here.done}
			if a.Op == sim.OpLifetime && s.short>>a.Arg&1 != 0 {
				continue
			}
			if a.Op == sim.OpAccept {
				out := w.Box[a.Device].Out[0]
				if next.done == len(s.want) || s.want[next.done] != (sent{int(a.Device), out.Type(), out.Call(), out.Type() == model.Metadata && out.Muted()}) {
					continue
				}
				next.done++
			}
			sys.Unpack(&after, []byte(here.key))
			sys.Do(&after, a)
			next.key = string(sys.Key(&after))
			if id := next.key + string([]byte{byte(next.done)}); !known[id] {
				known[id] = true
				stack, steps = append(stack, len(steps)), append(steps, next)
			}
		}
	}
	if s.settled = len(ends) > 0; !s.settled && partial >= 0 {
		ends = []int{partial}
	}
	var found [][]string
	for _, at := range ends {
		found = append(found, schedule(sys, steps, at))
	}
	return found
}

// schedule is the names of the actions that lead to a step.
func schedule(sys *sim.System, steps []step, at int) (names []string) {
	var actions []sim.Action
	for ; steps[at].parent >= 0; at = steps[at].parent {
		actions = append(actions, steps[at].action)
	}
	var w sim.World
	sys.Initial(0, &w)
	for _, a := range slices.Backward(actions) {
		names = append(names, sys.Name(&w, a))
		sys.Do(&w, a)
	}
	return names
}

// isQuiet reports whether nothing is on its way to or from a homeserver.
func isQuiet(sys *sim.System, w *sim.World) bool {
	for d := range sys.Devices() {
		if w.Box[d].NIn+w.Box[d].NOut > 0 {
			return false
		}
	}
	return true
}
