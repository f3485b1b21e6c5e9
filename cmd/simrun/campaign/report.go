package campaign

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/report"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/summary"
	"github.com/glarelab/glare/cmd/simrun/campaign/work"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
)

func newReportCommand(p *cli.Program) *cobra.Command {
	format := cli.FormatFlag{Program: p, Format: "text", Known: report.Formats}
	var since, output, review string
	c := &cobra.Command{
		Use:   "report DIR…",
		Short: "Say what a campaign has come to",
		Long: `Report says what is done and what is left, what was found, with a short story of
each finding, and what was never reached. DIR is a folder of simrun campaign run, or a
file of simrun campaign merge; of several the results are put together.

Failures are grouped by their cause: the property, the readings, the faults spent and
the steps on which the end depended. A finding is new unless the bundled corpus has a
story with that cause, or the campaign of --since had it. With --review the new ones
are written to a folder, as corpus cases to look at.

Exit status: 0 nothing new was found (with --strict, and nothing was excused); 1 something
was; 2 bad input; 3 nothing was, and shards are left to do.`,
		Example: `  simrun campaign report night
  simrun campaign report night --since last-night --format markdown
  simrun campaign report part-1 part-2 part-3 --format html -o report.html
  simrun campaign report all.jsonl --format junit -o junit.xml --review found`,
		Args: needResults,
		RunE: func(c *cobra.Command, args []string) error {
			r, err := readReport(c.Context(), p, args, since)
			if err != nil {
				return err
			}
			if review != "" {
				written, err := writeReview(p, r, "--review", review)
				if err != nil {
					return err
				}
				p.Log.Info("written as corpus cases to look at", "files", written, "folder", review)
			}
			p.End(r.Status(p.Printer))
			return writeReport(p, r, format.Format, output)
		},
	}
	f := c.Flags()
	f.Var(&format, "format", "what the report looks like: "+strings.Join(report.Formats, ", "))
	f.StringVarP(&output, "output", "o", "", "write it to `FILE` instead of standard output")
	f.StringVar(&since, "since", "", "compare with the results in `DIR`, of another campaign; what it had is not new")
	f.StringVar(&review, "review", "", "write new findings as corpus cases to `DIR`, which is made")
	cli.Complete(c, "format", func() []string { return report.Formats })
	p.StrictFlag(c)
	return c
}

func newMergeCommand(p *cli.Program) *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:   "merge DIR…",
		Short: "Put the results of several machines together",
		Long: `Merge puts results of one campaign together: folders of simrun campaign run, and files
that merge has written, in any order and with any overlap. What comes out is the same
to the byte, whichever they were: the campaign, then the result of each shard, in lines
of JSON. Results of another plan, other rules or another program are refused, and so
are two results of one shard that differ. Nothing is judged, so that there is no --strict.

Exit status: 0 every shard is there, 2 bad input, 3 some are missing.`,
		Example: `  simrun campaign merge part-1 part-2 part-3 -o all.jsonl`,
		Args:    needResults,
		RunE: func(_ *cobra.Command, args []string) error {
			set, err := work.Read(args, told(p))
			if err != nil {
				return err
			}
			if missing := len(set.Missing()); missing > 0 {
				p.Log.Info("shards are missing", "missing", missing, "of", set.Campaign.Shards)
				p.End(term.StatusUndecided)
			}
			if output != "" {
				return cli.WriteOut(p.Printer, output, set.Encode())
			}
			p.Out.JSON = true
			_, err = p.Out.Write(set.Encode())
			return err
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "write it to `FILE` instead of standard output")
	return c
}

// needResults asks for folders or files with results.
func needResults(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cli.Errorf(c, "expected results, such as `%s night`: a folder of `simrun campaign run`, or a file of `simrun campaign merge`", c.CommandPath())
	}
	return nil
}

