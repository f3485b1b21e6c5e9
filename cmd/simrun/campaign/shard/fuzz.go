package shard

import (
	"context"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/scheduler"
)

// alike are the runs that go wrong alike, before anybody has looked closely.
type alike struct {
	violated scheduler.Set
	cause    uint32
}

// group is how many runs went wrong so, and the first of them.
type group struct{ first, count uint64 }

// fuzz makes the runs of a shard, all of them, and tells the first of each sort that goes
// wrong.
func (r *Runner) fuzz(ctx context.Context, s *plan.Shard, to *result.Result) error {
	scenario, err := s.Open()
	if err != nil {
		return err
	}
	compiled, err := r.Reporter.Open(scenario)
	if err != nil {
		return err
	}
	var list []*group // in the order of their first runs
	known, w := map[alike]*group{}, newWatch()
	limits, err := compiled.Sample(ctx, checker.Sampling{
		Strategy: s.Strategy, Seed: s.Seed, First: s.First, Runs: s.Runs, See: w.see,
		End: func(run uint64, res *scheduler.Result) {
			to.Done.Runs++
			to.Done.Actions += uint64(len(res.Schedule.Picks))
			switch {
			case res.Verdict == scheduler.Violated:
				key := alike{res.Violated, res.Cause}
				if known[key] == nil {
					known[key] = &group{first: run}
					list = append(list, known[key])
				}
				known[key].count++
			case res.Verdict == scheduler.Undecided:
				to.Done.Undecided++
			case res.Noted != 0:
				to.Done.Excused++
			}
		},
	})
	if err != nil {
		return err
	}
	w.put(compiled.System(), &to.Covered)
	to.Done.More = max(len(list)-mostTold, 0)
	for _, g := range list[:min(len(list), mostTold)] {
		run, err := compiled.Run(s.Strategy, s.Seed, g.first)
		if err != nil {
			return err
		}
		f, err := r.find(ctx, scenario, run.Schedule, "", g.count)
		if err != nil {
			return err
		}
		to.Findings = append(to.Findings, f)
	}
	to.Done.Verdict, to.Done.Reason = fuzzVerdict(&to.Done, len(list), limits)
	return nil
}

// fuzzVerdict is what the runs come to, and why that is undecided.
func fuzzVerdict(done *result.Done, wrong int, limits string) (verdict, reason string) {
	switch {
	case wrong > 0:
		return scheduler.Violated.String(), ""
	case limits != "":
		return scheduler.Undecided.String(), "some run exceeds a limit of the simulated world: " + limits
	case done.Undecided > 0:
		return scheduler.Undecided.String(), "some run did not come to rest within its bound"
	case done.Excused > 0:
		return story.ExcusedVerdict, ""
	default:
		return scheduler.OK.String(), ""
	}
}
