package diagram

import "github.com/glarelab/glare/cmd/simrun/diagram/markup"

// panel is the verdict as it stands before the picture.
type panel struct {
	y, width, height int
	head, message    []string
	outcome, tested  []string
	facts            [2][]string
	messageY, factsY int // a baseline, and the top of the facts' boxes
	finalY, testedY  int // baselines
	factsHeight      int
}

// Headline is the verdict in one line.
func (v *Verdict) Headline() string {
	switch {
	case v.OK:
		return "ok: " + orElse(v.Words, "nothing wrong found")
	case v.Excused:
		return "excused: " + orElse(v.Property, "?") + " — " + orElse(v.Words, "?")
	case v.Property == "" && v.Words == "":
		return "no verdict"
	case v.Words == "":
		return "violated: " + v.Property
	}
	return "violated: " + orElse(v.Property, "?") + " — " + v.Words
}

// ExcusedMark is the sign of what is excused.
const ExcusedMark = "△"

// mark is the verdict's sign, so that it does not rest on a colour.
func (v *Verdict) mark() string {
	switch v.Headline() {
	case "no verdict":
		return "?"
	}
	switch {
	case v.OK:
		return "✓"
	case v.Excused:
		return ExcusedMark
	default:
		return "✗"
	}
}

// class is the verdict's class in style sheets.
func (v *Verdict) class() string {
	switch v.mark() {
	case "✓":
		return "ok"
	case "✗":
		return "bad"
	case ExcusedMark:
		return "excused"
	}
	return "none"
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// hasFacts reports whether there are facts to show.
func (v *Verdict) hasFacts() bool { return v.Facts[0] != "" || v.Facts[1] != "" }

// newPanel places the verdict from y on.
func newPanel(v *Verdict, y, width int) panel {
	p := panel{y: y, width: min(width, 900)}
	columns := func(width, font int) int { return width * 100 / (font * 61) }
	p.head = markup.Wrap(markup.Visible(v.Headline()), columns(p.width-60, 15))
	at := y + 12 + 22*len(p.head)
	if v.Message != "" {
		p.message = markup.Wrap(markup.Visible(v.Message), columns(p.width-40, stepFont))
		p.messageY = at + 12
		at += 6 + lineHeight*len(p.message)
	}
	if v.hasFacts() {
		p.factsY = at + 8
		for i, fact := range v.Facts {
			p.facts[i] = markup.Wrap(markup.Visible(fact), columns((p.width-92)/2-24, stepFont))
		}
		p.factsHeight = 14 + lineHeight*max(len(p.facts[0]), len(p.facts[1]))
		at = p.factsY + p.factsHeight
	}
	if v.Outcome != "" {
		p.outcome = markup.Wrap(markup.Visible("ends with "+v.Outcome), columns(p.width-40, stepFont))
		p.finalY = at + 20
		at += 8 + lineHeight*len(p.outcome)
	}
	if v.Tested != "" {
		p.tested = markup.Wrap(markup.Visible("tested with "+v.Tested), columns(p.width-40, stepFont))
		p.testedY = at + 16
		at += lineHeight*len(p.tested) + 2
	}
	p.height = at + 12 - y
	return p
}
