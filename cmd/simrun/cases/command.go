// Package cases is the command simrun corpus with those below it: it turns arguments into
// cases, has them replayed, and prints what has changed.
//
// Read command.go, then add.go and update.go. What replaying is, is in regression.
package cases

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/regression"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// provableStates is how large a scenario may be for `passes` to be proven; above
// it, a case is followed only.
const provableStates = 400_000

// NewCommand makes the command with all its subcommands.
func NewCommand(p *cli.Program) *cobra.Command {
	c := &cobra.Command{
		Use:   "corpus [FILE|DIR|CASE…]",
		Short: "Replay every story that once found something, and say what has changed",
		Long: `Corpus replays cases: files, folders of files that end in .txt, or by name cases that
come with the program, which are all replayed if nothing is named. Each is replayed exactly under the reading
that fails, and is then

  same     its transcript is the one in the file, byte for byte
  fixed    it violated something, and now ends well
  drifted  anything else in its transcript differs
  gone     one of its steps is not enabled any more, or a name is not known

Under the readings that pass or survive it is followed as far as its steps are
enabled, and must end well. For those that pass all runs of the scenario are
searched too, up to --max-states.

Exit status: 0 all are the same, 1 something differs, or with --strict is excused, 2 a file is no corpus case
(it is named, and the others are replayed), 3 interrupted.`,
		Example: `  simrun corpus
  simrun corpus my-cases both-invites-in-flight.txt --format json
  simrun corpus add glare1-… --name crossed-hangup --dir my-cases
  simrun corpus update my-cases/crossed-hangup.txt`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: cli.CompleteCases,
		RunE: func(c *cobra.Command, args []string) error {
			cases, err := cli.CaseFiles(args)
			if err != nil {
				return err
			}
			return replayCorpus(c.Context(), p, cases)
		},
	}
	c.Flags().Uint64Var(&p.Flags.MaxStates, "max-states", provableStates, "give up a proof after so many states, and only follow the case")
	c.Flags().IntVar(&p.Flags.Workers, "workers", 0, "how many workers; 0 is one for each processor, and results do not depend on it")
	p.MemoryFlag(c)
	p.StrictFlag(c)
	c.AddCommand(newAddCommand(p), newUpdateCommand(p))
	return c
}

// replayCorpus replays cases and prints what came of each as soon as it is
// known.
func replayCorpus(ctx context.Context, p *cli.Program, cases []regression.CaseFile) error {
	workers, err := p.Workers()
	if err != nil {
		return err
	}
	meter := p.Watch("corpus")
	defer meter.Close()
	r := regression.Replayer{Rules: checker.Rules{}, MaxStates: p.Flags.MaxStates, MaxMemory: p.MaxMemory(), Workers: workers}
	var total regression.Tally
	for i, file := range cases {
		meter.Tell(int64(i*story.WholeShare/len(cases)), "cases", i)
		result, err := r.Replay(ctx, file)
		if err != nil {
			p.Fail(err)
			result = &regression.Replayed{File: file.Name, Status: regression.Refused, Message: term.ErrorText(err), Readings: []regression.Followed{}}
		}
		if ctx.Err() != nil {
			p.End(term.StatusUndecided)
			break
		}
		total.Add(result)
		if result.IsExcused() {
			p.End(story.ExcusedStatus(p.Printer))
		}
		if !result.IsSame() { // of one that was refused, more was said
			p.End(term.StatusViolated)
		}
		if err := regression.Print(p.Reporter, result); err != nil {
			return err
		}
	}
	if !p.JSON() {
		p.Printf("%s\n", total.Text(len(cases)))
	}
	return nil
}
