package holes

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
)

// Page is docs/HOLES.md, or docs/HOLES_V1.md: what a specification's author wants to see of
// every open point.
func Page(v model.Version, points []ToldPoint, base, tested string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# What the open points decide%s

%sThe glare text of the Matrix call specification leaves points open, and clients read them differently. This
page says of each whether its reading decides how a call ends: alone, with everything else read as `+"`%s`"+`
does (the text word by word, except that an invite counts as sent once it is handed over, so that calls which
cross undisturbed always connect), or only together with another point. Everything here was found by exploring
every run of small networks, and each story can be replayed with `+"`simrun replay TOKEN`"+`. The page is written
by

    %s

with %s.

**Verdict** means: the same steps go wrong with one value and end well with another. **Verdict, if read
differently** means: they go wrong if the two users' clients read the point in different ways, and end well
if both read it like the first. **Outcome** means: they end differently, and neither or both are wrong.

The steps of a story are those of the first value, up to where nothing more happens, even if it goes wrong before. The same
steps happen with the other value; what is not possible there is skipped, and what is left to happen then happens, so that its
end lies beyond the steps listed. `+"`simrun replay --reading`"+` tells that run.

## The points

`, in[v], beside[v], base, Rewrite(v), tested)
	rows := [][]string{{"point", "question", "clauses", "decides", "shortest story", "where"}}
	for i := range points {
		t := &points[i]
		if t.Hole != "" {
			continue
		}
		text := knobText(t.Knob)
		rows = append(rows, []string{"`" + text.Knob + "`", text.Question, text.Clause, strings.TrimSpace(t.decides() + " " + t.with()), t.steps(), t.where()})
	}
	term.MarkdownRows(&b, rows)
	fmt.Fprintf(&b, "\n*Nothing*: runs come to the point, and all of them end alike. *Never asked*: no run of these networks comes to\n"+
		"the point. *Not searched*: no network of the list below has what the hole needs%s.\n"+
		"*Not known*, and *outcome at least*: some networks have more runs than were looked at.\n\n## The stories\n", lacks[v])
	for i := range points {
		if t := &points[i]; t.Hole == "" && t.Told != nil {
			b.WriteString(t.section())
		}
	}
	b.WriteString("\n## Hole by hole\n\nThe stories of a hole are those of networks that have what the hole needs; with a fault, of runs that spend it.\n\n")
	for _, hole := range spec.Holes() {
		b.WriteString(holeText(v, &hole, points))
	}
	b.WriteString(ProbeText(v))
	return b.String()
}

// What the pages of the versions differ in, beside what was found.
var (
	in     = [model.NumVersions]string{model.Version1: " in version 1"}
	beside = [model.NumVersions]string{model.Version0: `This page is about version 0; [version 1 has one of its own](HOLES_V1.md).

`, model.Version1: `Version 1 took the glare text of version 0 word for word, and with it what [that leaves open](HOLES.md). It added
devices that answer at once, members who are not meant, and events of their own for a reject and for whose answer
was taken.

`}
	// lacks is what networks lack: for version 1 each point has a reason.
	lacks = [model.NumVersions]string{
		model.Version0: ", such as version 1, several\ndevices, or more than two people",
		model.Version1: ". Behind each such point stands why",
	}
)

func knobText(k model.Knob) spec.KnobText {
	list := spec.KnobTexts()
	return list[slices.IndexFunc(list, func(t spec.KnobText) bool { return t.Knob == k.String() })]
}

// steps is the length of a point's story.
func (t *ToldPoint) steps() string {
	if t.Told == nil {
		return ""
	}
	return term.Count(len(t.Told.Schedule.Names), "step")
}

// section is the story of a point.
func (t *ToldPoint) section() string {
	var b strings.Builder
	text, s := knobText(t.Knob), t.Story
	fmt.Fprintf(&b, "\n### %s\n\n%s (%s)\n\n", text.Knob, term.Escape(text.Question), text.Clause)
	for i := range s.Values {
		a := survey.Amendment{Knob: t.Knob, Setting: s.Values[i]}
		means := text.Values[s.Values[i].Value]
		fmt.Fprintf(&b, "- `%s`: %s %s\n", a.Value(), term.Escape(means.Means), term.Escape("("+means.Source+")"))
	}
	fmt.Fprintf(&b, "\nIn %s; call IDs: %s:\n\n", t.where(), term.Escape(t.Told.IDText()))
	for i, name := range t.Told.Schedule.Names {
		fmt.Fprintf(&b, "%d. %s\n", i+1, name)
	}
	fmt.Fprintf(&b, "\n- with `%s`: %s. %s\n- with `%s`: %s.\n\n`%s`\n", s.Fleet[0], story.EndText(t.Told.Trace), t.Told.Sentence(),
		s.Fleet[1], story.EndText(t.instead), t.Told.Token)
	return b.String()
}

// holeText is what is known of the points of a hole.
func holeText(v model.Version, hole *spec.Hole, points []ToldPoint) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s %s\n\n%s (%s)\n\n", hole.ID, hole.Title, term.Escape(hole.Text), strings.Join(hole.Clauses, ", "))
	if len(hole.Knobs) == 0 {
		fmt.Fprintf(&b, "No reading decides it%s.\n\n", because(v, hole.ID, ""))
		return b.String()
	}
	for i := range points {
		t := &points[i]
		switch {
		case t.Hole != hole.ID:
		case t.Told == nil:
			fmt.Fprintf(&b, "- `%s`: %s%s\n", t.Knob, t.decides(), because(v, hole.ID, t.Knob.String()))
		default:
			fmt.Fprintf(&b, "- `%s`: %s %s; %s, %s. With `%s`: %s. With `%s`: %s.  \n  `%s`\n", t.Knob, t.decides(), t.with(),
				t.where(), t.steps(), t.Story.Fleet[0], story.EndText(t.Told.Trace), t.Story.Fleet[1], story.EndText(t.instead), t.Told.Token)
		}
	}
	b.WriteString("\n")
	return b.String()
}

// ProbeText says where was searched.
func ProbeText(v model.Version) string {
	var b strings.Builder
	b.WriteString("## Where was searched\n\nEach network with every value of the knobs of the holes that it stages, for each assignment of call IDs.\n\n")
	rows := [][]string{{"", "network", "faults", "stages"}}
	for i, s := range Probe(v) {
		plain := s
		plain.Faults = ""
		rows = append(rows, []string{strconv.Itoa(i + 1), plain.String(), faultsOrNone(&s), strings.TrimSpace(s.Holes + " " + s.Knobs)})
	}
	term.MarkdownRows(&b, rows)
	if v == model.Version1 {
		b.WriteString("\nOf these networks some are of this page alone, each smaller than the bundled scenario of its kind. Who is not\n" +
			"said to answer answers nothing that rings.\n\n")
		for _, own := range ownV1 {
			fmt.Fprintf(&b, "- %s: %s.\n", own.name, own.about)
		}
	}
	return b.String()
}
