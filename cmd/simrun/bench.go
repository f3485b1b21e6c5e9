package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/bench"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/sim"
)

func newBenchCommand(p *cli.Program) *cobra.Command {
	var about strings.Builder
	var folder string
	for _, b := range bench.All(nil) {
		fmt.Fprintf(&about, "  %-8s %s\n", b.Name, b.About)
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
		ValidArgs: bench.Names(),
		RunE:      func(c *cobra.Command, args []string) error { return runBench(c.Context(), p, args, folder) },
	}
	c.Flags().DurationVar(&p.Flags.Budget, "for", time.Second, "how long to measure each, such as 5s")
	clientsFlag(c, &folder)
	return c
}

// openPair has the newest of the real clients that come with the source call itself, each placing
// calls for the other user.
func openPair(ctx context.Context, folder string) (*bench.Pair, error) {
	spec, err := drive.Find(ctx, drive.Bundled()[0], folder)
	if err != nil {
		return nil, &bench.Absent{Why: err}
	}
	spec.Program.Stop = ctx.Done()
	s, err := sim.Setup{Scenario: "glare-v1", Timing: sim.Timed.String()}.Make()
	if err != nil {
		return nil, err
	}
	opened, err := drive.Open(s, []*drive.Spec{spec, spec}, 1, drive.Options{Invitee: true})
	if err != nil {
		return nil, err
	}
	compiled, err := checker.OpenDriven(opened.Scenario, checker.Rules{}, opened.Clients)
	if err != nil {
		opened.Clients.Close()
		return nil, err
	}
	return &bench.Pair{Checker: compiled, Fault: opened.Clients.Fault, Close: opened.Clients.Close}, nil
}

// runBench measures what the arguments name, or everything.
func runBench(ctx context.Context, p *cli.Program, args []string, folder string) error {
	if p.Flags.Budget <= 0 {
		return fmt.Errorf("--for %s: expected a time to measure, such as 1s", p.Flags.Budget)
	}
	wanted := map[string]bool{}
	for _, name := range args {
		if !slices.Contains(bench.Names(), name) {
			return names.Unknown("benchmark", name, bench.Names())
		}
		wanted[name] = true
	}
	benches := bench.All(func(ctx context.Context) (*bench.Pair, error) { return openPair(ctx, folder) })
	meter := p.Watch("bench")
	var rows []bench.Row
	for i, b := range benches {
		if len(wanted) > 0 && !wanted[b.Name] {
			continue
		}
		meter.Tell(int64(i*story.WholeShare/len(benches)), "measuring", b.Name)
		measured, err := b.Measure(ctx, p.Flags.Budget)
		if err != nil {
			meter.Close()
			return fmt.Errorf("bench %s: %w", b.Name, err)
		}
		if rows = append(rows, measured...); ctx.Err() != nil {
			p.Log.Warn("interrupted: what was measured follows")
			p.End(term.StatusUndecided)
			break
		}
	}
	meter.Close()
	return bench.Print(p.Printer, rows)
}
