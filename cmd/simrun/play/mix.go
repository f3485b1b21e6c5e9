package play

import (
	"slices"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// DefaultMix is the share of the runs that the portfolio gives to each of the
// strategies named.
func DefaultMix(strategies []string) []float64 {
	s, err := sim.FindScenario("glare")
	if err != nil {
		panic("play: " + err.Error())
	}
	sys, err := sim.CompileRules(s, model.V0())
	if err != nil {
		panic("play: " + err.Error())
	}
	shares := make([]float64, len(strategies))
	mix := scheduler.NewPortfolio[sim.World, sim.Action](sys)
	for run := range uint64(scheduler.PortfolioRound) {
		mix.Begin(1, run)
		if i := slices.Index(strategies, mix.Name()); i >= 0 {
			shares[i] += 1 / float64(scheduler.PortfolioRound)
		}
	}
	return shares
}
