package campaign

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/report"
	"github.com/glarelab/glare/cmd/simrun/campaign/shard"
	"github.com/glarelab/glare/cmd/simrun/campaign/work"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

func newRunCommand(p *cli.Program) *cobra.Command {
	var folder, part string
	c := &cobra.Command{
		Use:   "run PLAN --dir DIR",
		Short: "Carry out a plan on this machine, or one part of several",
		Long: `Run carries out the shards of a plan that are not done yet, on all processors, and
reports what they have come to. Each shard that is done is a file in --dir. When the
time of --for is over, or at Ctrl-C, what is under way is dropped, and the same
command goes on later with what is missing.

With --shard 2/8 it carries out the second of eight equal parts, for the jobs of a CI
matrix or an array of Slurm; with --shard job/8 the environment variable
` + work.JobIndex + ` says which, as in an Indexed Job of Kubernetes. What the parts have
left in their folders is put together by simrun campaign merge or report.

New findings are written to the folder review in --dir, as corpus cases to look at.

Exit status: 0 done, and nothing new was found; 1 something was found that the corpus
has not (with --strict, or something was excused); 2 bad input; 3 unfinished.`,
		Example: `  simrun campaign run nightly --dir night --for 60s
  simrun campaign run mine.txt --dir results --workers 4
  simrun campaign run clients --dir part-2 --shard 2/8`,
		Args: needPlan, ValidArgs: plan.BundledNames(),
		RunE: func(c *cobra.Command, args []string) error {
			if err := needDir(c, folder); err != nil {
				return err
			}
			opened, err := openPlan(p, args[0])
			if err != nil {
				return err
			}
			return runCampaign(c.Context(), p, opened, folder, part)
		},
	}
	dirFlag(c, &folder)
	c.Flags().StringVar(&part, "shard", "", "carry out one of N equal parts only: `I/N`, from 1/N, or job/N in an Indexed Job")
	p.StrictFlag(c)
	p.BudgetFlags(c, "until all is done")
	p.MemoryFlag(c)
	return c
}

// dirFlag adds --dir, where results are kept.
func dirFlag(c *cobra.Command, folder *string) {
	c.Flags().StringVar(folder, "dir", "", "`DIR` in which the results are kept, which is made")
}

// needDir refuses a command that does not say where results are kept.
func needDir(c *cobra.Command, folder string) error {
	if folder == "" {
		return cli.Errorf(c, "expected --dir DIR, a folder for the results, such as `%s nightly --dir night`", c.CommandPath())
	}
	return nil
}

// runCampaign carries out a plan on this machine, or its part of one.
func runCampaign(ctx context.Context, p *cli.Program, o *planned, path, part string) error {
	workers, err := p.Workers()
	if err != nil {
		return err
	}
	local := &work.Local{}
	if part != "" {
		if local.Slice, err = work.ParseSlice(part, os.Getenv); err != nil {
			return err
		}
	}
	if local.Folder, err = openFolder(p, o, path); err != nil {
		return err
	}
	limited, cancel := p.Limit(ctx)
	defer cancel()
	meter := p.Watch("campaign " + o.title)
	local.Folder.Seen = work.NewProgress(o.shards, local.Slice.Of(local.Folder.Missing()), meter.Tell).Done
	worker := &work.Worker{Engine: local, Shards: o.shards, Run: runnerOf(p, o).Run}
	err = worker.Work(limited, workers)
	meter.Close()
	if err := errors.Join(err, local.Folder.Close()); err != nil {
		return err
	}
	left := len(local.Slice.Of(local.Folder.Missing()))
	return tellCampaign(ctx, p, o.title, local.Folder, part != "" && left == 0)
}

// openFolder opens the folder of results, and says what is wrong with files in it.
func openFolder(p *cli.Program, o *planned, path string) (*work.Folder, error) {
	return work.OpenFolder(path, o.campaign, o.what, told(p))
}

// told says on standard error what is wrong with a file, and does not stop for it.
func told(p *cli.Program) func(error) {
	return func(err error) { p.Log.Warn(term.Safe(err.Error())) }
}

// runnerOf carries out the shards of a plan. Of each nothing is shown: there are many at once.
func runnerOf(p *cli.Program, o *planned) *shard.Runner {
	quiet := *p.Reporter
	quiet.Watch = func(string) story.Meter { return silence{} }
	quiet.Program = o.campaign.Program
	return &shard.Runner{Reporter: &quiet, Name: o.campaign.Name}
}

// silence is a meter that nobody looks at.
type silence struct{}

func (silence) Tell(int64, ...any) {}
func (silence) Close()             {}

// tellCampaign reports what the results in a folder have come to, and writes what is new
// as cases to look at. A part that is done is all that was to be done.
func tellCampaign(ctx context.Context, p *cli.Program, title string, folder *work.Folder, partDone bool) error {
	r, err := reportOf(context.WithoutCancel(ctx), p, title, folder.Set()) // what is known is told after an interruption, too
	if err != nil {
		return err
	}
	r.PartDone = partDone
	r.AddPace(report.Pace(work.ReadPace(folder.Path)))
	written, err := writeReview(p, r, "--dir", filepath.Join(folder.Path, "review"))
	if err != nil {
		return err
	}
	p.End(r.Status(p.Printer))
	if p.JSON() {
		return r.JSON(p.Printer)
	}
	r.Text(p.Printer)
	if written > 0 {
		p.Explainf("To look at, as corpus cases: %s in %s\n", term.Count(written, "file"), filepath.Join(folder.Path, "review"))
	}
	p.Explainf("A page with pictures: simrun campaign report %s --format html -o report.html\n", term.ShellWord(folder.Path))
	return nil
}
