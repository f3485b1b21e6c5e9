package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/process"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// flags are the values of the flags that more than one command has. A flag
// means the same wherever it is; its default may differ (see ownDefaults).
type flags struct {
	// On every command.
	Format    string
	quiet     bool
	logLevel  string
	logFormat string

	// What is explored.
	mutant, Rules, Reading, Timing, Faults string

	// How runs are chosen, and how long.
	Strategy string
	Seed     uint64
	Budget   time.Duration
	Workers  int

	// The bounds and manner of an exhaustive search.
	MaxStates uint64
	MaxMemory BytesFlag
	exact     bool
	KeepGoing bool
	Outcomes  bool
	Reduction string

	// What is excused is a failure.
	strict bool

	// Transcripts and pictures name the rules.
	ruleIDs bool
}

// DefaultSeed is fixed, so that two people who type the same command see the
// same runs.
const DefaultSeed = 1

// CommonFlags adds what every command has.
func (p *Program) CommonFlags(root *cobra.Command) {
	f, v := root.PersistentFlags(), &p.Flags
	f.StringVar(&v.Format, "format", "text", "what results look like: text or json (one object a line)")
	f.BoolVar(&v.quiet, "quiet", false, "only the results: no explanations, no progress")
	f.StringVar(&v.logLevel, "log-level", "info", "what to log on standard error: "+strings.Join(logLevels, ", "))
	f.StringVar(&v.logFormat, "log-format", "text", "how to log: "+strings.Join(logFormats, ", "))
	Complete(root, "format", func() []string { return []string{"text", "json"} })
	Complete(root, "log-level", func() []string { return logLevels })
	Complete(root, "log-format", func() []string { return logFormats })
}

// ownDefaults gives each flag that was not set the default that it has at this
// command. Without that it would have the default of whichever command was made
// last, since commands share the variables.
func (p *Program) ownDefaults(c *cobra.Command) error {
	values := map[*pflag.Flag]string{}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		values[f] = f.DefValue
		if f.Changed {
			values[f] = f.Value.String()
		}
	})
	p.Flags = flags{}
	var errs []error
	for f, value := range values {
		errs = append(errs, setDefault(f, value))
	}
	return errors.Join(errs...)
}

// CheckCommon looks at the flags that every command has before any runs.
func (p *Program) CheckCommon(c *cobra.Command, _ []string) (err error) {
	if err := p.ownDefaults(c); err != nil {
		return err
	}
	if err := p.noticeFlags(c); err != nil {
		return err
	}
	if err := OneOf("--format", p.Flags.Format, []string{"text", "json"}); err != nil {
		return err
	}
	p.Out.JSON, p.Quiet, p.Strict, p.RuleIDs = p.Flags.Format == "json", p.Flags.quiet, p.Flags.strict, p.Flags.ruleIDs
	if p.Flags.Budget < 0 {
		return fmt.Errorf("--for %v: expected how long to work, such as 30s", p.Flags.Budget)
	}
	level := p.Flags.logLevel
	if p.Flags.quiet && level == "info" {
		level = "warn"
	}
	if p.Log, err = newLogger(p.Stderr, level, p.Flags.logFormat); err != nil {
		return err
	}
	if p.Out.To == os.Stdout && process.OutputClosed() {
		p.Log.Info("the standard output is closed, or is /dev/null: nobody sees the results")
	}
	p.Out.Styled = p.Color
	guarded, stop := p.guardMemory(c.Context())
	c.SetContext(guarded)
	p.closing = append(p.closing, stop)
	return nil
}

// WorldFlags adds what changes the scenario: --rules, --mutant, --reading,
// --timing, --faults.
func (p *Program) WorldFlags(c *cobra.Command, timing string) {
	c.Flags().StringVar(&p.Flags.Reading, "reading", "", "reading `NAME`, NAME+knob=value or alice=NAME,bob=NAME (default: what the scenario names, or literal)")
	Join(c, "reading")
	p.worldButReading(c, timing)
}

