package survey

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"unsafe"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Difference says what can tell two fleets apart.
type Difference struct {
	Verdict bool // with the first fleet it goes wrong, and with the second it does not
	Steps   int  // of a shortest story
}

// What two fleets can be told apart by, as bits of what [followJudge] finds.
const (
	otherVerdict = 1 << iota
	otherOutcome
)

// Side is a scenario with the clients in it, made ready to follow another one that differs
// only in its clients, or to be followed.
type Side struct {
	sys    *sim.System
	judge  *properties.Judge
	spends bool // only runs count that spend a fault
}

// NewSide makes a side of a network with a fleet; in one with faults only runs count that
// spend one. The error says what keeps the network from having the fleet.
func NewSide(n *Network, f Fleet) (*Side, error) {
	side, err := SideOf(n.With(f))
	if err == nil && n.Faults != "" {
		side.spends = slices.ContainsFunc(n.Scenario.Faults, func(f sim.FaultBudget) bool { return f.Times > 0 })
	}
	return side, err
}

// SideOf makes a side of a scenario, of which all runs count.
func SideOf(s *sim.Scenario) (*Side, error) {
	compiled, err := sim.Compile(s)
	if err != nil {
		return nil, err
	}
	return &Side{sys: compiled, judge: properties.NewJudge(compiled)}, nil
}

// FollowOptions are what is known of two sides, and how far is looked.
type FollowOptions struct {
	Fine      bool // the first never goes wrong
	MaxStates uint64
	MaxMemory uint64 // in bytes
}

// Follow explores every run of one side and lets another, that differs only in its clients, follow
// it step by step: what is not possible there is skipped, and when the first is at
// rest the other is let settle. It finds out whether a run goes wrong with the first
// and not with the other, or else whether one ends differently; nil is neither. Where a bound ends the search the
// error is [checker.ErrUndecided], and what is found is what tells them apart until then.
func Follow(ctx context.Context, first, second *Side, options FollowOptions) (found *Difference, err error) {
	sys := newFollowSystem(first, second)
	judge, notes := followJudge{sys, otherVerdict | otherOutcome}, scheduler.Set(otherOutcome)
	if options.Fine { // the first other outcome is all that can be found
		judge.wanted, notes = otherOutcome, 0
	}
	r := scheduler.Search(ctx, sys, judge, scheduler.SearchOptions{
		MaxStates: options.MaxStates, MaxMemory: options.MaxMemory, Silent: true, AnyCycle: true, Notes: notes,
	})
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	switch {
	case len(r.Findings) > 0:
		return &Difference{!options.Fine, r.Findings[0].Steps()}, nil
	case len(r.Notes) > 0:
		found = &Difference{false, r.Notes[0].Steps()}
	}
	if r.Reason != "" {
		err = checker.Undecided(first.sys.Scenario, r.Reason)
	}
	return found, err
}

// Story is a shortest story that tells two sides apart as d says.
func (d *Difference) Story(ctx context.Context, first, second *Side) (scheduler.Schedule, error) {
	sys := newFollowSystem(first, second)
	judge := followJudge{sys, otherOutcome}
	if d.Verdict {
		judge.wanted = otherVerdict
	}
	r := scheduler.Search(ctx, sys, judge, scheduler.SearchOptions{AnyCycle: true})
	switch {
	case ctx.Err() != nil:
		return scheduler.Schedule{}, context.Cause(ctx)
	case len(r.Findings) == 0:
		panic("survey: a second search has not found what the first one did")
	}
	return r.Findings[0].Schedule, nil
}

func newFollowSystem(first, second *Side) *followSystem {
	return &followSystem{
		side: [2]*sim.System{first.sys, second.sys}, judge: [2]*properties.Judge{first.judge, second.judge}, faulty: first.spends,
	}
}

// followWorld is a world and the one that follows it.
type followWorld struct {
	side   [2]sim.World
	bad    [2]properties.Set // what either has violated
	text   [followKey]byte   // room for the key
	before sim.World         // room for a world before a step
}

// followKey is the length of two keys, and what was violated, at most.
const followKey = 2 * int(unsafe.Sizeof(sim.State{})+unsafe.Sizeof(properties.Set(0)))

// followSystem makes worlds follow each other.
type followSystem struct {
	side   [2]*sim.System
	judge  [2]*properties.Judge
	faulty bool // only runs count that spend a fault
}

func (s *followSystem) Initials() int { return s.side[0].Initials() }

func (s *followSystem) Initial(i int, w *followWorld) {
	s.side[0].Initial(i, &w.side[0])
	s.side[1].Initial(i, &w.side[1])
	w.bad = [2]properties.Set{}
}

func (s *followSystem) Enabled(w *followWorld, buf []sim.Action) []sim.Action {
	return s.side[0].Enabled(&w.side[0], buf)
}

