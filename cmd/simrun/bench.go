package main

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/model"
)

// benchRow is one line of the table: what was measured, and what is wanted of
// it.
type benchRow struct {
	What     string  `json:"what"`
	Measured float64 `json:"measured"`
	Unit     string  `json:"unit"`
	AtLeast  float64 `json:"at_least"`
	Aim      float64 `json:"aim"`
	// Less says that less is better: AtLeast is then what it may be at most.
	Less bool `json:"less_is_better,omitempty"`
}

// benches lists what can be measured; each measures for about the time given.
var benches = []struct {
	name, about string
	measure     func(context.Context, time.Duration) ([]benchRow, error)
}{
	{"walk", "the uniform walk and complete runs of glare, and what they allocate", benchWalk},
	{"search", "the exhaustive search with one worker and with two, and its memory", benchSearch},
	{"shrink", "making a failing run of glare as short as it gets", benchShrink},
	{"start", "from the start of a process to the first violation of literal", benchStart},
}

func newBenchCommand(p *program) *cobra.Command {
	about := ""
	for _, b := range benches {
		about += fmt.Sprintf("  %-7s %s\n", b.name, b.about)
	}
	c := &cobra.Command{
		Use:   "bench [WHAT…]",
		Short: "Measure how fast this machine explores",
		Long: `Bench measures, and prints beside each number what it should be at least and what
it aims at. Rates are per second of processor time, so that other programs on the
machine disturb them little; what two workers gain is by the clock.

` + about,
		Example: `  simrun bench
  simrun bench walk --for 5s`,
		ValidArgs: benchNames(),
		RunE:      func(c *cobra.Command, args []string) error { return p.bench(c.Context(), args) },
	}
	c.Flags().DurationVar(&p.flags.budget, "for", time.Second, "how long to measure each, such as 5s")
	return c
}

func benchNames() []string {
	var list []string
	for _, b := range benches {
		list = append(list, b.name)
	}
	return list
}

// bench measures what the arguments name, or everything.
func (p *program) bench(ctx context.Context, args []string) error {
	if p.flags.budget <= 0 {
		return usagef("--for %s: expected a time to measure, such as 1s", p.flags.budget)
	}
	wanted := map[string]bool{}
	for _, name := range args {
		if !contains(benchNames(), name) {
			return model.Unknown("benchmark", name, benchNames())
		}
		wanted[name] = true
	}
	meter := p.watch("bench")
	var rows []benchRow
	for i, b := range benches {
		if len(wanted) > 0 && !wanted[b.name] {
			continue
		}
		meter.tell(int64(i*wholeShare/len(benches)), "measuring", b.name)
		measured, err := b.measure(ctx, p.flags.budget)
		if err != nil {
			meter.close()
			return fmt.Errorf("bench %s: %w", b.name, err)
		}
		if rows = append(rows, measured...); ctx.Err() != nil {
			p.end(statusUndecided)
			break
		}
	}
	meter.close()
	return p.printBench(rows)
}

func contains(list []string, name string) bool {
	for _, entry := range list {
		if entry == name {
			return true
		}
	}
	return false
}

func (p *program) printBench(rows []benchRow) error {
	cells := [][]string{{"what", "measured", "at least", "aim"}}
	for _, r := range rows {
		if p.json() {
			if err := p.emit(r); err != nil {
				return err
			}
			continue
		}
		least := r.AtLeast
		limit := amount(least) + " " + r.Unit
		if r.Less {
			limit = "at most " + limit
		}
		measured := amount(r.Measured) + " " + r.Unit
		if r.Less && r.Measured > least || !r.Less && r.Measured < least {
			measured += " (short of it)"
		}
		cells = append(cells, []string{r.What, measured, limit, amount(r.Aim) + " " + r.Unit})
	}
	if p.json() {
		return nil
	}
	p.printf("%s\n", p.table(cells))
	p.moref("\n%s, %s/%s, %d processors\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	return nil
}

// amount is a number with three digits that count, and a unit's prefix.
func amount(x float64) string {
	prefix := ""
	for _, p := range []struct {
		size float64
		name string
	}{{1e6, " M"}, {1e3, " k"}} {
		if x >= p.size {
			x, prefix = x/p.size, p.name
			break
		}
	}
	text := fmt.Sprintf("%.3g", x)
	if x >= 100 {
		text = fmt.Sprintf("%.0f", x)
	} else if strings.Contains(text, "e") {
		text = fmt.Sprintf("%.3f", x)
	}
	return text + prefix
}