// DrivenFlags adds what changes a scenario that real clients take part in: --rules, --reading
// and --faults. Its timing is timed.
func (p *Program) DrivenFlags(c *cobra.Command) {
	c.Flags().StringVar(&p.Flags.Reading, "reading", "", "reading `NAME` of model devices, NAME+knob=value or alice=NAME,bob=NAME (default: what the scenario names, or literal)")
	c.Flags().StringVar(&p.Flags.Faults, "faults", "", "faults that may happen besides the scenario's, as `a=1,b=2`")
	Join(c, "reading", "faults")
	p.RulesFlag(c)
	Complete(c, "reading", ReadingNames)
	Complete(c, "faults", sim.FaultNames)
}

// WorldsFlags adds the same where --reading is a list, and the answer one for each.
func (p *Program) WorldsFlags(c *cobra.Command, timing string, readings *[]string) {
	c.Flags().Var((*ListFlag)(readings), "reading", "readings to compare, a `LIST` of NAME, NAME+knob=value or alice=NAME,bob=NAME (default: what the scenario names, or literal)")
	p.worldButReading(c, timing)
}

func (p *Program) worldButReading(c *cobra.Command, timing string) {
	f, v := c.Flags(), &p.Flags
	p.RulesFlag(c)
	p.MutantFlag(c)
	f.StringVar(&v.Timing, "timing", "", "what time means: patient, async or timed (default: what the scenario names, or "+timing+")")
	f.StringVar(&v.Faults, "faults", "", "faults that may happen besides the scenario's, as `a=1,b=2`")
	Join(c, "faults")
	Complete(c, "reading", ReadingNames)
	Complete(c, "timing", sim.TimingNames)
	Complete(c, "faults", sim.FaultNames)
}

// RulesFlag adds --rules.
func (p *Program) RulesFlag(c *cobra.Command) {
	c.Flags().StringVar(&p.Flags.Rules, "rules", "", "rules `VERSION`, v0 or v1, or alice=v0,bob=v1 (default: what the scenario names, else v0)")
	Join(c, "rules")
	Complete(c, "rules", model.VersionNames)
}

// RuleIDsFlag adds --rule-ids, for what prints or draws runs.
func (p *Program) RuleIDsFlag(c *cobra.Command) {
	c.Flags().BoolVar(&p.Flags.ruleIDs, "rule-ids", false, "name the rules: transcripts with rules and states, as corpus cases have them, and pictures with rules")
}

// StrategyFlags adds what chooses runs: --strategy and --seed.
func (p *Program) StrategyFlags(c *cobra.Command, usual string) {
	c.Flags().StringVar(&p.Flags.Strategy, "strategy", usual, "`NAME` of the strategy that chooses")
	c.Flags().Uint64Var(&p.Flags.Seed, "seed", DefaultSeed, "what the strategy's choices follow from; the same seed, the same runs")
	Complete(c, "strategy", StrategyNames)
}

// CheckStrategy refuses a strategy that does not exist.
func (p *Program) CheckStrategy() error {
	var names []string
	for _, s := range checker.StrategyAccounts() {
		names = append(names, s[0])
	}
	return OneOf("--strategy", p.Flags.Strategy, names)
}

// BudgetFlags adds how long to work with how many workers: --for and --workers.
func (p *Program) BudgetFlags(c *cobra.Command, usual string) {
	c.Flags().DurationVar(&p.Flags.Budget, "for", 0, "how long at most, such as 30s or 5m (default "+usual+")")
	c.Flags().IntVar(&p.Flags.Workers, "workers", 0, "how many workers; 0 is one for each processor, and results do not depend on it")
}

