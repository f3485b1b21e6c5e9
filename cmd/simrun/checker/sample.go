package checker

import (
	"cmp"
	"context"
	"hash/fnv"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Sampling is many runs, whatever they come to.
type Sampling struct {
	Strategy    string
	Seed        uint64
	First, Runs uint64 // the numbers of the runs: Runs of them, from First on
	// See, if not nil, is shown every step.
	See func(sys *sim.System, before *sim.World, a sim.Action, after *sim.World)
	// End is shown the end of every run. The result is valid until the next, and its
	// schedule has no names; what was excused is in its Noted.
	End func(run uint64, r *scheduler.Result)
	// Sum, if not nil, is told before End a sum of the world in which the run has ended, and
	// of its clock; of the same world it is the same, in this process.
	Sum func(run, sum uint64)
	// LookEvery is after how many runs it is looked whether the sampling is interrupted; 0
	// means after 64.
	LookEvery uint64
}

// lookEvery is after how many runs a sampling looks as a rule.
const lookEvery = 64

// Sample makes the runs one after the other. It says which limits of the simulated world
// some of them exceed: such runs mean nothing. An interruption is an error.
func (c *checker[W]) Sample(ctx context.Context, s Sampling) (limits string, err error) {
	e, err := c.entry(s.Strategy)
	if err != nil {
		return "", err
	}
	j := c.bounded(c.noting())
	runner, strategy := scheduler.NewRunner(c.sys, j, scheduler.Limits{}), e.New(c.sys)
	runner.Note(excusedBits)
	if s.See != nil {
		runner.Observe(func(before *W, a sim.Action, after *W) { s.See(c.inner, c.world(before), a, c.world(after)) })
	}
	for run := s.First; run-s.First < s.Runs; run++ {
		if run%cmp.Or(s.LookEvery, lookEvery) == 0 && ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		r := runner.Run(strategy, s.Seed, run)
		if s.Sum != nil {
			sum := fnv.New64a()
			_, _ = sum.Write(c.sys.Key(runner.World()))
			s.Sum(run, sum.Sum64())
		}
		s.End(run, r)
	}
	return c.limitText(j.notes.full.Load()), context.Cause(ctx)
}
