package checker

import (
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// boundedJudge is a judge who takes no run seriously that exceeds a limit of the
// simulated world: from there on nothing is violated. It notes such runs, and
// what users did.
type boundedJudge[W any] struct {
	scheduler.Judge[W, sim.Action]
	checker *checker[W]
	focus   *focused[W] // nil for all that may be violated
	notes   notes
}

// notes are what a judge has noted, from several goroutines at once.
type notes struct {
	full  atomic.Uint32                               // set of the limits that some run exceeds
	deeds [sim.MaxDevices][sim.NumPresses]atomic.Bool // in the order of [sim.PressKinds]
}

// withinLimits is the property that says that a run means something.
var withinLimits = properties.Set(1) << slices.Index(properties.Names(), "within-limits")

func (c *checker[W]) bounded(judge scheduler.Judge[W, sim.Action]) *boundedJudge[W] {
	return &boundedJudge[W]{Judge: judge, checker: c, focus: c.focused()}
}

func (j *boundedJudge[W]) Step(before *W, a sim.Action, after *W) properties.Set {
	if i := a.Op - sim.OpPlace; int(i) < sim.NumPresses {
		if deed := &j.notes.deeds[a.Device][i]; !deed.Load() { // a store would make the workers wait for each other
			deed.Store(true)
		}
	}
	set := j.Judge.Step(before, a, after)
	if set&withinLimits != 0 {
		if j.checker.broken != nil && j.checker.broken(after) {
			return ClientFault
		}
		j.notes.full.Or(j.checker.full(after))
		return 0
	}
	if set != 0 && j.focus != nil {
		return j.focus.of(set, before, a, after)
	}
	return set
}

func (j *boundedJudge[W]) Final(w *W) properties.Set {
	if j.checker.broken != nil && j.checker.broken(w) {
		return ClientFault
	}
	set := j.Judge.Final(w)
	if set != 0 && j.checker.exceeds(w) {
		return 0
	}
	if set != 0 && j.focus != nil {
		return j.focus.of(set, nil, sim.Action{}, w)
	}
	return set
}

func (j *boundedJudge[W]) Outcome(w *W) scheduler.Code {
	if j.checker.exceeds(w) {
		return noOutcome
	}
	return j.Judge.Outcome(w)
}

// ClientFault is violated where a real client does not keep to the protocol by which it is
// driven: it is no property, and says nothing of calls. It ends a run, whose verdict is
// undecided, and is found and shrunk as a violation is.
const ClientFault = properties.Set(1) << (excusedFrom - 1)

// noOutcome stands for the end of a run that exceeds a limit.
var noOutcome = scheduler.Code{1<<64 - 1, 1<<64 - 1, 1<<64 - 1}

// exceeds reports whether the run that has led to w exceeds a limit.
func (c *checker[W]) exceeds(w *W) bool { return c.world(w).Causes&sim.Overflow != 0 }

// What can be full, for each device; then what a world has once.
const (
	fullOut = iota
	fullIn
	fullFed
	fullQueues
	fullClock = fullQueues * sim.MaxDevices
	fullOther = fullClock + 1
)

// full is the set of what is full in a world that exceeds a limit.
func (c *checker[W]) full(w *W) (set uint32) {
	note := func(d, queue int, full bool) {
		if full {
			set |= 1 << (d*fullQueues + queue)
		}
	}
	inner := c.world(w)
	for d := range c.inner.Devices() {
		b := &inner.Box[d]
		note(d, fullOut, int(b.NOut) == len(b.Out))
		note(d, fullIn, int(b.NIn) == len(b.In))
	}
	for _, link := range c.inner.Links(inner) {
		note(link.Gate, fullFed, int(link.Queue.N) == len(link.Queue.Items))
	}
	if pending, most := c.pending(w); most > 0 && pending == most {
		set |= 1 << fullClock
	}
	if set == 0 {
		set = 1 << fullOther
	}
	return set
}

// limitText says which limits a set of runs exceeds; it is empty for none.
func (c *checker[W]) limitText(set uint32) string {
	var list []string
	say := func(bit int, most int, text string) {
		if set>>bit&1 != 0 {
			list = append(list, "more than "+strconv.Itoa(most)+" "+text)
		}
	}
	var b sim.Box
	var fed sim.FedQueue
	for d := range c.inner.Devices() {
		user := c.inner.DeviceName(d)
		say(d*fullQueues+fullOut, len(b.Out), "sends of "+user+" wait for the homeserver")
		say(d*fullQueues+fullIn, len(b.In), "events wait for "+user+" to sync them")
		say(d*fullQueues+fullFed, len(fed.Items), "events are under way to "+user+"'s homeserver")
	}
	if _, most := c.pending(new(W)); most > 0 {
		say(fullClock, most, "things are about to happen at one time")
	}
	if set>>fullOther&1 != 0 {
		list = append(list, "more is under way than there is room for")
	}
	return strings.Join(list, ", or ")
}

// never lists what users must do and did in no run: "bob answers". Where only
// one of two runs was explored in which the users change places, what one did
// the other did too.
func (n *notes) never(s *sim.Scenario, mirrored bool) []string {
	var list []string
	for u := range s.Users {
		for i, kind := range sim.PressKinds() {
			press := kind.Of(&s.Users[u])
			done := false
			for d := range s.Devices {
				done = done || (mirrored || s.Devices[d].User == u) && n.deeds[d][i].Load()
			}
			if press.Must && press.Times > 0 && !done {
				list = append(list, s.Users[u].Name+" "+kind.Verb)
			}
		}
	}
	return list
}
