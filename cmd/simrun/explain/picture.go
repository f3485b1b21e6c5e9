package explain

import (
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/story"
)

// Picture is the run with its pivot, point of no return and rescue marked.
func Picture(p *story.Reporter, e *Explanation) diagram.Story {
	s := p.Picture(e.Story, e.Lead)
	s.Verdict.Message = "Severity " + story.SeverityText(e.Story.Trace) + "."
	if e.Outlook == nil {
		return s
	}
	for _, w := range e.Worlds {
		s.Chances = append(s.Chances, int(w.Bad.In(1000)))
	}
	if last := len(s.Chances) - 1; last >= 0 && s.Chances[last] == 1000 { // and what is certain stays so
		for len(s.Chances) <= len(s.Rows) {
			s.Chances = append(s.Chances, 1000)
		}
	}
	if d := e.Pivot; d != nil {
		s.Rows[d.Step].Marks = append(s.Rows[d.Step].Marks, "pivot: a bad end from "+ChanceText(d.Before)+" to "+ChanceText(d.After))
	} else {
		s.Verdict.Message += " There is no pivot: a bad end is certain from the beginning on."
	}
	if d := e.NoReturn; d != nil {
		s.Rows[d.Step].Marks = append(s.Rows[d.Step].Marks, "no return: "+e.afterText(), "rescue: "+e.rescueText())
	} else {
		s.Verdict.Message += " There is no rescue: " + e.afterText() + "."
	}
	return s
}
