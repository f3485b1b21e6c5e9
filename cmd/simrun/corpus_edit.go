package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/regression"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
)

func newCorpusAddCommand(p *cli.Program) *cobra.Command {
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
				return cli.Says(c, "expected one token (glare1-…) or one file with a schedule, found %d arguments; such as `%s glare1-… --name crossed-hangup`",
					len(args), c.CommandPath())
			case name == "":
				return cli.Says(c, "expected a name for the case, such as --name crossed-hangup")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			file, err := caseName(folder, name)
			if err != nil {
				return err
			}
			made, err := newCase(p, c.Context(), args[0], scenario, file)
			if c.Context().Err() != nil {
				return undone(p.Reporter, c.Context()) // which readings pass is not known
			}
			if err != nil {
				return err
			}
			if err := files.CreateFile(file, []byte(made.Format())); err != nil {
				return fmt.Errorf("%w; choose another --name, or use `simrun corpus update`", err)
			}
			return tellWritten(p.Reporter.Printer, file, "added")
		},
	}
	c.Flags().StringVar(&name, "name", "", "`name` of the case, such as crossed-hangup")
	c.Flags().StringVar(&scenario, "scenario", "", "`NAME` of the scenario, for a schedule file that has none of its own")
	c.Flags().StringVar(&folder, "dir", ".", "`folder` to write it to")
	return c
}

func newCorpusUpdateCommand(p *cli.Program) *cobra.Command {
	return &cobra.Command{
		Use:   "update FILE…",
		Short: "Rewrite the transcripts of corpus cases as they are now",
		Long: `Update replays each file and writes its transcript anew, for a change that is
meant: the difference in version control shows what the change did. If a step of
a schedule is not enabled any more there is no transcript, and no file is changed.`,
		Example: `  simrun corpus update corpus/*.txt`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cli.Says(c, "expected corpus files, or folders of them, such as `%s corpus/*.txt`", c.CommandPath())
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
			return updateCases(p.Reporter, c.Context(), cases)
		},
	}
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
func newCase(p *cli.Program, ctx context.Context, arg, scenario, file string) (*corpus.Case, error) {
	src, err := cli.OpenSource(p.Reporter.Printer, arg, scenario)
	if err != nil {
		return nil, err
	}
	rules := checker.BothV0()
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
	made := story.CaseOf(t.Game.Scenario(), t.Schedule.Names, t.Trace)
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

// undone says that work was interrupted before any file was changed.
func undone(p *story.Reporter, ctx context.Context) error {
	p.End(term.StatusUndecided)
	if p.JSON() {
		return p.Emit(map[string]any{"verdict": scheduler.Undecided.String(), "reason": checker.EndOf(ctx), "tested": p.Tested()})
	}
	p.Printf("%s: %s; no file was changed.\n", p.Bold("UNDECIDED", false), checker.EndOf(ctx))
	return nil
}

// updateCases writes the transcripts of cases anew, if all of them can be had: first it
// replays all, then it writes, and then it says what it has written.
func updateCases(p *story.Reporter, ctx context.Context, cases []regression.CaseFile) error {
	var texts []string
	for _, file := range cases {
		if ctx.Err() != nil {
			return undone(p, ctx)
		}
		if file.Err != nil {
			return file.Err
		}
		c, err := corpus.ParseCase(file.Name, file.Text)
		if err != nil {
			return err
		}
		status, trace, err := record.Replay(c, checker.BothV0())
		if status == record.Gone {
			return fmt.Errorf("%s: the schedule cannot be replayed, and no file was changed: %w", file.Name, err)
		}
		texts = append(texts, renewed(file.Text, c, trace.Transcript()))
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

// renewed is a case's text with another transcript. Its lines end as they did.
func renewed(text string, c *corpus.Case, transcript string) string {
	plain := strings.ReplaceAll(text, "\r\n", "\n")
	now := withTranscript(strings.TrimSuffix(plain, c.Golden), transcript)
	if plain != text {
		return strings.ReplaceAll(now, "\n", "\r\n")
	}
	return now
}

// withTranscript puts a transcript below what a person writes of a case, and the
// line of dashes between them if it is missing.
func withTranscript(top, transcript string) string {
	if !strings.HasSuffix(top, "\n") {
		top += "\n"
	}
	if !strings.HasSuffix(top, "\n----\n") {
		top += "----\n"
	}
	return top + transcript
}

// tellWritten says what became of a file.
func tellWritten(p *term.Printer, file, change string) error {
	if p.JSON() {
		return p.Emit(map[string]string{"file": file, "change": change})
	}
	p.Printf("%-9s  %s\n", change, file)
	return nil
}
