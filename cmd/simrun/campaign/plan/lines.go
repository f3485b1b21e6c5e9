package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/mutants"
	"github.com/glarelab/glare/cmd/simrun/proofs"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/sim"
)

// kind is one kind of task: what its line looks like, and what it may say.
type kind struct {
	Kind
	form    string // what errors tell as expected
	example string // as [Plan.Text] writes it
	options []option
	usual   Task // what is not said
	// check looks at what a task names.
	check func(p *Plan, t *Task) error
}

// option is one word of a line, with what follows it.
type option struct {
	word   string
	list   bool // several values may follow
	set    func(t *Task, values []string) error
	format func(t *Task) []string
}

// All stands for everything of its kind.
const All = "all"

// kinds lists the kinds of tasks.
func kinds() []kind {
	return []kind{
		{
			Kind: Fuzz, form: "fuzz SCENARIO… [reading NAME…] [faults SET…] [timing NAME…] [strategy NAME] [seed N] [runs N] [shard N]",
			example: "fuzz glare reading literal faults none each timing patient strategy portfolio seed 1 runs 200000 shard 100000",
			options: []option{readingOption(), faultsOption(), timingOption(), strategyOption(), seedOption(), runsOption(), shardOption()},
			usual: Task{
				Readings: []string{"literal"}, Faults: []string{noFaults}, Timings: []string{sim.Patient.String()}, Strategy: usualStrategy,
				Seed: usualSeed, Runs: usualRuns, ShardRuns: usualShardRuns,
			},
			check: (*Plan).layOut,
		},
		{
			Kind: Check, form: "check SCENARIO… [reading NAME…] [faults SET…] [timing NAME…] [states N]",
			example: "check glare reading robust faults pairs timing patient states 1000000",
			options: []option{readingOption(), faultsOption(), timingOption(), statesOption()},
			usual:   Task{Readings: []string{"literal"}, Faults: []string{noFaults}, Timings: []string{sim.Patient.String()}, States: usualStates},
			check:   (*Plan).layOut,
		},
		{
			Kind: Prove, form: "prove PROOF…", example: "prove glare.robust *crash*",
			check: func(_ *Plan, t *Task) error { _, err := proofs.Choose(proofArgs(t.Names)); return err },
		},
		{
			Kind: Matrix, form: "matrix PROFILE… [faults SET] [states N]", example: "matrix all faults none states 1000000",
			options: []option{faultsOption(), statesOption()},
			usual:   Task{Faults: []string{noFaults}, States: usualStates},
			check:   (*Plan).checkProfiles,
		},
		{
			Kind: Hunt, form: "hunt MUTANT… [strategy NAME] [seeds N] [runs N]", example: "hunt greater-wins strategy uniform seeds 3 runs 10000",
			options: []option{strategyOption(), seedsOption(), runsOption()},
			usual:   Task{Strategy: usualStrategy, Seeds: usualSeeds, Runs: usualHuntRuns},
			check:   func(_ *Plan, t *Task) error { _, err := mutants.Find(allOr(t.Names)); return err },
		},
	}
}

func kindOf(k Kind) kind {
	for _, known := range kinds() {
		if known.Kind == k {
			return known
		}
	}
	return kind{Kind: k}
}

func kindNames() []string {
	var list []string
	for _, k := range kinds() {
		list = append(list, string(k.Kind))
	}
	return list
}

func readingOption() option {
	return option{
		word: "reading", list: true, format: func(t *Task) []string { return t.Readings },
		set: func(t *Task, values []string) error { t.Readings = values; return nil }, // the scenario knows whose they are
	}
}

func faultsOption() option {
	return option{
		word: "faults", list: true, format: func(t *Task) []string { return t.Faults },
		set: func(t *Task, values []string) error {
			for _, set := range values {
				if slices.Contains([]string{noFaults, eachFault, faultPairs}, set) {
					continue
				}
				if _, err := sim.ParseFaults(set); err != nil {
					return fmt.Errorf("%w; or %s, %s (each alone), %s (each two of them)", err, noFaults, eachFault, faultPairs)
				}
			}
			t.Faults = values
			return nil
		},
	}
}

func timingOption() option {
	return option{
		word: "timing", list: true, format: func(t *Task) []string { return t.Timings },
		set: func(t *Task, values []string) error {
			for _, name := range values {
				timing, err := sim.ParseTiming(name)
				if err != nil {
					return err
				}
				if timing == sim.Timed && t.Kind == Check {
					return fmt.Errorf("timing timed: exploring every run needs a timing in which only order counts; use patient or async, or fuzz")
				}
			}
			t.Timings = values
			return nil
		},
	}
}

func strategyOption() option {
	return option{
		word: "strategy", format: func(t *Task) []string { return []string{t.Strategy} },
		set: func(t *Task, values []string) error {
			var known []string
			for _, s := range checker.StrategyAccounts() {
				known = append(known, s[0])
			}
			if !slices.Contains(known, values[0]) {
				return names.Unknown("strategy", values[0], known)
			}
			t.Strategy = values[0]
			return nil
		},
	}
}

// The most that a plan may ask for.
const (
	mostRuns   = 1_000_000_000_000
	mostStates = 1_000_000_000
	mostSeeds  = 1000
	mostShards = 1_000_000
)

func seedOption() option {
	return numberOption("seed", 0, 1<<64-1, func(t *Task) *uint64 { return &t.Seed })
}

func runsOption() option {
	return numberOption("runs", 1, mostRuns, func(t *Task) *uint64 { return &t.Runs })
}

func shardOption() option {
	return numberOption("shard", 1, mostRuns, func(t *Task) *uint64 { return &t.ShardRuns })
}

func statesOption() option {
	return numberOption("states", 1, mostStates, func(t *Task) *uint64 { return &t.States })
}

func seedsOption() option {
	return numberOption("seeds", 1, mostSeeds, func(t *Task) *uint64 { return &t.Seeds })
}

// numberOption is an option with one number.
func numberOption(word string, least, most uint64, of func(*Task) *uint64) option {
	return option{
		word: word, format: func(t *Task) []string { return number(*of(t)) },
		set: func(t *Task, values []string) error {
			n, err := strconv.ParseUint(strings.ReplaceAll(values[0], ",", ""), 10, 64)
			if err != nil || n < least || n > most {
				return fmt.Errorf("%s %s: expected a whole number from %d to %d", word, values[0], least, most)
			}
			*of(t) = n
			return nil
		},
	}
}

// proofArgs are the names as [proofs.Choose] takes them.
func proofArgs(list []string) []string {
	if slices.Contains(list, All) {
		return nil
	}
	return list
}

// allOr is an empty list where all are meant.
func allOr(list []string) []string { return proofArgs(list) }

// checkProfiles looks whether the clients of a matrix are known.
func (p *Plan) checkProfiles(t *Task) error {
	for _, name := range t.Names {
		if name == All {
			continue
		}
		if _, err := model.ParseReading(name); err != nil {
			return err
		}
	}
	for _, set := range t.Faults {
		if set == eachFault || set == faultPairs {
			return fmt.Errorf("faults %s: a matrix takes sets such as send-fail=1, or %s", set, noFaults)
		}
	}
	return nil
}
