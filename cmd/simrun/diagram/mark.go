package diagram

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// markText is a mark as every format shows it, with its sign.
func markText(mark string) string { return "◆ " + markup.Visible(mark) }

// markMost is how many columns of a mark are written where there is little room.
const markMost = 40

// marksText is what marks say where there is room for one line: long ones only what they
// are.
func marksText(marks []string) string {
	var words []string
	for _, m := range marks {
		if markup.Cells(markText(m)) > markMost {
			m, _, _ = strings.Cut(m, ":")
		}
		words = append(words, markup.Clip(markText(m), markMost))
	}
	return strings.Join(words, "  ")
}

// style is the style sheet of the story's picture; what only marks, excuses or chances
// need is left out of one that has none.
func (s *Story) style() string {
	style := asset("diagram.css")
	if s.marked() {
		style += asset("mark.css")
	}
	if s.Verdict.Excused {
		style += asset("excused.css")
	}
	if len(s.Chances) > 0 {
		style += asset("chances.css")
	}
	return style
}
