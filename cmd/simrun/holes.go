package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/model/spec"
)

// rewriteHoles is the command that makes docs/HOLES.md current.
const rewriteHoles = "go run ./cmd/simrun holes -o docs/HOLES.md"

// holesStates bounds a search of holes; what is larger says nothing.
const holesStates = 600_000

func newHolesCommand(p *program) *cobra.Command {
	var page string
	c := &cobra.Command{
		Use:   "holes [flags] [hole or knob…]",
		Short: "Find out which open points of the text decide anything, each with a story",
		Long: `Holes looks at every point that the text leaves open, a knob, and finds out by search
whether its reading decides how a run ends: alone, that is with everything else read
as --reading says, or only together with another knob, or not at all in the networks
searched. For a point that decides something there is a shortest story: steps that
go wrong with one value and not with another, or else end differently. The same steps
happen to both; what is not possible with the other is skipped there.

The networks are a fixed list of small scenarios, users' actions and faults, each for
the holes that it stages; a page written with -o names them. In a network with a
fault only stories count that spend it and that need it. Arguments choose holes or
knobs; without them all are looked at, which takes about a minute.

There is no --strict: each story is one that goes wrong, or ends otherwise, under one
value on purpose; of a reading as a whole ` + "`simrun check --strict`" + ` speaks.

Exit status: 0 the work is done, 2 bad input, 3 interrupted.`,
		Example: `  simrun holes H-01 H-02
  simrun holes inflight eq --format json
  ` + rewriteHoles,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return append(model.KnobNames(), holeIDs()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error { return p.holes(c.Context(), args, page) },
	}
	c.Flags().StringVar(&p.flags.reading, "reading", "literal-sent", "how everything else is read: `NAME` or NAME+knob=value")
	complete(c, "reading", readingNames)
	c.Flags().StringVarP(&page, "output", "o", "", "write the whole as a Markdown page to `FILE`, and print no list")
	p.budgetFlags(c, "without end")
	p.memoryFlag(c)
	return c
}

func holeIDs() []string {
	var ids []string
	for _, h := range spec.Holes() {
		ids = append(ids, h.ID)
	}
	return ids
}

// chosenPoints refuses what is neither a hole nor a knob, and says which points
// the others mean.
func chosenPoints(args []string) (func(*play.Point) bool, error) {
	known := append(model.KnobNames(), holeIDs()...)
	for _, arg := range args {
		if !slices.Contains(known, arg) {
			return nil, names.Unknown("hole or knob", arg, known)
		}
	}
	return func(p *play.Point) bool {
		return len(args) == 0 || slices.Contains(args, p.Hole) || slices.Contains(args, p.Knob.String())
	}, nil
}

// point is a point with its story told.
type point struct {
	*play.Point
	story   *story
	instead *play.Trace // the same steps with the other value
}

// holes looks for what the open points decide.
func (p *program) holes(ctx context.Context, args []string, page string) error {
	chosen, err := chosenPoints(args)
	if err != nil {
		return err
	}
	if page != "" {
		if len(args) > 0 {
			return fmt.Errorf("-o %s: a page has all holes; leave out %s", page, strings.Join(args, " "))
		}
		if err := checkOutput("-o", page); err != nil {
			return err
		}
	}
	workers, err := p.workers()
	if err != nil {
		return err
	}
	base, err := model.ParseReading(p.flags.reading)
	if err != nil {
		return fmt.Errorf("--reading: %w", err)
	}
	ctx, cancel := p.limit(ctx)
	defer cancel()
	meter := p.watch("looking for what open points decide")
	h := &play.Holes{Base: base, Workers: workers, MaxStates: holesStates, MaxMemory: p.maxMemory(), Chosen: chosen, Progress: func(done, all int) {
		meter.Tell(int64(done)*wholeShare/int64(max(all, 1)), "comparisons", done, "of", all)
	}}
	if err = h.Open(play.Probe()); err == nil {
		err = h.Find(ctx)
	}
	meter.Close()
	if err != nil && ctx.Err() == nil {
		return err
	}
	points, told := p.tellPoints(h.Points)
	if told != nil {
		return told
	}
	if err != nil {
		p.end(statusUndecided)
		points = slices.DeleteFunc(points, func(t point) bool { return t.story == nil || t.Hole == "" })
	}
	var lost error
	if page != "" && err == nil {
		if lost = p.writeOut(page, []byte(holesPage(points, base.Name, p.tested().rulesText()))); lost == nil {
			return nil
		}
	}
	if p.json() {
		return errors.Join(p.emitPoints(points), lost)
	}
	p.showPoints(points)
	p.showTested()
	if err != nil {
		p.printf("\n%s: %v. What is listed is so, though a shorter story may exist; the rest is not known.\n", p.bold("UNDECIDED", false), err)
	}
	return lost
}

// tellPoints tells the stories of points.
func (p *reporter) tellPoints(list []play.Point) ([]point, error) {
	var points []point
	for i := range list {
		t := point{Point: &list[i]}
		if s := t.Story; s != nil && s.Schedule.Names != nil {
			first, second, err := s.Tell()
			if err != nil {
				return nil, err
			}
			property := ""
			if worst := first.Gravest(); worst != nil {
				property = worst.Property
			}
			if t.story, err = p.tell(first.Scenario, s.Schedule, property); err != nil {
				return nil, err
			}
			t.instead = second
		}
		points = append(points, t)
	}
	return points, nil
}

// pointJSON is what holes writes about one hole and knob, one line each.
type pointJSON struct {
	Hole     string   `json:"hole"`
	Knob     string   `json:"knob"`
	Decides  bool     `json:"decides"`
	With     []string `json:"with"`    // what else has to be read otherwise than --reading says
	Verdict  bool     `json:"verdict"` // it goes wrong with one value and not with another
	Staged   bool     `json:"staged"`  // a network that was searched has what the hole needs
	Asked    bool     `json:"asked"`   // a run of those comes to the point
	Scenario string   `json:"scenario"`
	Faults   string   `json:"faults"`
	Timing   string   `json:"timing"`
	Readings []string `json:"readings"` // of the story, and the other
	Property string   `json:"property"`
	Ends     []string `json:"ends"` // of the story, and of the same steps with the other
	Steps    int      `json:"steps"`
	Token    string   `json:"token"`
	Tested   tested   `json:"tested"`
}

func (p *reporter) emitPoints(points []point) error {
	for i := range points {
		t := &points[i]
		if t.Hole == "" {
			continue // the hole's lines say it
		}
		line := pointJSON{
			Hole: t.Hole, Knob: t.Knob.String(), Decides: t.story != nil, Staged: t.Staged, Asked: t.Asked, With: []string{}, Readings: []string{}, Ends: []string{},
			Tested: p.tested(),
		}
		if t.story != nil {
			s := t.Story
			for _, a := range s.With {
				line.With = append(line.With, a.String())
			}
			line.Verdict, line.Scenario, line.Faults = s.Violated, s.Stage.Scenario, s.Stage.Faults
			line.Readings = []string{s.Fleet[0].String(), s.Fleet[1].String()}
			line.Timing = t.story.game.Scenario().Timing.String()
			line.Ends = []string{endText(t.story.trace), endText(t.instead)}
			line.Steps, line.Token = len(t.story.schedule.Names), t.story.token
			if t.story.problem != nil {
				line.Property = t.story.problem.Property
			}
		}
		if err := p.emit(line); err != nil {
			return err
		}
	}
	return nil
}

// decides says in a word what a point decides.
func (t *point) decides() string {
	switch {
	case !t.Staged:
		return "not searched"
	case t.story == nil && !t.Asked:
		return "never asked"
	case t.story == nil:
		return "nothing"
	case t.Story.Mixed():
		return "verdict, if read differently"
	case t.Story.Violated:
		return "verdict"
	default:
		return "outcome"
	}
}

// with says together with what a point decides.
func (t *point) with() string {
	if t.story == nil {
		return ""
	}
	var list []string
	for _, a := range t.Story.With {
		list = append(list, a.String())
	}
	if list == nil {
		return "alone"
	}
	return "with " + strings.Join(list, ", ")
}

// where says where a point's story happens.
func (t *point) where() string {
	if t.story == nil {
		return ""
	}
	return t.Story.Stage.String()
}

// showPoints prints a line for each hole and knob, and below it the story.
func (p *printer) showPoints(points []point) {
	alone, together, none, unasked := 0, 0, 0, 0
	for i := range points {
		t := &points[i]
		if t.Hole == "" {
			switch {
			case t.story == nil && t.Asked:
				none++
			case t.story == nil:
				unasked++
			case len(t.Story.With) > 0:
				together++
			default:
				alone++
			}
			continue
		}
		p.printf("%-6s %-12s %s", t.Hole, t.Knob, t.decides())
		if t.story == nil {
			p.printf("\n")
			continue
		}
		p.printf(" %s: %s, %s\n", t.with(), t.where(), count(len(t.story.schedule.Names), "step"))
		p.pairs([][2]string{
			{"with", t.Story.Fleet[0].String() + ": " + endText(t.story.trace)},
			{"else", t.Story.Fleet[1].String() + ": " + endText(t.instead)},
		})
		p.moref("  %-12s%s\n", "story", t.story.token)
	}
	if all := alone + together + none + unasked; all > 0 {
		p.moref("\n%s: %d decide something alone, %d only together with another, %d nothing in the networks searched,\n"+
			"and %d are never asked in them. ", capital(count(all, "knob")), alone, together, none, unasked)
	}
	p.moref("simrun replay TOKEN tells a story; simrun show H-01 tells of a hole.\n")
}

// faultsOrNone is a stage's faults as a table has them.
func faultsOrNone(s *play.Stage) string {
	if s.Faults == "" {
		return "none"
	}
	return fmt.Sprintf("`%s`", s.Faults)
}
