package cases

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/regression"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/scheduler"
)

func newUpdateCommand(p *cli.Program) *cobra.Command {
	return &cobra.Command{
		Use:   "update FILE…",
		Short: "Rewrite the transcripts of corpus cases as they are now",
		Long: `Update replays each file and writes its transcript anew, for a change that is
meant: the difference in version control shows what the change did. If a step of
a schedule is not enabled any more there is no transcript, and no file is changed.`,
		Example: `  simrun corpus update corpus/*.txt`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cli.Errorf(c, "expected corpus files, or folders of them, such as `%s corpus/*.txt`", c.CommandPath())
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			cases, err := cli.CaseFiles(args)
			if err != nil {
				return err
			}
			for _, file := range cases {
				if file.Bundled {
					return fmt.Errorf("%s: this case is built into the program; expected a file", file.Name)
				}
			}
			return updateCases(c.Context(), p.Reporter, cases)
		},
	}
}

// undone says that work was interrupted before any file was changed.
func undone(ctx context.Context, p *story.Reporter) error {
	p.End(term.StatusUndecided)
	if p.JSON() {
		return p.Emit(map[string]any{"verdict": scheduler.Undecided.String(), "reason": checker.EndOf(ctx), "tested": p.Tested()})
	}
	p.Printf("%s: %s; no file was changed.\n", p.Bold("UNDECIDED", false), checker.EndOf(ctx))
	return nil
}

// updateCases writes the transcripts of cases anew, if all of them can be had: first it
// replays all, then it writes, and then it says what it has written.
func updateCases(ctx context.Context, p *story.Reporter, cases []regression.CaseFile) error {
	var texts []string
	for _, file := range cases {
		if ctx.Err() != nil {
			return undone(ctx, p)
		}
		if file.Err != nil {
			return file.Err
		}
		c, err := corpus.ParseCase(file.Name, file.Text)
		if err != nil {
			return err
		}
		status, trace, err := record.Replay(c, checker.Rules{})
		if status == record.Gone {
			return fmt.Errorf("%s: the schedule cannot be replayed, and no file was changed: %w", file.Name, err)
		}
		texts = append(texts, regression.Renewed(file.Text, c, trace.Transcript()))
	}
	folders := map[string]bool{}
	for _, file := range cases {
		if folder := filepath.Dir(file.Name); !folders[folder] {
			folders[folder] = true
			if err := files.CheckFolder(file.Name+": the folder", folder); err != nil {
				return err
			}
		}
	}
	changes, failed := make([]string, 0, len(cases)), error(nil)
	for i, file := range cases {
		change := "unchanged"
		if texts[i] != file.Text {
			change = "updated"
			if failed = files.WriteFile(file.Name, []byte(texts[i])); failed != nil {
				break
			}
		}
		changes = append(changes, change)
	}
	for i, change := range changes {
		if err := tellWritten(p.Printer, cases[i].Name, change); err != nil {
			return err
		}
	}
	return failed
}

// tellWritten says what became of a file.
func tellWritten(p *term.Printer, file, change string) error {
	if p.JSON() {
		return p.Emit(map[string]string{"file": file, "change": change})
	}
	p.Printf("%-9s  %s\n", change, file)
	return nil
}
