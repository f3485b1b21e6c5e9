package diagram

import (
	"io"
	"strings"
)

// Ladder draws the story as a part of a page: as [SVG] does, with the names of the steps or
// only their numbers, but without title, prose, verdict, legend and style, which the page
// has around it. Its style is [Style].
func Ladder(w io.Writer, s Story, names bool) error {
	if err := s.prepare(); err != nil {
		return err
	}
	s.Title, s.About, s.Lead, s.Verdict = "", "", nil, Verdict{}
	p := &painter{layout: newLayout(&s, names)}
	top := p.headY - lineHeight - 6
	p.Markup(`<svg xmlns="http://www.w3.org/2000/svg" class="glare" width="%d" height="%d" viewBox="0 %d %d %d">`+"\n",
		p.width, p.height-top, top, p.width, p.height-top)
	p.bands()
	p.lanes()
	p.arrows()
	p.steps()
	p.WriteString("</svg>\n")
	_, err := io.WriteString(w, p.String())
	return err
}

// Style is the style sheet of ladders.
func Style() string {
	return asset("diagram.css") + asset("excused.css") + asset("mark.css") + asset("chances.css")
}

// Embedded is the picture that [SVG] draws, for a page that has [Style].
func Embedded(s Story) (string, error) {
	if err := s.prepare(); err != nil {
		return "", err
	}
	return strings.Replace(picture(&s, true), "<style>\n"+s.style()+"</style>\n", "", 1), nil
}
