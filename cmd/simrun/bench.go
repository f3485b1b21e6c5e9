package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/model/names"
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
	var about strings.Builder
	for _, b := range benches {
		fmt.Fprintf(&about, "  %-7s %s\n", b.name, b.about)
	}
	c := &cobra.Command{
		Use:   "bench [WHAT…]",
		Short: "Measure how fast this machine explores",
		Long: `Bench measures, and prints beside each number what it should be at least and what
it aims at; (!) stands by what falls short. Rates are per second of processor time, so
that other programs on the machine disturb them little; what a second worker gains
is by the clock.

` + about.String(),
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
		return fmt.Errorf("--for %s: expected a time to measure, such as 1s", p.flags.budget)
	}
	wanted := map[string]bool{}
	for _, name := range args {
		if !slices.Contains(benchNames(), name) {
			return names.Unknown("benchmark", name, benchNames())
		}
		wanted[name] = true
	}
	meter := p.watch("bench")
	var rows []benchRow
	for i, b := range benches {
		if len(wanted) > 0 && !wanted[b.name] {
			continue
		}
		meter.Tell(int64(i*wholeShare/len(benches)), "measuring", b.name)
		measured, err := b.measure(ctx, p.flags.budget)
		if err != nil {
			meter.Close()
			return fmt.Errorf("bench %s: %w", b.name, err)
		}
		if rows = append(rows, measured...); ctx.Err() != nil {
			p.log.Warn("interrupted: what was measured follows")
			p.end(statusUndecided)
			break
		}
	}
	meter.Close()
	return p.printBench(rows)
}

func (p *printer) printBench(rows []benchRow) error {
	cells := [][]string{{"what", "measured", "at least", "aim"}}
	for _, r := range rows {
		if p.json() {
			if err := p.emit(r); err != nil {
				return err
			}
			continue
		}
		measured, limit := amount(r.Measured, r.Unit), amount(r.AtLeast, r.Unit)
		if r.Less && r.Measured > r.AtLeast || !r.Less && r.Measured < r.AtLeast {
			measured += " (!)"
		}
		if r.Less {
			limit = "at most " + limit
		}
		cells = append(cells, []string{r.What, measured, limit, amount(r.Aim, r.Unit)})
	}
	if p.json() {
		return nil
	}
	p.printf("%s\n", p.table(cells))
	p.moref("\n%s, %s/%s, %d processors\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	return nil
}

// amount is a number with three digits that count, and its unit. Rates have a
// prefix; the other units are those in which the numbers are small.
func amount(x float64, unit string) string {
	prefix := ""
	if strings.HasSuffix(unit, "/s") {
		switch {
		case x >= 1e6:
			x, prefix = x/1e6, "M "
		case x >= 1e3:
			x, prefix = x/1e3, "k "
		}
	}
	digits := 2
	for limit := 10.0; x >= limit && digits > 0; limit *= 10 {
		digits--
	}
	number := strconv.FormatFloat(x, 'f', digits, 64)
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	return strings.TrimSpace(number + " " + prefix + unit)
}
