package checker

import (
	"context"
	"errors"
	"sync"

	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Checker is a scenario ready to be explored, timed or not.
type Checker interface {
	Scenario() *sim.Scenario
	// System is the world of the scenario, without its clock.
	System() *sim.System
	// Search is the exhaustive search; it is an error in a timed scenario.
	Search(context.Context, scheduler.SearchOptions) (*Searched, error)
	// Focused is the same scenario for whoever looks for some violations only.
	Focused(Focus) Checker
	// Count counts the schedules, where there are at most maxStates states.
	Count(ctx context.Context, maxStates uint64) scheduler.Schedules
	// Fuzz makes runs by the strategy named.
	Fuzz(context.Context, string, scheduler.FuzzOptions) (*Fuzzed, error)
	// Sample makes runs by the strategy named and shows each, whatever it comes to.
	Sample(context.Context, Sampling) (limits string, err error)
	// Reach compares the worlds that runs have led to with all there are, within the
	// bounds of the options; it is an error in a timed scenario.
	Reach(ctx context.Context, covered *scheduler.Coverage, options scheduler.SearchOptions, ways int) (scheduler.Reach, error)
	// Run makes one run by the strategy named; its schedule has names.
	Run(strategy string, seed, run uint64) (*scheduler.Result, error)
	// Replay carries out exactly the schedule; Follow skips what is not enabled
	// and settles. The trace holds what was done, with an error too.
	Replay(scheduler.Schedule) (*Trace, error)
	Follow(scheduler.Schedule) (*Trace, error)
	// Worlds carries out a schedule and shows each world that it leads to, the initial
	// one first: after which action, and at which time in ms, or -1 without a clock.
	Worlds(s scheduler.Schedule, see func(action string, w *sim.World, atMS int64)) error
	// Shrink is a smaller schedule that violates one of the set, or nil; the smallest
	// so far if the context ends.
	Shrink(ctx context.Context, s scheduler.Schedule, set properties.Set) (*scheduler.Result, error)
	// Shortest is a shortest schedule that violates one of the set, or nil.
	Shortest(context.Context, properties.Set, scheduler.SearchOptions) *scheduler.Finding
	// Outlook says on which steps the end of a schedule depended that violates
	// something; the error is [scheduler.ErrNothingWrong] for one that does not.
	Outlook(context.Context, scheduler.Schedule, scheduler.OutlookOptions) (*Outlook, error)
	// Moment carries out a schedule and shows what may happen next.
	Moment(scheduler.Schedule) (*Moment, error)
	// Ahead says what lies ahead of where a schedule leads to, good or bad.
	Ahead(context.Context, scheduler.Schedule, scheduler.OutlookOptions) (*scheduler.Ahead, error)
	// OutcomeText is the text of an outcome code.
	OutcomeText(scheduler.Code) string
	// Asymmetry says why no run has an image in which the users change places,
	// or is empty.
	Asymmetry() string
	// Rate measures runs for benchmarks: it makes n runs of a strategy and
	// returns the actions that they took.
	Rate(strategy string, seed, n uint64) (actions uint64, err error)
}

// Open compiles a scenario.
func Open(s *sim.Scenario, rules Rules) (Checker, error) {
	each, err := rules.For(s)
	if err != nil {
		return nil, err
	}
	if s.Timing == sim.Timed {
		sys, err := sim.CompileTimedEach(s, each)
		if err != nil {
			return nil, err
		}
		return timed(sys), nil
	}
	sys, err := sim.CompileEach(s, each)
	if err != nil {
		return nil, err
	}
	judge := properties.NewJudge(sys)
	return &checker[sim.World]{
		scenario: s, sys: sys, judge: judge, plain: judge, strict: strictly(sys), destroys: destroying(s), inner: sys, text: sys.OutcomeText,
		world:   func(w *sim.World) *sim.World { return w },
		clock:   func(*sim.World) int64 { return -1 },
		pending: func(*sim.World) (n, most int) { return 0, 0 },
		explain: judge.Explain,
	}, nil
}

// OpenDriven compiles a scenario in which real clients stand in the place of some devices.
func OpenDriven(s *sim.Scenario, rules Rules, clients sim.Clients) (Checker, error) {
	each, err := rules.For(s)
	if err != nil {
		return nil, err
	}
	sys, err := sim.CompileDriven(s, each, clients)
	if err != nil {
		return nil, err
	}
	c := timed(sys)
	c.sys = &driven{sys, sync.OnceValue(func() *sim.TimedSystem {
		models, err := sim.CompileTimedEach(s, each)
		if err != nil {
			panic("checker: a scenario of clients is none of models: " + err.Error())
		}
		return models
	})}
	c.broken = (*sim.TimedWorld).Broken
	c.notes = func(before, after *sim.TimedWorld, d int) []string {
		is := after.Driven.Seats[d].Node
		if is == before.Driven.Seats[d].Node {
			return nil
		}
		return clients.Notes(is)
	}
	return c, nil
}

// driven is a system with clients. What strategies learn from trial runs, models show as well,
// and a client would take as long for these as for as many schedules.
type driven struct {
	*sim.TimedSystem
	models func() *sim.TimedSystem
}

// Rehearsal is the same scenario with models alone.
func (d *driven) Rehearsal() scheduler.System[sim.TimedWorld, sim.Action] { return d.models() }

// MostTries is more than stories of forty steps need.
func (*driven) MostTries() int { return 2000 }

func timed(sys *sim.TimedSystem) *checker[sim.TimedWorld] {
	judge := properties.NewTimedJudge(sys)
	return &checker[sim.TimedWorld]{
		scenario: sys.Scenario, sys: sys, judge: judge, plain: judge.Judge, strict: strictly(sys.System),
		destroys: destroying(sys.Scenario), inner: sys.System, text: sys.OutcomeText,
		world:   func(w *sim.TimedWorld) *sim.World { return &w.World },
		clock:   func(w *sim.TimedWorld) int64 { return int64(w.NowMS) },
		pending: func(w *sim.TimedWorld) (n, most int) { return int(w.NPending), sys.MaxPending() },
		explain: judge.Explain,
	}
}

// strictly makes the strict judge of a system once somebody asks for it.
func strictly(sys *sim.System) func() *properties.Judge {
	return sync.OnceValue(func() *properties.Judge { return properties.NewStrictJudge(sys) })
}

type checker[W any] struct {
	scenario *sim.Scenario
	sys      scheduler.System[W, sim.Action]
	judge    scheduler.Judge[W, sim.Action]
	plain    *properties.Judge        // the same, where there is no clock
	strict   func() *properties.Judge // who knows no excuses
	destroys []bool                   // of each of the scenario's faults
	inner    *sim.System
	text     func(scheduler.Code) string
	world    func(*W) *sim.World
	clock    func(*W) int64         // virtual time in ms, or -1
	pending  func(*W) (n, most int) // actions that a clock counts, and their limit; 0 where there is no clock
	explain  explainer[W]
	broken   func(*W) bool                          // a client is at fault; nil where there are none
	notes    func(before, after *W, d int) []string // what a client did in its own words; nil where there are none
	focus    Focus
}

// explainer says why a step violates a property, or, if before is nil, the quiescent
// world after.
type explainer[W any] func(property int, before *W, a sim.Action, after *W) (properties.Conflict, bool)

func (c *checker[W]) Scenario() *sim.Scenario { return c.scenario }

func (c *checker[W]) System() *sim.System { return c.inner }

func (c *checker[W]) Asymmetry() string { return c.inner.Asymmetry() }

func (c *checker[W]) OutcomeText(code scheduler.Code) string {
	if code == noOutcome {
		return "beyond the limits of the simulated world"
	}
	return c.text(code)
}

// Searched is what an exhaustive search has found.
type Searched struct {
	*scheduler.SearchResult
	// Limits says which limits of the simulated world some runs exceed, or is
	// empty. Such runs mean nothing, so that nothing is proved.
	Limits string
	// Never lists what users must do and do in no run, of a proof.
	Never []string
	// Pardons are the ways in which a property was not demanded, shortest first.
	Pardons []Pardon
}

func (c *checker[W]) Search(ctx context.Context, options scheduler.SearchOptions) (*Searched, error) {
	if c.scenario.Timing == sim.Timed {
		return nil, errTimed
	}
	return c.search(ctx, c.noting(), options), nil
}

func (c *checker[W]) Reach(ctx context.Context, covered *scheduler.Coverage, options scheduler.SearchOptions, ways int) (scheduler.Reach, error) {
	if c.scenario.Timing == sim.Timed {
		return scheduler.Reach{}, errTimed
	}
	return scheduler.ReachOf(ctx, c.sys, covered, options, ways), nil
}

// errTimed says why nothing can be searched where time counts.
var errTimed = errors.New("an exhaustive search needs a timing in which only order counts: use --timing patient or --timing async")

func (c *checker[W]) search(ctx context.Context, judge scheduler.Judge[W, sim.Action], options scheduler.SearchOptions) *Searched {
	j := c.bounded(judge)
	options.Notes = excusedBits
	options.AnyCycle = options.AnyCycle || !c.focus.Has(Settles)
	r := &Searched{SearchResult: scheduler.Search(ctx, c.sys, j, options)}
	r.Pardons = c.pardons(r.Notes)
	r.Limits = c.limitText(j.notes.full.Load())
	switch {
	case r.Verdict != scheduler.Proved:
	case r.Limits != "":
		r.Verdict, r.Reason = scheduler.Undecided, beyond(r.Limits)
	default:
		r.Never = j.notes.never(c.scenario, r.Mirrored)
	}
	return r
}

// OnlyLimits reports whether nothing but runs that exceed a limit leaves the search
// undecided.
func (s *Searched) OnlyLimits() bool { return s.Limits != "" && s.Reason == beyond(s.Limits) }

// beyond says what a run is worth that exceeds limits.
func beyond(limits string) string {
	return "a run exceeds a limit of the simulated world, and so means nothing: " + limits
}

func (c *checker[W]) Count(ctx context.Context, maxStates uint64) scheduler.Schedules {
	return scheduler.Count(ctx, c.sys, maxStates)
}

func (c *checker[W]) entry(name string) (scheduler.Entry[W, sim.Action], error) {
	var known []string
	for _, e := range scheduler.Strategies[W, sim.Action]() {
		if e.Name == name {
			return e, nil
		}
		known = append(known, e.Name)
	}
	return scheduler.Entry[W, sim.Action]{}, names.Unknown("strategy", name, known)
}

// Fuzzed is what many runs have found.
type Fuzzed struct {
	*scheduler.FuzzResult
	// Limits says which limits of the simulated world some runs exceed, or is
	// empty. Such runs mean nothing.
	Limits string
}

func (c *checker[W]) Fuzz(ctx context.Context, strategy string, options scheduler.FuzzOptions) (*Fuzzed, error) {
	e, err := c.entry(strategy)
	if err != nil {
		return nil, err
	}
	j := c.bounded(c.noting())
	options.Notes = excusedBits
	r := &Fuzzed{FuzzResult: scheduler.Fuzz(ctx, c.sys, j, e.New, options)}
	if r.Found == nil { // else runs beyond the one that was found may have been made, or not
		r.Limits = c.limitText(j.notes.full.Load())
	}
	if r.Limits != "" {
		r.Verdict = scheduler.Undecided
	}
	return r, nil
}

func (c *checker[W]) Run(strategy string, seed, run uint64) (*scheduler.Result, error) {
	e, err := c.entry(strategy)
	if err != nil {
		return nil, err
	}
	result := *scheduler.NewRunner(c.sys, c.bounded(c.judge), scheduler.Limits{}).Run(e.New(c.sys), seed, run)
	result.Schedule, err = scheduler.Names(c.sys, result.Schedule)
	return &result, err
}

func (c *checker[W]) Rate(strategy string, seed, n uint64) (actions uint64, err error) {
	e, err := c.entry(strategy)
	if err != nil {
		return 0, err
	}
	runner, s := scheduler.NewRunner(c.sys, c.bounded(c.judge), scheduler.Limits{}), e.New(c.sys)
	for run := range n {
		actions += uint64(len(runner.Run(s, seed, run).Schedule.Picks))
	}
	return actions, nil
}

func (c *checker[W]) Shrink(ctx context.Context, s scheduler.Schedule, set properties.Set) (*scheduler.Result, error) {
	return scheduler.Shrink(ctx, c.sys, c.bounded(c.judge), s.Initial, s.Names, set)
}

func (c *checker[W]) Shortest(ctx context.Context, set properties.Set, options scheduler.SearchOptions) *scheduler.Finding {
	if c.scenario.Timing == sim.Timed {
		return nil
	}
	return scheduler.Shortest(ctx, c.sys, c.bounded(c.judge), set, options)
}

// StrategyAccounts lists the strategies' names and one-line accounts.
func StrategyAccounts() [][2]string {
	var list [][2]string
	for _, e := range scheduler.Strategies[sim.World, sim.Action]() {
		list = append(list, [2]string{e.Name, e.Account})
	}
	return list
}