// SearchFlags adds the bounds and manner of an exhaustive search.
func (p *Program) SearchFlags(c *cobra.Command) {
	f, v := c.Flags(), &p.Flags
	f.Uint64Var(&v.MaxStates, "max-states", 0, "give up after so many states; 0 for no bound")
	p.MemoryFlag(c)
	f.BoolVar(&v.exact, "exact", false, "compare whole states instead of 128-bit fingerprints; takes more memory")
	f.BoolVar(&v.KeepGoing, "keep-going", false, "search on past the first violation, and list them by property and cause")
	f.BoolVar(&v.Outcomes, "outcomes", false, "list the ways in which runs end; implies --keep-going")
	f.StringVar(&v.Reduction, "reduction", "", "what to leave out because it follows from the rest: none, symmetry or full; the answer is the same; full counts fewer states and steps (default none; full for more than two devices, and where whole runs have more than 500,000 states)")
	Complete(c, "reduction", scheduler.ReductionNames)
}

// Workers is how many workers to use.
func (p *Program) Workers() (int, error) {
	switch n := p.Flags.Workers; {
	case n < 0 || n > 1024:
		return 0, fmt.Errorf("--workers %d: expected 1 to 1024, or 0 for one for each processor", n)
	case n > 0:
		return n, nil
	default:
		return runtime.GOMAXPROCS(0), nil
	}
}

// BytesFlag is an amount of memory in bytes, written as 4GiB.
type BytesFlag uint64

var byteUnits = []struct {
	name string
	size uint64
}{{"TiB", 1 << 40}, {"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}}

// String is the amount in the largest unit that divides it.
func (b *BytesFlag) String() string {
	for _, u := range byteUnits {
		if n := uint64(*b); n >= u.size && n%u.size == 0 {
			return strconv.FormatUint(n/u.size, 10) + u.name
		}
	}
	return "0B"
}

// Set reads an amount.
func (b *BytesFlag) Set(text string) error {
	for _, u := range byteUnits {
		digits, ok := strings.CutSuffix(text, u.name)
		if !ok {
			continue
		}
		if n, err := strconv.ParseUint(digits, 10, 64); err == nil && n > 0 && n <= 1<<62/u.size {
			*b = BytesFlag(n * u.size)
			return nil
		}
		break
	}
	return fmt.Errorf("expected an amount such as 500MiB or 4GiB, found %q", text)
}

// Type is what help calls such a value.
func (b *BytesFlag) Type() string { return "amount" }

// NeedScenario asks for one scenario at least.
func NeedScenario(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%s: expected a scenario, such as `%s glare`; `simrun list scenarios` names all", c.Name(), c.CommandPath())
	}
	return nil
}

// SearchOptions are the options of an exhaustive search, as the flags say.
func (p *Program) SearchOptions() (scheduler.SearchOptions, error) {
	workers, err := p.Workers()
	if err == nil && p.Flags.Reduction != "" {
		err = OneOf("--reduction", p.Flags.Reduction, scheduler.ReductionNames())
	}
	return scheduler.SearchOptions{
		MaxStates: p.Flags.MaxStates,
		MaxMemory: p.MaxMemory(),
		Workers:   workers,
		KeepGoing: p.Flags.KeepGoing || p.Flags.Outcomes,
		Exact:     p.Flags.exact,
		Outcomes:  p.Flags.Outcomes,
	}, err
}

// Reduction is what the flag says that a search leaves out; nothing without it.
func (p *Program) Reduction() scheduler.Reduction {
	return scheduler.Reduction(max(slices.Index(scheduler.ReductionNames(), p.Flags.Reduction), 0))
}

// Limit bounds a context by --for, if that is given.
func (p *Program) Limit(ctx context.Context) (context.Context, context.CancelFunc) {
	return checker.LimitTo(ctx, p.Flags.Budget)
}

// StrictFlag adds --strict where what is violated is exit status 1 anyway.
func (p *Program) StrictFlag(c *cobra.Command) {
	c.Flags().BoolVar(&p.Flags.strict, "strict", false, "exit status 1 where something is excused, too")
}

// StrictVerdictFlag adds --strict where a command ends with 0 when it has done its work,
// whatever it found: what is excused cannot count for more than what is violated.
func (p *Program) StrictVerdictFlag(c *cobra.Command) {
	c.Flags().BoolVar(&p.Flags.strict, "strict", false, "exit status 1 where something is violated or excused")
}
