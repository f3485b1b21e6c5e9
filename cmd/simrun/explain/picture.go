package explain

import (
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/story"
)

// Picture is the run with its pivot, point of no return and rescue marked.
func Picture(p *story.Reporter, r *Explanation) diagram.Story {
	s := p.Picture(r.Story, r.Lead)
	s.Verdict.Message = "Severity " + story.SeverityText(r.Story.Trace) + "."
	if r.Outlook == nil {
		return s
	}
	if d := r.Pivot; d != nil {
		s.Rows[d.Step].Marks = append(s.Rows[d.Step].Marks, "pivot: a bad end from "+chanceText(d.Before)+" to "+chanceText(d.After))
	} else {
		s.Verdict.Message += " There is no pivot: a bad end is certain from the beginning on."
	}
	if d := r.NoReturn; d != nil {
		s.Rows[d.Step].Marks = append(s.Rows[d.Step].Marks, "no return: "+r.afterText(), "rescue: "+r.rescueText())
	} else {
		s.Verdict.Message += " There is no rescue: " + r.afterText() + "."
	}
	return s
}