// Do takes a step with the first, and the step of the same name with the second.
func (s *followSystem) Do(w *followWorld, a sim.Action) {
	b, ok := s.same(w, a)
	s.step(0, w, a)
	if ok {
		s.step(1, w, b)
	}
}

func (s *followSystem) step(i int, w *followWorld, a sim.Action) {
	s.side[i].Copy(&w.before, &w.side[i])
	s.side[i].Do(&w.side[i], a)
	w.bad[i] |= s.judge[i].Step(&w.before, a, &w.side[i])
}

// same is the action of the second side that has the name which action a has on
// the first.
func (s *followSystem) same(w *followWorld, a sim.Action) (sim.Action, bool) {
	if bytes.Equal(s.side[0].Key(&w.side[0]), s.side[1].Key(&w.side[1])) {
		return a, true // nothing has parted them yet
	}
	var buf [64]sim.Action
	enabled := s.side[1].Enabled(&w.side[1], buf[:0])
	if slices.Contains(enabled, a) && s.side[0].Name(&w.side[0], a) == s.side[1].Name(&w.side[1], a) {
		return a, true
	}
	name := s.side[0].Name(&w.side[0], a)
	for _, b := range enabled {
		if b.Op == a.Op && s.side[1].Name(&w.side[1], b) == name {
			return b, true
		}
	}
	return a, false
}

func (s *followSystem) Copy(dst, src *followWorld) {
	s.side[0].Copy(&dst.side[0], &src.side[0])
	s.side[1].Copy(&dst.side[1], &src.side[1])
	dst.bad = src.bad
}

// Key is both keys, and whether either has gone wrong.
func (s *followSystem) Key(w *followWorld) []byte {
	text := append(w.text[:0], s.side[0].Key(&w.side[0])...)
	text = append(text, s.side[1].Key(&w.side[1])...)
	for _, bad := range w.bad {
		text = binary.LittleEndian.AppendUint64(text, bad)
	}
	return text
}

// Unpack makes w the worlds of a key.
func (s *followSystem) Unpack(w *followWorld, key []byte) {
	for i, side := range s.side {
		n := len(side.Key(&w.side[i]))
		side.Unpack(&w.side[i], key[:n])
		key = key[n:]
	}
	for i := range w.bad {
		w.bad[i] = binary.LittleEndian.Uint64(key)
		key = key[8:]
	}
}

func (s *followSystem) Fair(w *followWorld, a sim.Action) bool { return s.side[0].Fair(&w.side[0], a) }

func (s *followSystem) Heal(w *followWorld) {
	s.side[0].Heal(&w.side[0])
	s.side[1].Heal(&w.side[1])
}

func (s *followSystem) Name(w *followWorld, a sim.Action) string {
	return s.side[0].Name(&w.side[0], a)
}

func (s *followSystem) Info(a sim.Action) (actor uint8, objects uint64, kind scheduler.Kind, calm uint8) {
	return s.side[0].Info(a)
}

func (s *followSystem) Fault(a sim.Action) int { return s.side[0].Fault(a) }

func (s *followSystem) Faults() int { return s.side[0].Faults() }

// followJudge compares how the two end.
type followJudge struct {
	sys    *followSystem
	wanted properties.Set // what it finds
}

func (j followJudge) Step(*followWorld, sim.Action, *followWorld) properties.Set { return 0 }

func (j followJudge) Cause(*followWorld) uint32 { return 0 }

func (j followJudge) Outcome(*followWorld) scheduler.Code { return scheduler.Code{} }

func (j followJudge) Final(w *followWorld) properties.Set {
	s := j.sys
	if s.faulty && !s.spent(w) {
		return 0
	}
	var end followWorld
	s.Copy(&end, w)
	if !s.settle(&end) || (end.side[0].Causes|end.side[1].Causes)&sim.Overflow != 0 {
		return 0
	}
	first := end.bad[0] | s.judge[0].Final(&end.side[0])
	second := end.bad[1] | s.judge[1].Final(&end.side[1])
	var set properties.Set
	if first != 0 && second == 0 {
		set |= otherVerdict
	}
	if s.judge[0].Outcome(&end.side[0]) != s.judge[1].Outcome(&end.side[1]) {
		set |= otherOutcome
	}
	return set & j.wanted
}

// spent reports whether the run has spent a fault of the scenario.
func (s *followSystem) spent(w *followWorld) bool {
	for i, f := range s.side[0].Scenario.Faults {
		if w.side[0].Budget[i] < f.Times {
			return true
		}
	}
	return false
}

// settle lets the second side come to rest, calmly; false if it does not.
func (s *followSystem) settle(w *followWorld) bool {
	var buf [64]sim.Action
	for range scheduler.DefaultDrain {
		enabled := s.side[1].Enabled(&w.side[1], buf[:0])
		i := slices.IndexFunc(enabled, func(a sim.Action) bool { return s.side[1].Fair(&w.side[1], a) })
		if i < 0 {
			return true
		}
		s.step(1, w, enabled[i])
	}
	return false
}
