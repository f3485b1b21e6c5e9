package holes

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/model/spec"
)

// Rewrite is the command that makes a version's page in docs current.
func Rewrite(v model.Version) string {
	if v == model.Version1 {
		return "go run ./cmd/simrun holes --rules v1 -o docs/HOLES_V1.md"
	}
	return "go run ./cmd/simrun holes -o docs/HOLES.md"
}

// IDs lists the IDs of the holes.
func IDs() []string {
	var ids []string
	for _, h := range spec.Holes() {
		ids = append(ids, h.ID)
	}
	return ids
}

// Choose refuses what is neither a hole nor a knob, and says which points
// the others mean.
func Choose(args []string) (func(*Point) bool, error) {
	known := append(model.KnobNames(), IDs()...)
	for _, arg := range args {
		if !slices.Contains(known, arg) {
			return nil, names.Unknown("hole or knob", arg, known)
		}
	}
	return func(p *Point) bool {
		return len(args) == 0 || slices.Contains(args, p.Hole) || slices.Contains(args, p.Knob.String())
	}, nil
}

// ToldPoint is a point with its story told.
type ToldPoint struct {
	*Point
	Version model.Version // by whose rules it was searched
	Told    *story.Story
	instead *checker.Trace // the same steps with the other value
}

// Tell tells the stories of points that were searched by the rules of a version.
func Tell(p *story.Reporter, v model.Version, list []Point) ([]ToldPoint, error) {
	var points []ToldPoint
	for i := range list {
		t := ToldPoint{Point: &list[i], Version: v}
		if s := t.Story; s != nil && s.Schedule.Names != nil {
			first, second, err := s.Tell()
			if err != nil {
				return nil, err
			}
			property := ""
			if worst := first.Gravest(); worst != nil {
				property = worst.Property
			}
			if t.Told, err = p.Tell(first.Scenario, s.Schedule, property); err != nil {
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
	Hole     string       `json:"hole"` // or empty: the knob decides none
	Knob     string       `json:"knob"`
	Decides  bool         `json:"decides"`
	With     []string     `json:"with"`    // what else has to be read otherwise than --reading says
	Verdict  bool         `json:"verdict"` // it goes wrong with one value and not with another
	Staged   bool         `json:"staged"`  // a network that was searched has what the hole needs
	Asked    bool         `json:"asked"`   // a run of those comes to the point
	Cut      bool         `json:"cut"`     // some of those have more runs than were looked at
	Reason   string       `json:"reason"`  // why no network shows it, or empty
	Scenario string       `json:"scenario"`
	Faults   string       `json:"faults"`
	Timing   string       `json:"timing"`
	Readings []string     `json:"readings"` // of the story, and the other
	Property string       `json:"property"`
	Ends     []string     `json:"ends"` // of the story, and of the same steps with the other
	Steps    int          `json:"steps"`
	Token    string       `json:"token"`
	Tested   story.Tested `json:"tested"`
}

// Emit writes a line of JSON for each hole and knob.
func Emit(p *story.Reporter, points []ToldPoint) error {
	for i := range points {
		t := &points[i]
		if !t.ownLine() {
			continue // the hole's lines say it
		}
		line := pointJSON{
			Hole: t.Hole, Knob: t.Knob.String(), Decides: t.Told != nil, Staged: t.Staged, Asked: t.Asked, Cut: t.Cut, With: []string{}, Readings: []string{}, Ends: []string{},
			Tested: p.TestedWith(t.Version),
		}
		if t.Told == nil {
			line.Reason = why(t.Version, t.Hole, t.Knob.String())
		} else {
			s := t.Story
			for _, a := range s.With {
				line.With = append(line.With, a.String())
			}
			line.Verdict, line.Scenario, line.Faults = s.Violated, s.Stage.Scenario, s.Stage.Faults
			line.Readings = []string{s.Fleet[0].String(), s.Fleet[1].String()}
			line.Timing = t.Told.Checker.Scenario().Timing.String()
			line.Ends = []string{story.EndText(t.Told.Trace), story.EndText(t.instead)}
			line.Steps, line.Token = len(t.Told.Schedule.Names), t.Told.Token
			if t.Told.Problem != nil {
				line.Property = t.Told.Problem.Property
			}
		}
		if err := p.Emit(line); err != nil {
			return err
		}
	}
	return nil
}

// ownLine reports whether a list has a line for the point: what a knob as such decides is said by
// the lines of its holes, if it has any.
func (t *ToldPoint) ownLine() bool { return t.Hole != "" || t.alone() }

// decides says in a word what a point decides.
func (t *ToldPoint) decides() string {
	switch {
	case !t.Staged:
		return "not searched"
	case t.Told == nil && t.Cut:
		return "not known"
	case t.Told == nil && !t.Asked:
		return "never asked"
	case t.Told == nil:
		return "nothing"
	case t.Story.Mixed():
		return "verdict, if read differently"
	case t.Story.Violated:
		return "verdict"
	case t.Cut:
		return "outcome at least"
	default:
		return "outcome"
	}
}

// with says together with what a point decides.
func (t *ToldPoint) with() string {
	if t.Told == nil {
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
func (t *ToldPoint) where() string {
	if t.Told == nil {
		return ""
	}
	return t.Story.Stage.String()
}

// elsewhere says where a point is asked that no rule of its version asks, or is empty.
func (t *ToldPoint) elsewhere() string {
	if t.Version.Asks(t.Knob) {
		return ""
	}
	return ": only version 1 asks it (--rules v1)"
}

// Show prints a line for each hole and knob, and below it the story.
func Show(p *term.Printer, points []ToldPoint) {
	alone, together, none, unasked := 0, 0, 0, 0
	for i := range points {
		t := &points[i]
		if t.Hole == "" {
			switch {
			case t.Told == nil && t.Asked:
				none++
			case t.Told == nil:
				unasked++
			case len(t.Story.With) > 0:
				together++
			default:
				alone++
			}
		}
		if !t.ownLine() {
			continue
		}
		p.Printf("%-6s %-12s %s", cmp.Or(t.Hole, "-"), t.Knob, t.decides())
		if t.Told == nil {
			p.Printf("%s\n", because(t.Version, t.Hole, t.Knob.String())+t.elsewhere())
			continue
		}
		p.Printf(" %s: %s, %s\n", t.with(), t.where(), term.Count(len(t.Told.Schedule.Names), "step"))
		p.Pairs([][2]string{
			{"with", t.Story.Fleet[0].String() + ": " + story.EndText(t.Told.Trace)},
			{"else", t.Story.Fleet[1].String() + ": " + story.EndText(t.instead)},
		})
		p.Explainf("  %-12s%s\n", "story", t.Told.Token)
	}
	if all := alone + together + none + unasked; all > 0 {
		decide, are := "decide", "are"
		if alone == 1 {
			decide = "decides"
		}
		if unasked == 1 {
			are = "is"
		}
		p.Explainf("\n%s: %d %s something alone, %d only together with another, %d nothing in the networks searched,\n"+
			"and %d %s never asked in them. ", term.Capitalise(term.Count(all, "knob")), alone, decide, together, none, unasked, are)
	}
	p.Explainf("simrun replay TOKEN tells a story; simrun show H-01 tells of a hole.\n")
}

// faultsOrNone is a stage's faults as a table has them.
func faultsOrNone(s *Stage) string {
	if s.Faults == "" {
		return "none"
	}
	return fmt.Sprintf("`%s`", s.Faults)
}
