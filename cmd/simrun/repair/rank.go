package repair

import (
	"context"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Score is how a reading fares in runs with a clock: what users notice of it,
// where all that is compared is proven.
type Score struct {
	Runs     int
	Lost     int       // runs after which nobody is in a call
	MedianMS int64     // until both are in a call, of the other runs
	Messages int       // events handed over, in all runs
	Why      []LostRun // of those that are lost, in order
}

// LostRun is a run after which nobody is in a call.
type LostRun struct {
	Network *survey.Network
	Run     int    // its number, with strategy latency and seed 1
	Fault   string // the last step that spends a fault, or ""
	Spends  string // that fault
	Excused bool   // what was destroyed excuses it: no property demands that it connects
	Wrong   bool   // something goes wrong in it, which needs the clock
}

// Compare orders scores: calls lost, then time to converge, then messages.
func (score Score) Compare(n Score) int {
	for _, d := range []int64{int64(score.Lost - n.Lost), score.MedianMS - n.MedianMS, int64(score.Messages - n.Messages)} {
		switch {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
	}
	return 0
}

// Excused is how many of the lost runs are excused.
func (score *Score) Excused() (n int) {
	for _, l := range score.Why {
		if l.Excused && !l.Wrong {
			n++
		}
	}
	return n
}

// scoreRuns is how many runs of each network are made with a clock.
const scoreRuns = 40

// Measure makes runs of networks under a reading with the realistic delays of
// strategy latency. The same reading has the same score everywhere.
func Measure(ctx context.Context, networks []*survey.Network, r model.Reading, workers int) (Score, error) {
	parts := make([]Score, len(networks))
	times := make([][]int64, len(networks))
	err := checker.All(ctx, workers, len(networks), func(i int) (err error) {
		parts[i], times[i], err = measure(networks[i], r)
		return err
	})
	if err != nil {
		return Score{}, err
	}
	var all Score
	for _, score := range parts {
		all.Runs += score.Runs
		all.Lost += score.Lost
		all.Messages += score.Messages
		all.Why = append(all.Why, score.Why...)
	}
	if sorted := slices.Sorted(slices.Values(slices.Concat(times...))); len(sorted) > 0 {
		all.MedianMS = sorted[len(sorted)/2]
	}
	return all, nil
}

func measure(n *survey.Network, r model.Reading) (score Score, times []int64, err error) {
	s := n.With(survey.Both(r))
	s.Timing = sim.Timed
	compiled, err := checker.Open(s, checker.Rules{})
	if err != nil {
		return score, nil, err
	}
	for run := range scoreRuns {
		result, err := compiled.Run("latency", 1, uint64(run))
		if err != nil {
			return score, nil, err
		}
		trace, err := compiled.Replay(result.Schedule)
		if err != nil {
			return score, nil, err
		}
		score.Runs++
		talk := int64(-1)
		for _, line := range trace.Lines {
			score.Messages += len(line.Sends)
			for d := range line.States {
				if slices.ContainsFunc(line.States[d], func(c checker.Change) bool { return c.State == model.Active }) {
					talk = line.AtMS
				}
			}
		}
		if !talks(trace) {
			score.Lost++
			score.Why = append(score.Why, lostRun(n, run, trace))
		} else {
			times = append(times, talk)
		}
	}
	return score, times, nil
}

// talks reports whether somebody is in an active call at the end.
func talks(t *checker.Trace) bool {
	if len(t.Lines) == 0 {
		return false
	}
	for _, calls := range t.Lines[len(t.Lines)-1].Calls {
		if slices.ContainsFunc(calls, func(c checker.Change) bool { return c.State == model.Active }) {
			return true
		}
	}
	return false
}

// lostRun says what is known of why a run is lost.
func lostRun(n *survey.Network, run int, t *checker.Trace) LostRun {
	lost := LostRun{Network: n, Run: run, Excused: slices.Contains(t.ExcusedFrom(), "willing-connected"), Wrong: len(t.Problems) > 0}
	for i := range t.Lines {
		if line := &t.Lines[i]; line.Fault {
			lost.Fault, _, _ = strings.Cut(line.Name, " @")
			lost.Spends = line.Spends
		}
	}
	return lost
}
