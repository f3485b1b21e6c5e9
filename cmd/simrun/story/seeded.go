package story

import (
	"fmt"

	"github.com/glarelab/glare/sim"
)

// SeededRun is the run of a scenario that a strategy chooses with a seed.
func (r *Reporter) SeededRun(s *sim.Scenario, strategy string, seed uint64) (*Story, error) {
	compiled, err := r.Open(s)
	if err != nil {
		return nil, err
	}
	result, err := compiled.Run(strategy, seed, 0)
	if err != nil {
		return nil, err
	}
	t, err := r.Tell(s, result.Schedule, "")
	if err != nil {
		return nil, fmt.Errorf("the run cannot be told: %w", err)
	}
	return t, nil
}
