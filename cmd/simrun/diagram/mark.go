package diagram

import "github.com/glarelab/glare/cmd/simrun/diagram/markup"

// markText is a mark as every format shows it, with its sign.
func markText(mark string) string { return "◆ " + markup.Visible(mark) }

// style is the style sheet of the story's picture; what only marks or excuses need is
// left out of one that has none.
func (s *Story) style() string {
	style := asset("diagram.css")
	if s.marked() {
		style += asset("mark.css")
	}
	if s.Verdict.Excused {
		style += asset("excused.css")
	}
	return style
}
