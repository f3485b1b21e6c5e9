package main

import (
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/scheduler"
)

// flags are the values of the flags that more than one command has. A flag
// means the same wherever it is; its default may differ (see ownDefaults).
type flags struct {
	// On every command.
	format    string
	quiet     bool
	logLevel  string
	logFormat string

	// What is explored.
	rules, mutant, reading, timing, faults string

	// How runs are chosen, and how long.
	strategy string
	seed     uint64
	budget   time.Duration
	workers  int

	// The bounds and manner of an exhaustive search.
	maxStates uint64
	maxMemory bytesFlag
	exact     bool
	keepGoing bool
	outcomes  bool
	reduction string

	// What is excused is a failure.
	strict bool
}

// defaultSeed is fixed, so that two people who type the same command see the
// same runs.
const defaultSeed = 1

// commonFlags adds what every command has.
func (p *program) commonFlags(root *cobra.Command) {
	f, v := root.PersistentFlags(), &p.flags
	f.StringVar(&v.format, "format", "text", "what results look like: text or json (one object a line)")
	f.BoolVar(&v.quiet, "quiet", false, "only the results: no explanations, no progress")
	f.StringVar(&v.logLevel, "log-level", "info", "what to log on standard error: "+strings.Join(logLevels, ", "))
	f.StringVar(&v.logFormat, "log-format", "text", "how to log: "+strings.Join(logFormats, ", "))
	complete(root, "format", func() []string { return []string{"text", "json"} })
	complete(root, "log-level", func() []string { return logLevels })
	complete(root, "log-format", func() []string { return logFormats })
}

// ownDefaults gives each flag that was not set the default that it has at this
// command. Without that it would have the default of whichever command was made
// last, since commands share the variables.
func (p *program) ownDefaults(c *cobra.Command) error {
	values := map[*pflag.Flag]string{}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		values[f] = f.DefValue
		if f.Changed {
			values[f] = f.Value.String()
		}
	})
	p.flags = flags{}
	var errs []error
	for f, value := range values {
		errs = append(errs, setDefault(f, value))
	}
	return errors.Join(errs...)
}

// checkCommon looks at the flags that every command has before any runs.
func (p *program) checkCommon(c *cobra.Command, _ []string) (err error) {
	if err := p.ownDefaults(c); err != nil {
		return err
	}
	if err := p.noticeFlags(c); err != nil {
		return err
	}
	if err := oneOf("--format", p.flags.format, []string{"text", "json"}); err != nil {
		return err
	}
	p.lines, p.quiet, p.strict = p.flags.format == "json", p.flags.quiet, p.flags.strict
	if p.flags.budget < 0 {
		return fmt.Errorf("--for %v: expected how long to work, such as 30s", p.flags.budget)
	}
	level := p.flags.logLevel
	if p.flags.quiet && level == "info" {
		level = "warn"
	}
	if p.log, err = newLogger(p.errw, level, p.flags.logFormat); err != nil {
		return err
	}
	p.out.json, p.out.styled = p.json(), p.color
	guarded, stop := p.guardMemory(c.Context())
	c.SetContext(guarded)
	p.closing = append(p.closing, stop)
	return nil
}

// worldFlags adds what changes the scenario: --rules, --mutant, --reading,
// --timing, --faults.
func (p *program) worldFlags(c *cobra.Command, timing string) {
	f, v := c.Flags(), &p.flags
	p.rulesFlag(c)
	p.mutantFlag(c)
	f.StringVar(&v.reading, "reading", "", "reading `NAME`, NAME+knob=value or alice=NAME,bob=NAME (default: what the scenario names, or literal)")
	f.StringVar(&v.timing, "timing", "", "what time means: patient, async or timed (default: what the scenario names, or "+timing+")")
	f.StringVar(&v.faults, "faults", "", "faults that may happen besides the scenario's, as `a=1,b=2`")
	join(c, "reading", "faults")
	complete(c, "reading", readingNames)
	complete(c, "timing", timingNames)
	complete(c, "faults", faultNames)
}

