package mutants

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// DefaultShares is the share of the runs that the portfolio gives to each of the
// strategies named.
func DefaultShares(strategies []string) []float64 {
	scenario, err := sim.FindScenario("glare")
	if err != nil {
		panic("mutants: " + err.Error())
	}
	sys, err := sim.CompileRules(scenario, model.V0())
	if err != nil {
		panic("mutants: " + err.Error())
	}
	shares := make([]float64, len(strategies))
	portfolio := scheduler.NewPortfolio[sim.World, sim.Action](sys)
	for run := range uint64(scheduler.PortfolioRound) {
		portfolio.Begin(1, run)
		if i := slices.Index(strategies, portfolio.Name()); i >= 0 {
			shares[i] += 1 / float64(scheduler.PortfolioRound)
		}
	}
	return shares
}

// A portfolio gives each strategy a share of the runs. That a run of it kills a mutant
// is as likely as the shares of the strategies times how likely a run of theirs
// does, which follows from the median of the runs that it took. The best one has
// the least geometric mean, over all mutants, of the runs to expect.

// missed stands for how likely a run kills where most seeds found nothing.
const missed = 1e-5

// portfolioRows compares the default portfolio with the best one.
func (t *Trials) portfolioRows() [][]string {
	chances := t.chances()
	if len(chances) == 0 || len(t.Strategies) < 2 || t.Strategies[0] != "portfolio" {
		return nil
	}
	usual, best := DefaultShares(t.Strategies), bestPortfolio(chances)
	rows := [][]string{{"strategy", "share of " + t.Strategies[0], "share of the best mix"}}
	for i, strategy := range t.Strategies {
		if usual[i] > 0 || best[i] >= 0.005 {
			rows = append(rows, []string{strategy, percent(usual[i]), percent(best[i])})
		}
	}
	return append(rows, []string{"runs to expect", tenths(expected(chances, usual)), tenths(expected(chances, best))})
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

func tenths(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// chances are, for each mutant that runs can show and each strategy, how likely a run
// of it kills. The portfolio itself, and strategies that are the
// uniform walk by another name, get none.
func (t *Trials) chances() [][]float64 {
	var list [][]float64
	for _, m := range t.List {
		if len(m.detections) != len(t.Strategies) {
			continue
		}
		row := make([]float64, len(m.detections))
		for i, detection := range m.detections {
			switch {
			case i == 0 || detection.Strategy == "picks":
			case detection.Found:
				row[i] = 1 - math.Pow(0.5, 1/float64(detection.Runs))
			default:
				row[i] = missed
			}
		}
		list = append(list, row)
	}
	return list
}

// bestPortfolio finds the best shares: each share grows by what it adds (as in Cover: An
// Algorithm for Maximizing Expected Log Investment Return, 1984).
func bestPortfolio(chances [][]float64) []float64 {
	shares := make([]float64, len(chances[0]))
	for i := range shares {
		shares[i] = 1 / float64(len(shares))
	}
	for range 3000 {
		gain := make([]float64, len(shares))
		for _, row := range chances {
			all := chance(row, shares)
			for i := range gain {
				gain[i] += row[i] / all
			}
		}
		for i := range shares {
			shares[i] *= gain[i] / float64(len(chances))
		}
	}
	return shares
}

// chance is how likely a run of a portfolio kills.
func chance(row, shares []float64) (sum float64) {
	for i := range row {
		sum += row[i] * shares[i]
	}
	return sum
}

// expected is the geometric mean of the runs to expect until a mutant is killed.
func expected(chances [][]float64, shares []float64) float64 {
	sum := 0.0
	for _, row := range chances {
		sum += math.Log(1 / chance(row, shares))
	}
	return math.Exp(sum / float64(len(chances)))
}
