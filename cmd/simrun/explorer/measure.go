package explorer

import (
	"context"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Measure does a known piece of work, for whoever looks at the clock meanwhile, and
// returns how much it was: of "walk" the actions of complete runs of glare, of "search"
// the states of glare-hangup.
func (e *Explorer) Measure(ctx context.Context, what string) (amount uint64, err error) {
	open := func(scenario, reading string) (checker.Checker, error) {
		s, err := sim.Setup{Scenario: scenario, Reading: reading}.Make()
		if err != nil {
			return nil, err
		}
		return e.Open(s)
	}
	switch what {
	case "walk":
		c, err := open("glare", "literal-sent")
		if err != nil {
			return 0, err
		}
		return c.Rate("uniform", 1, 50_000)
	case "search":
		c, err := open("glare-hangup", "literal")
		if err != nil {
			return 0, err
		}
		r, err := c.Search(ctx, scheduler.SearchOptions{Workers: 1, KeepGoing: true, Silent: true})
		if err != nil {
			return 0, err
		}
		return r.States, nil
	default:
		return 0, fmt.Errorf("nothing is measured by the name of %q; expected walk or search", what)
	}
}
