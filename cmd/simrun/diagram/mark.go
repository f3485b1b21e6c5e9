package diagram

// markText is a mark as every format shows it, with its sign.
func markText(mark string) string { return "◆ " + visible(mark) }

// style is the style sheet of the story's picture; what only marks need is left
// out of one that has none.
func (s *Story) style() string {
	if s.marked() {
		return asset("diagram.css") + asset("mark.css")
	}
	return asset("diagram.css")
}
