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

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
)

func newCorpusAddCommand(p *program) *cobra.Command {
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
				return says(c, "expected one token (glare1-…) or one file with a schedule, found %d arguments; such as `%s glare1-… --name crossed-hangup`",
					len(args), c.CommandPath())
			case name == "":
				return says(c, "expected a name for the case, such as --name crossed-hangup")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			file, err := caseName(folder, name)
			if err != nil {
				return err
			}
			made, err := p.newCase(c.Context(), args[0], scenario, file)
			if c.Context().Err() != nil {
				return p.undone(c.Context()) // which readings pass is not known
			}
			if err != nil {
				return err
			}
			if err := createFile(file, []byte(made.Format())); err != nil {
				return fmt.Errorf("%w; choose another --name, or use `simrun corpus update`", err)
			}
			return p.tellWritten(file, "added")
		},
	}
	c.Flags().StringVar(&name, "name", "", "`name` of the case, such as crossed-hangup")
	c.Flags().StringVar(&scenario, "scenario", "", "`NAME` of the scenario, for a schedule file that has none of its own")
	c.Flags().StringVar(&folder, "dir", ".", "`folder` to write it to")
	return c
}

func newCorpusUpdateCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "update FILE…",
		Short: "Rewrite the transcripts of corpus cases as they are now",
		Long: `Update replays each file and writes its transcript anew, for a change that is
meant: the difference in version control shows what the change did. If a step of
a schedule is not enabled any more there is no transcript, and no file is changed.`,
		Example: `  simrun corpus update corpus/*.txt`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return says(c, "expected corpus files, or folders of them, such as `%s corpus/*.txt`", c.CommandPath())
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			cases, err := caseFiles(args)
			if err != nil {
				return err
			}
			for _, file := range cases {
				if file.bundled {
					return fmt.Errorf("%s: this case is built into the program; expected a file", file.name)
				}
			}
			return p.updateCases(c.Context(), cases)
		},
	}
}

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// caseName is the file of a new case.
func caseName(folder, name string) (string, error) {
	if !kebab.MatchString(name) {
		return "", fmt.Errorf("--name %q: expected small letters and digits with hyphens between, such as crossed-hangup", name)
	}
	if err := checkFolder("--dir", folder); err != nil {
		return "", err
	}
	file := filepath.Join(folder, name+".txt")
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%s: exists already; choose another --name, or use `simrun corpus update`", file)
	}
	return file, nil
}

// newCase makes a case of a token or of a file with a schedule.
func (p *program) newCase(ctx context.Context, arg, scenario, file string) (*play.Case, error) {
	src, err := p.openSource(arg, scenario)
	if err != nil {
		return nil, err
	}
	rules := play.BothV0()
	if err := src.checkRules(rules); err != nil {
		return nil, err
	}
	t, err := p.tell(src.scenario, src.schedule, "")
	if err != nil {
		return nil, err
	}
	if t.problem == nil {
		return nil, fmt.Errorf("%s: %s A corpus case keeps a story that fails", src.name, t.sentence())
	}
	made := caseOf(t.game.Scenario(), t.schedule.Names, t.trace)
	made.File, made.Comment = file, []string{
		toTell,
		"",
		toSource,
		"Violated: " + t.problem.Property + ". " + t.sentence(),
	}
	r := replayer{rules: rules, maxStates: provableStates, maxMemory: p.maxMemory(), workers: 1}
	for _, reading := range model.ReadingNames() {
		switch f, err := r.passes(ctx, made, reading); {
		case err != nil:
			return nil, err
		case f.Verdict == "proved":
			made.Passes = append(made.Passes, reading)
		case r.follow(made, "survives", reading).Verdict == "ok":
			made.Survives = append(made.Survives, reading)
		}
	}
	_, err = play.ParseCase(file, made.Format())
	return made, err
}

// undone says that work was interrupted before any file was changed.
func (p *reporter) undone(ctx context.Context) error {
	p.end(statusUndecided)
	if p.json() {
		return p.emit(map[string]any{"verdict": scheduler.Undecided.String(), "reason": endOf(ctx), "tested": p.tested()})
	}
	p.printf("%s: %s; no file was changed.\n", p.bold("UNDECIDED", false), endOf(ctx))
	return nil
}

// updateCases writes the transcripts of cases anew, if all of them can be had: first it
// replays all, then it writes, and then it says what it has written.
func (p *reporter) updateCases(ctx context.Context, cases []caseFile) error {
	var texts []string
	for _, file := range cases {
		if ctx.Err() != nil {
			return p.undone(ctx)
		}
		if file.err != nil {
			return file.err
		}
		c, err := play.ParseCase(file.name, file.text)
		if err != nil {
			return err
		}
		status, trace, err := c.Replay(play.BothV0())
		if status == play.Gone {
			return fmt.Errorf("%s: the schedule cannot be replayed, and no file was changed: %w", file.name, err)
		}
		texts = append(texts, renewed(file.text, c, trace.Transcript()))
	}
	folders := map[string]bool{}
	for _, file := range cases {
		if folder := filepath.Dir(file.name); !folders[folder] {
			folders[folder] = true
			if err := checkFolder(file.name+": the folder", folder); err != nil {
				return err
			}
		}
	}
	changes, failed := make([]string, 0, len(cases)), error(nil)
	for i, file := range cases {
		change := "unchanged"
		if texts[i] != file.text {
			change = "updated"
			if failed = writeFile(file.name, []byte(texts[i])); failed != nil {
				break
			}
		}
		changes = append(changes, change)
	}
	for i, change := range changes {
		if err := p.tellWritten(cases[i].name, change); err != nil {
			return err
		}
	}
	return failed
}

// renewed is a case's text with another transcript. Its lines end as they did.
func renewed(text string, c *play.Case, transcript string) string {
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
func (p *printer) tellWritten(file, change string) error {
	if p.json() {
		return p.emit(map[string]string{"file": file, "change": change})
	}
	p.printf("%-9s  %s\n", change, file)
	return nil
}
