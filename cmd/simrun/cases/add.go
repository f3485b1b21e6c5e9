package cases

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/regression"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
)

func newAddCommand(p *cli.Program) *cobra.Command {
	var name, folder, scenario string
	c := &cobra.Command{
		Use:   "add TOKEN|FILE",
		Short: "Make a corpus case of a run that fails",
		Long: `Add makes a corpus case of a token or of a file with a schedule. It writes the
scenario, the schedule, the transcript, and the bundled readings under which the
story ends well; the story itself, in its first lines, is for you to tell.`,
		Example: `  simrun corpus add glare1-… --name crossed-hangup --dir my-cases`,
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) != 1:
				return cli.Errorf(c, "expected one token (glare1-…) or one file with a schedule, found %d arguments; such as `%s glare1-… --name crossed-hangup`",
					len(args), c.CommandPath())
			case name == "":
				return cli.Errorf(c, "expected a name for the case, such as --name crossed-hangup")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			file, err := caseName(folder, name)
			if err != nil {
				return err
			}
			made, err := newCase(c.Context(), p, args[0], scenario, file)
			if c.Context().Err() != nil {
				return undone(c.Context(), p.Reporter) // which readings pass is not known
			}
			if err != nil {
				return err
			}
			if err := files.CreateFile(file, []byte(made.Format())); err != nil {
				return fmt.Errorf("%w; choose another --name, or use `simrun corpus update`", err)
			}
			return tellWritten(p.Printer, file, "added")
		},
	}
	c.Flags().StringVar(&name, "name", "", "`name` of the case, such as crossed-hangup")
	c.Flags().StringVar(&scenario, "scenario", "", "`NAME` of the scenario, for a schedule file that has none of its own")
	c.Flags().StringVar(&folder, "dir", ".", "`folder` to write it to")
	return c
}

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// caseName is the file of a new case.
func caseName(folder, name string) (string, error) {
	if !kebab.MatchString(name) {
		return "", fmt.Errorf("--name %q: expected small letters and digits with hyphens between, such as crossed-hangup", name)
	}
	if err := files.CheckFolder("--dir", folder); err != nil {
		return "", err
	}
	file := filepath.Join(folder, name+".txt")
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%s: exists already; choose another --name, or use `simrun corpus update`", file)
	}
	return file, nil
}

// newCase makes a case of a token or of a file with a schedule.
func newCase(ctx context.Context, p *cli.Program, arg, scenario, file string) (*corpus.Case, error) {
	src, err := cli.OpenSource(arg, scenario)
	if err != nil {
		return nil, err
	}
	rules := checker.Rules{}
	if err := src.CheckRules(rules); err != nil {
		return nil, err
	}
	t, err := p.Tell(src.Scenario, src.Schedule, "")
	if err != nil {
		return nil, err
	}
	if t.Problem == nil {
		return nil, fmt.Errorf("%s: %s A corpus case keeps a story that fails", src.Name, t.Sentence())
	}
	made := story.CaseOf(t.Checker.Scenario(), t.Schedule.Names, t.Trace)
	made.File, made.Comment = file, []string{
		story.ToTell,
		"",
		story.ToSource,
		"Violated: " + t.Problem.Property + ". " + t.Sentence(),
	}
	r := regression.Replayer{Rules: rules, MaxStates: provableStates, MaxMemory: p.MaxMemory(), Workers: 1}
	for _, reading := range model.ReadingNames() {
		switch f, err := r.Passes(ctx, made, reading); {
		case err != nil:
			return nil, err
		case f.Verdict == "proved":
			made.Passes = append(made.Passes, reading)
		case r.Follow(made, "survives", reading).Verdict == "ok":
			made.Survives = append(made.Survives, reading)
		}
	}
	_, err = corpus.ParseCase(file, made.Format())
	return made, err
}
