package scheduler

import (
	"fmt"
	"slices"
	"strings"
)

// Step is one step of a replay. What it points to is valid during the call
// only.
type Step[W any, A comparable] struct {
	Index         int    // from 0
	Pick          int    // index into Enabled, or Heal
	Name          string // name of the action, or HealName
	Action        A      // the zero action where Pick is Heal
	Before, After *W
	Enabled       []A  // what was enabled before
	Violated      Set  // properties that the step, or the quiescent world after it, violates
	Quiescent     bool // the world after is quiescent
}

// DivergedError says that a schedule does not lead through the system any
// more.
type DivergedError struct {
	Step    int      // index of the name in the schedule
	Wanted  string   // the name
	Enabled []string // the names that would have been possible instead
}

func (e *DivergedError) Error() string {
	return fmt.Sprintf("step %d: %q is not enabled; enabled are: %s",
		e.Step+1, e.Wanted, strings.Join(e.Enabled, ", "))
}

// Finder is what a system offers in addition where more may happen than Enabled
// offers, such as an action at other moments.
type Finder[W any, A comparable] interface {
	// Find is the action with a name, if it may happen in w.
	Find(w *W, name string) (A, bool)
}

// Replay carries out exactly the named steps from initial world i and calls
// see, if it is not nil, after each. A name that is not enabled ends it with a
// *DivergedError and the result so far. A violation does not end it: the result
// has the first, and see is told of all. Where the schedule ends before
// quiescence and nothing is violated, the verdict is Undecided.
func Replay[W any, A comparable](sys System[W, A], judge Judge[W, A], i int, names []string, see func(*Step[W, A])) (*Result, error) {
	p, err := newPlayer(sys, judge, i, see)
	if err != nil {
		return nil, err
	}
	for step, name := range names {
		if !p.step(name) && !p.find(name) {
			return p.close(), &DivergedError{Step: step, Wanted: name, Enabled: p.enabledNames()}
		}
	}
	return p.close(), nil
}

// ReplayPicks is Replay by picks instead of names. A pick that is no index of
// an enabled action ends it with a *DivergedError.
func ReplayPicks[W any, A comparable](sys System[W, A], judge Judge[W, A], i int, picks []int, see func(*Step[W, A])) (*Result, error) {
	p, err := newPlayer(sys, judge, i, see)
	if err != nil {
		return nil, err
	}
	for step, pick := range picks {
		switch {
		case pick == Heal:
			p.heal()
		case pick >= 0 && pick < len(p.enabled):
			p.act(pick, sys.Name(&p.world, p.enabled[pick]))
		default:
			return p.close(), &DivergedError{Step: step, Wanted: fmt.Sprintf("pick %d", pick), Enabled: p.enabledNames()}
		}
	}
	return p.close(), nil
}

// Follow carries out the named steps from initial world i as far as they are
// enabled, skips the others, and then lets the run settle as Runner.Run does:
// drain calmly, heal, drain. A violation does not end it. Of each step that it
// skips it returns what [Replay] would have ended with.
func Follow[W any, A comparable](sys System[W, A], judge Judge[W, A], i int, names []string, see func(*Step[W, A])) (*Result, []DivergedError, error) {
	p, err := newPlayer(sys, judge, i, see)
	if err != nil {
		return nil, nil, err
	}
	var skipped []DivergedError
	p.skip = func(step int) {
		skipped = append(skipped, DivergedError{Step: step, Wanted: names[step], Enabled: p.enabledNames()})
	}
	p.follow(names, 0)
	return p.close(), skipped, nil
}

// player is a stage on which named steps are carried out one by one.
type player[W any, A comparable] struct {
	stage[W, A]
	see   func(*Step[W, A])
	skip  func(step int) // is told of each step that is not enabled; may be nil
	calm  *calm[W, A]
	names []string // of the steps taken
	found Set      // all properties violated so far, Result.Violated has the first ones
	shown Step[W, A]
	// unhealed says that following a schedule does not end the faults.
	unhealed bool
	most     int // following a schedule ends after so many steps; 0: when it settles
}

func newPlayer[W any, A comparable](sys System[W, A], judge Judge[W, A], i int, see func(*Step[W, A])) (*player[W, A], error) {
	if i < 0 || i >= sys.Initials() {
		return nil, fmt.Errorf("initial world %d: there are %d, counted from 0", i, sys.Initials())
	}
	p := &player[W, A]{stage: stage[W, A]{sys: sys, judge: judge}, see: see, calm: &calm[W, A]{sys: sys}}
	p.start(i)
	return p, nil
}

