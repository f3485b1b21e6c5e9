package bench

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// proof is a proof whose time is measured, with all processors.
type proof struct {
	what, scenario, reading string
	atMost, aim             float64 // seconds
}

// siblings is a reading under which two users with several devices each converge.
const siblings = "literal-sent+sib=withdraw"

var timedProofs = []proof{
	{"prove redial", "redial", "robust", 2, 0.7},
	{"prove glare-v1", "glare-v1", siblings, 1, 0.1},
	{"prove glare of two devices each", "glare-multi-device-v1", siblings, 10, 1},
	{"prove glare of three devices each", "", siblings, 10, 1},
}

// threeEach is glare between two users with three devices each.
const threeEach = `rules v1
devices alice.a@hs1 alice.b@hs1 alice.c@hs1 bob.a@hs1 bob.b@hs1 bob.c@hs1
alice must place
bob must place
alice must answer
bob must answer
`

// open is the scenario of a proof, made ready.
func (p *proof) open() (checker.Checker, error) {
	if p.scenario != "" {
		return open(p.scenario, p.reading)
	}
	s, err := sim.Parse("three devices each", threeEach+"reading "+p.reading+"\n", 1)
	if err != nil {
		return nil, err
	}
	return checker.Open(s, checker.Rules{})
}

// devices measures what many devices cost: a walk with four of them, and proofs.
func devices(ctx context.Context, budget time.Duration) ([]Row, error) {
	rows, err := walkOfFour(ctx, budget)
	if err != nil {
		return nil, err
	}
	for i := range timedProofs {
		p := &timedProofs[i]
		compiled, err := p.open()
		if err != nil {
			return nil, err
		}
		began := wallTime()
		r, err := compiled.Search(ctx, scheduler.SearchOptions{
			Workers: runtime.GOMAXPROCS(0), KeepGoing: true, Silent: true, Reduction: scheduler.ReduceFull,
		})
		switch {
		case err != nil:
			return nil, err
		case ctx.Err() != nil:
			return rows, nil
		case r.Verdict == scheduler.Undecided, r.Verdict == scheduler.Violated && p.reading == siblings:
			return nil, fmt.Errorf("%s: expected a proof: %v %s", p.what, r.Verdict, r.Reason)
		}
		rows = append(rows, Row{What: p.what, Measured: (wallTime() - began).Seconds(), Unit: "s", AtLeast: p.atMost, Aim: p.aim, Less: true})
	}
	return rows, nil
}

// walkOfFour measures the uniform walk of two devices for each of two users.
func walkOfFour(ctx context.Context, budget time.Duration) ([]Row, error) {
	compiled, err := timedProofs[2].open()
	if err != nil {
		return nil, err
	}
	var actions uint64
	began := CPUTime()
	for seed := uint64(1); seed == 1 || CPUTime()-began < budget && ctx.Err() == nil; seed++ {
		n, err := compiled.Rate("uniform", seed, 500)
		if err != nil {
			return nil, err
		}
		actions += n
	}
	if actions == 0 {
		return nil, errors.New("no run of four devices has an action")
	}
	rate := float64(actions) / (CPUTime() - began).Seconds()
	return []Row{{What: "uniform walk, four devices", Measured: rate, Unit: "actions/s", AtLeast: 3e6, Aim: 8e6}}, nil
}
