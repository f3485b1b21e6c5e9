package properties_test

import (
	"math"
	"slices"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// guided is the uniform walk guided by coverage: half of its runs begin as one did
// that had led to a world not met before, up to that world. It remembers, so that
// no run can be had back from its number; that is why it is here and not in package
// scheduler.
type guided struct {
	sys      *sim.System
	random   scheduler.Random
	met      map[string]bool
	pool     []trail
	trail    trail // the run so far
	prefix   []int // picks of the run that it begins as
	initials int
}

// trail is how a world was reached.
type trail struct {
	initial int
	picks   []int
}

func (g *guided) Name() string { return "guided" }

func (g *guided) Begin(seed, run uint64) int {
	g.random.Seed(seed, run)
	g.prefix, g.trail.picks = nil, g.trail.picks[:0]
	g.trail.initial = g.random.IntN(g.initials)
	if len(g.pool) > 0 && g.random.IntN(2) == 0 {
		from := g.pool[g.random.IntN(len(g.pool))]
		g.prefix, g.trail.initial = from.picks, from.initial
	}
	return g.trail.initial
}

func (g *guided) Pick(c *scheduler.Choice[sim.World, sim.Action]) int {
	if key := string(g.sys.Key(c.World)); !g.met[key] {
		g.met[key] = true
		g.pool = append(g.pool, trail{g.trail.initial, slices.Clone(g.trail.picks)})
	}
	var pick int
	switch {
	case c.Step < len(g.prefix):
		pick = g.prefix[c.Step]
	case c.Quiescent:
		pick = g.random.IntN(len(c.Enabled)+1) - 1
	default:
		pick = g.random.IntN(len(c.Enabled))
	}
	g.trail.picks = append(g.trail.picks, pick)
	return pick
}

// BenchmarkGuidance compares the uniform walk with the same walk guided by
// coverage: over all mutants that some run of small cells shows, the runs up to the
// first violation, the median of 50 seeds. It reports the geometric mean over the
// mutants for each walk, the slowest mutant of each, and how many mutants each
// finds at least a tenth sooner than the other.
func BenchmarkGuidance(b *testing.B) {
	const seeds, most = 50, 5000
	for b.Loop() {
		var logs [2]float64
		var slowest, wins [2]int
		count := 0
		for _, m := range model.Mutants(model.Version0) {
			for _, c := range []cell{
				{"glare", "literal-sent", "", "", ""},
				{"glare", "robust", "", "", ""},
				{"glare", "robust+abort-in=hangup", "send-fail=1", "", ""},
				{"slow-media", "literal-sent", "", "", ""},
			} {
				sys := c.compileRules(b, m.Rules)
				j := properties.NewJudge(sys)
				if found(search(sys, j)) == 0 {
					continue
				}
				runs := [2]int{
					medianRuns(sys, j, seeds, most, func() scheduler.Strategy[sim.World, sim.Action] {
						return scheduler.NewUniform[sim.World, sim.Action](sys)
					}),
					medianRuns(sys, j, seeds, most, func() scheduler.Strategy[sim.World, sim.Action] {
						return &guided{sys: sys, met: map[string]bool{}, initials: sys.Initials()}
					}),
				}
				count++
				for i := range runs {
					logs[i] += math.Log(float64(runs[i]))
					slowest[i] = max(slowest[i], runs[i])
					if runs[i]*10 < runs[1-i]*9 {
						wins[i]++
					}
				}
				break
			}
		}
		for i, name := range []string{"uniform", "guided"} {
			b.ReportMetric(math.Exp(logs[i]/float64(count)), name+"-runs")
			b.ReportMetric(float64(slowest[i]), name+"-slowest")
			b.ReportMetric(float64(wins[i]), name+"-wins")
		}
		b.ReportMetric(float64(count), "mutants")
	}
}

// medianRuns is the median over seeds of the runs up to the first violation.
func medianRuns(sys *sim.System, j judge, seeds uint64, most int, strategy func() scheduler.Strategy[sim.World, sim.Action]) int {
	var all []int
	for seed := range seeds {
		runner, s := scheduler.NewRunner(sys, j, scheduler.Limits{}), strategy()
		run := 1
		for run < most && runner.Run(s, seed, uint64(run)).Verdict != scheduler.Violated {
			run++
		}
		all = append(all, run)
	}
	slices.Sort(all)
	return all[len(all)/2]
}