// start begins a new replay; the violation of an initial world that is already
// quiescent counts too.
func (p *player[W, A]) start(i int) {
	p.begin(i)
	p.names, p.found = p.names[:0], 0
	p.look()
	p.found = p.judgeFinal()
}

// step takes the named step and returns false if that is not enabled.
func (p *player[W, A]) step(name string) bool {
	if name == HealName {
		p.heal()
		return true
	}
	for i, a := range p.enabled {
		if p.sys.Name(&p.world, a) == name {
			p.act(i, name)
			return true
		}
	}
	return false
}

// find takes the named step, if it may happen although it is not offered. A pick
// beyond what is enabled stands for it.
func (p *player[W, A]) find(name string) bool {
	finder, ok := p.sys.(Finder[W, A])
	if !ok {
		return false
	}
	a, ok := finder.Find(&p.world, name)
	if ok {
		p.enabled = append(p.enabled, a)
		p.act(len(p.enabled)-1, name)
	}
	return ok
}

// act takes enabled action i, whose name is given.
func (p *player[W, A]) act(i int, name string) {
	p.shown = Step[W, A]{Index: len(p.names), Pick: i, Name: name, Action: p.enabled[i]}
	if p.see != nil {
		p.shown.Enabled = slices.Clone(p.enabled)
	}
	p.names = append(p.names, name)
	p.arrived(p.take(i))
}

// heal ends the faults.
func (p *player[W, A]) heal() {
	p.shown = Step[W, A]{Index: len(p.names), Pick: Heal, Name: HealName}
	if p.see != nil {
		p.shown.Enabled = slices.Clone(p.enabled)
	}
	p.names = append(p.names, HealName)
	p.sys.Copy(&p.before, &p.world)
	p.sys.Heal(&p.world)
	p.healed()
	p.arrived(0)
}

// arrived judges and shows the world after a step that violated set.
func (p *player[W, A]) arrived(set Set) {
	p.look()
	set |= p.judgeFinal()
	p.found |= set
	if p.see != nil {
		p.shown.Before, p.shown.After = &p.before, &p.world
		p.shown.Violated, p.shown.Quiescent = set, p.quiescent
		p.see(&p.shown)
	}
}

// follow takes the named steps that are enabled and settles; it ends early
// where a property of until is violated, and returns whether one was.
func (p *player[W, A]) follow(names []string, until Set) bool {
	for i, name := range names {
		if p.found&until != 0 {
			return true
		}
		if p.full() {
			return false
		}
		if !p.step(name) && p.skip != nil {
			p.skip(i)
		}
	}
	p.drain(until)
	if p.found&until != 0 || p.unhealed || p.full() {
		return p.found&until != 0
	}
	p.sys.Copy(&p.before, &p.world)
	was := p.quiescent
	p.sys.Heal(&p.world)
	p.look()
	frees := !was || !p.quiescent
	p.sys.Copy(&p.world, &p.before)
	p.look()
	if frees {
		p.heal()
		p.drain(until)
	}
	return p.found&until != 0
}

// drain lets fair actions happen, calmest first, until quiescence, the bound or
// a violation of until.
func (p *player[W, A]) drain(until Set) {
	p.calm.Begin(0, 0)
	var choice Choice[W, A]
	for n := 0; n < DefaultDrain && !p.quiescent && p.found&until == 0 && !p.full(); n++ {
		choice = Choice[W, A]{World: &p.world, Enabled: p.enabled, Step: n}
		pick := p.calm.Pick(&choice)
		p.act(pick, p.sys.Name(&p.world, p.enabled[pick]))
	}
}

// full reports whether no further step is to be taken.
func (p *player[W, A]) full() bool { return p.most > 0 && len(p.names) >= p.most }

// close completes the result.
func (p *player[W, A]) close() *Result {
	r := p.end()
	r.Schedule = r.Schedule.Clone()
	if r.Schedule.Picks == nil {
		r.Schedule.Picks = []int{} // a schedule of no steps is one
	}
	r.Schedule.Names = slices.Clone(p.names)
	return r
}

func (p *player[W, A]) enabledNames() []string {
	names := make([]string, len(p.enabled))
	for i, a := range p.enabled {
		names[i] = p.sys.Name(&p.world, a)
	}
	return names
}

// Names fills in the names of a schedule that has picks only. The picks must
// come from the same build of the same system.
func Names[W any, A comparable](sys System[W, A], s Schedule) (Schedule, error) {
	r, err := ReplayPicks(sys, nobody[W, A]{}, s.Initial, s.Picks, nil)
	if err != nil {
		return s, err
	}
	return r.Schedule, nil
}
