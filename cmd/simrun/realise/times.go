package realise

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/sim"
)

// WithTimes gives the steps of an untimed run times at which they can happen.
func WithTimes(s *sim.Scenario, rules checker.Rules, names []string) ([]string, error) {
	times, err := Times(s, rules, 0, names)
	if err != nil {
		return nil, err
	}
	timed := make([]string, len(names))
	for i, name := range names {
		timed[i] = fmt.Sprintf("%s @%d", name, times[i])
	}
	return timed, nil
}

// WithoutTimes takes the times from the steps of a timed run.
func WithoutTimes(names []string) []string {
	bare := make([]string, len(names))
	for i, name := range names {
		bare[i], _, _ = strings.Cut(name, " @")
	}
	return bare
}
