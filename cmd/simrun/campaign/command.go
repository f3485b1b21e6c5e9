// Package campaign is the command simrun campaign with those below it: it turns flags into
// a plan, a folder and an engine, has the work done, and prints the report.
//
// Read command.go (plan), run.go, serve.go, worker.go and report.go (merge too). What is
// explored, how it is handed out and what comes of it is in the packages below.
package campaign

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/model/names"
)

// NewCommand makes the command with all its subcommands.
func NewCommand(p *cli.Program) *cobra.Command {
	c := &cobra.Command{
		Use:   "campaign",
		Short: "Long work over many processors and machines",
		Long: `Campaign does work that takes hours: fuzzing all readings, scenarios and faults, the
whole table of clients, every proof. A plan, a small text, says what; it is cut into
shards, each of which follows from the plan and its number alone, so that whoever
carries it out finds the same. What is done is files, one a shard: a campaign that
was interrupted goes on with what is missing, and what several machines have done is
merged in any order.

A plan is the name of a bundled one (` + strings.Join(plan.BundledNames(), ", ") + `) or a file; docs/CAMPAIGNS.md says
what stands in one, and how to go from one machine to many. Here there is no
--strict; the commands that give a verdict have it.`,
		Example: `  simrun campaign run nightly --dir night --for 60s
  simrun campaign report night`,
		Args: cli.UnknownBelow,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newPlanCommand(p), newRunCommand(p), newServeCommand(p), newWorkCommand(p), newMergeCommand(p), newReportCommand(p))
	return c
}

func newPlanCommand(p *cli.Program) *cobra.Command {
	return &cobra.Command{
		Use:   "plan PLAN",
		Short: "Read a plan, and list its shards",
		Long: `Plan reads a plan, says what is wrong with it, or lists its shards, each by its number
and what it explores. Nothing is explored, so that there is no --strict.

Exit status: 0 the plan can be carried out, 2 it cannot.`,
		Example: `  simrun campaign plan nightly
  simrun campaign plan clients --format json
  simrun campaign plan mine.txt --quiet`,
		Args: needPlan, ValidArgs: plan.BundledNames(),
		RunE: func(_ *cobra.Command, args []string) error {
			opened, err := openPlan(p, args[0])
			if err != nil {
				return err
			}
			return listShards(p, opened)
		},
	}
}

// planned is a plan that was read, and the campaign that it is under these rules and this
// program.
type planned struct {
	*plan.Plan
	title    string
	shards   []plan.Shard
	campaign *result.Campaign
}

// openPlan reads a plan: a bundled one, or a file.
func openPlan(p *cli.Program, arg string) (*planned, error) {
	text, bundled := plan.Bundled(arg)
	if !bundled {
		var err error
		if near := names.Nearest(arg, plan.BundledNames()); near != "" && !strings.ContainsAny(arg, "/.") {
			return nil, names.Unknown("plan", arg, plan.BundledNames())
		}
		if text, err = files.ReadText(arg, plan.MaxText, "a plan, such as a line `fuzz glare reading literal runs 100000`"); err != nil {
			return nil, fmt.Errorf("%w; bundled plans are %s", err, strings.Join(plan.BundledNames(), ", "))
		}
	}
	return parsePlan(p, arg, text)
}

// parsePlan reads the text of a plan.
func parsePlan(p *cli.Program, name, text string) (*planned, error) {
	read, err := plan.Parse(name, text)
	if err != nil {
		return nil, err
	}
	rules, program := checker.EveryHash(), cli.Build(p.Program)
	shards := read.Shards()
	return &planned{Plan: read, title: titleOf(name), shards: shards, campaign: &result.Campaign{
		Format: result.Format, Name: read.Name(rules, program), Rules: rules, Program: program,
		Shards: len(shards), Plan: read.Text(),
	}}, nil
}

// titleOf is what a campaign is called: the name of its plan, without folder and ending.
func titleOf(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	return strings.TrimSuffix(name, ".txt")
}

// what is a shard of the plan in words.
func (o *planned) what(shard int) string { return o.shards[shard].Text() }

// shardJSON is what campaign plan writes about one shard, one line.
type shardJSON struct {
	Shard int    `json:"shard"`
	Kind  string `json:"kind"`
	What  string `json:"what"`
}

// listShards prints the shards of a plan.
func listShards(p *cli.Program, o *planned) error {
	if p.JSON() {
		if err := p.Emit(o.campaign); err != nil {
			return err
		}
	} else {
		p.Explainf("Campaign %s: %d shards. %s\n%s\n", o.campaign.Name, len(o.shards), o.About, o.Text())
	}
	for i := range o.shards {
		s := &o.shards[i]
		if !p.JSON() {
			p.Printf("%6d  %s\n", s.Index, s.Text())
		} else if err := p.Emit(shardJSON{s.Index, string(s.Kind), s.Text()}); err != nil {
			return err
		}
	}
	return nil
}

// needPlan asks for one plan.
func needPlan(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return cli.Errorf(c, "expected a plan: a file, or one of %s; such as `%s nightly`", strings.Join(plan.BundledNames(), ", "), c.CommandPath())
	case len(args) > 1:
		return cli.Errorf(c, "unexpected %q after the plan %s; expected one plan", args[1], args[0])
	}
	return nil
}