// rulesFlag adds --rules.
func (p *program) rulesFlag(c *cobra.Command) {
	c.Flags().StringVar(&p.flags.rules, "rules", "", "rules version `v0`, or alice=v0,bob=v0 (default: what the scenario names)")
	join(c, "rules")
	complete(c, "rules", func() []string { return []string{"v0"} })
}

// strategyFlags adds what chooses runs: --strategy and --seed.
func (p *program) strategyFlags(c *cobra.Command, usual string) {
	c.Flags().StringVar(&p.flags.strategy, "strategy", usual, "`NAME` of the strategy that chooses")
	c.Flags().Uint64Var(&p.flags.seed, "seed", defaultSeed, "what the strategy's choices follow from; the same seed, the same runs")
	complete(c, "strategy", strategyNames)
}

// checkStrategy refuses a strategy that does not exist.
func (p *program) checkStrategy() error {
	var names []string
	for _, s := range play.StrategyAccounts() {
		names = append(names, s[0])
	}
	return oneOf("--strategy", p.flags.strategy, names)
}

// budgetFlags adds how long to work with how many workers: --for and --workers.
func (p *program) budgetFlags(c *cobra.Command, usual string) {
	c.Flags().DurationVar(&p.flags.budget, "for", 0, "how long at most, such as 30s or 5m (default "+usual+")")
	c.Flags().IntVar(&p.flags.workers, "workers", 0, "how many workers; 0 is one for each processor, and results do not depend on it")
}

// searchFlags adds the bounds and manner of an exhaustive search.
func (p *program) searchFlags(c *cobra.Command) {
	f, v := c.Flags(), &p.flags
	f.Uint64Var(&v.maxStates, "max-states", 0, "give up after so many states; 0 for no bound")
	p.memoryFlag(c)
	f.BoolVar(&v.exact, "exact", false, "compare whole states instead of 128-bit fingerprints; takes more memory")
	f.BoolVar(&v.keepGoing, "keep-going", false, "search on past the first violation, and list them by property and cause")
	f.BoolVar(&v.outcomes, "outcomes", false, "list the ways in which runs end; implies --keep-going")
	f.StringVar(&v.reduction, "reduction", "none", "what to leave out because it follows from the rest: none, symmetry or full; the answer is the same; full takes and counts fewer steps")
	complete(c, "reduction", scheduler.ReductionNames)
}

// workers is how many workers to use.
func (p *program) workers() (int, error) {
	switch n := p.flags.workers; {
	case n < 0 || n > 1024:
		return 0, fmt.Errorf("--workers %d: expected 1 to 1024, or 0 for one for each processor", n)
	case n > 0:
		return n, nil
	default:
		return runtime.GOMAXPROCS(0), nil
	}
}

// bytesFlag is an amount of memory in bytes, written as 4GiB.
type bytesFlag uint64

var byteUnits = []struct {
	name string
	size uint64
}{{"TiB", 1 << 40}, {"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}}

// String is the amount in the largest unit that divides it.
func (b *bytesFlag) String() string {
	for _, u := range byteUnits {
		if n := uint64(*b); n >= u.size && n%u.size == 0 {
			return strconv.FormatUint(n/u.size, 10) + u.name
		}
	}
	return "0B"
}

// Set reads an amount.
func (b *bytesFlag) Set(text string) error {
	for _, u := range byteUnits {
		digits, ok := strings.CutSuffix(text, u.name)
		if !ok {
			continue
		}
		if n, err := strconv.ParseUint(digits, 10, 64); err == nil && n > 0 && n <= 1<<62/u.size {
			*b = bytesFlag(n * u.size)
			return nil
		}
		break
	}
	return fmt.Errorf("expected an amount such as 500MiB or 4GiB, found %q", text)
}

// Type is what help calls such a value.
func (b *bytesFlag) Type() string { return "amount" }