// readReport reads results, and compares them with those of another campaign if some are
// named.
func readReport(ctx context.Context, p *cli.Program, paths []string, since string) (*report.Report, error) {
	set, err := work.Read(paths, told(p))
	if err != nil {
		return nil, err
	}
	rules, program := checker.EveryHash(), cli.Build(p.Program)
	if c := set.Campaign; c.Rules != rules || c.Program != program {
		p.Log.Warn(term.Safe(fmt.Sprintf("these are results of %s, and this is simrun %s with rules %s: stories may not be told, or otherwise", c.Whose(), program, rules)))
	}
	r, err := reportOf(ctx, p, titleOfResults(set.Campaign, paths[0]), set)
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		r.AddPace(report.Pace(work.ReadPace(path)))
	}
	if since != "" {
		before, err := work.Read([]string{since}, told(p))
		if err != nil {
			return nil, fmt.Errorf("--since: %w", err)
		}
		r.Since(before)
	}
	return r, nil
}

// titleOfResults is what a campaign is called: as its plan, if that is a bundled one, else
// as what it is kept in.
func titleOfResults(c *result.Campaign, path string) string {
	for _, name := range plan.BundledNames() {
		text, _ := plan.Bundled(name)
		if bundled, err := plan.Parse(name, text); err == nil && bundled.Text() == c.Plan {
			return name
		}
	}
	return strings.TrimSuffix(filepath.Base(filepath.Clean(path)), ".jsonl")
}

// writeReport writes a report in a format, to a file or where results go.
func writeReport(p *cli.Program, r *report.Report, format, output string) error {
	var b bytes.Buffer
	to := *p.Printer
	if output != "" {
		to.Out, to.Color = &term.Output{To: &b, JSON: format == "json"}, false
	}
	err := error(nil)
	switch format {
	case "json":
		err = r.JSON(&to)
	case "markdown":
		to.Printf("%s", r.Markdown())
	case "html":
		err = r.HTML(to.Out, r.Draw(p.Reporter), false)
	case "junit":
		var text []byte
		text, err = r.JUnit()
		to.Printf("%s", text)
	default:
		r.Text(&to)
	}
	if err != nil || output == "" {
		return err
	}
	return cli.WriteOut(p.Printer, output, b.Bytes())
}

// reportOf makes the report of a set of results, compared with the bundled corpus.
func reportOf(ctx context.Context, p *cli.Program, title string, set *result.Set) (*report.Report, error) {
	s := summary.Of(set)
	cases, err := corpusCases()
	if err != nil {
		return nil, err
	}
	if err := s.Know(ctx, p.Reporter, cases); err != nil {
		return nil, err
	}
	return &report.Report{Summary: s, Title: title}, nil
}

// corpusCases reads the bundled corpus.
func corpusCases() ([]*corpus.Case, error) {
	list, err := cli.CaseFiles(nil)
	if err != nil {
		return nil, err
	}
	var cases []*corpus.Case
	for _, file := range list {
		c, err := corpus.ParseCase(file.Name, file.Text)
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
}

// writeReview writes the new findings as corpus cases into a folder for a person to look
// at, and says how many it wrote. Only what simrun has written there itself is replaced.
func writeReview(p *cli.Program, r *report.Report, flag, path string) (int, error) {
	var names []string
	var list []files.OwnFile
	for _, g := range r.New() {
		name, text, err := g.Review(p.Reporter)
		if err != nil {
			told(p)(err)
			continue
		}
		if name != "" {
			names, list = append(names, name), append(list, files.OwnFile{Name: name, Text: []byte(text)})
		}
	}
	if len(list) == 0 {
		return 0, nil
	}
	if err := notTheCorpus(flag, path); err != nil {
		return 0, err
	}
	own, err := files.OpenOwn(flag, path)
	if err != nil {
		return 0, err
	}
	return len(list), own.Put(names, list)
}

// notTheCorpus refuses a folder that holds something, but no list of what simrun has written
// to it: what was found is looked at by a person before it gets into a corpus.
func notTheCorpus(flag, path string) error {
	entries, err := os.ReadDir(path)
	if err != nil || len(entries) == 0 {
		return nil //nolint:nilerror // what cannot be read is said when it is written to
	}
	if _, err := os.Stat(filepath.Join(path, files.OwnList)); err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: there is something in this folder, and what was found is for a person to look at before it joins a corpus; choose a folder of its own", flag, path)
}
