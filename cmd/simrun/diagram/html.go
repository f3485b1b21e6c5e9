package diagram

import (
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// page is the frame of the HTML file. Its text escapes whatever is put in.
var page = markup.Frame(asset("page.html"))

// bare is the story with its prose without backticks, for a picture.
func (s *Story) bare() *Story {
	bare := *s
	drop := func(text string) string { return strings.ReplaceAll(text, "`", "") }
	bare.Lead = slices.Clone(s.Lead)
	for i, paragraph := range bare.Lead {
		bare.Lead[i] = drop(paragraph)
	}
	v := &bare.Verdict
	v.Words, v.Message, v.Facts = drop(v.Words), drop(v.Message), [2]string{drop(v.Facts[0]), drop(v.Facts[1])}
	return &bare
}

// step is one row as the list beside the picture shows it.
type step struct {
	Number int
	Action string
	Clock  string
	Fault  bool
	Marks, Rules, States, Screens,
	Hops []string
}

// HTML writes one file that shows the story and needs nothing else: the
// verdict, the picture, and beside it the steps. Arrow keys step through
// the rows. Its security policy lets no script or style run but its own, by
// their hashes, and nothing be loaded; without scripts all of it can be read.
// It fails only on a story that contradicts itself or when w does.
func HTML(w io.Writer, s Story) error {
	if err := s.prepare(); err != nil {
		return err
	}
	style, script := "\n"+asset("page.css"), "\n"+asset("page.js")
	drawn := "\n" + s.style() // as it stands in the picture
	v := &s.Verdict
	data := map[string]any{
		"Policy": "default-src 'none'; script-src " + markup.Hash(script) + "; style-src " + markup.Hash(style) + " " + markup.Hash(drawn) +
			"; img-src data:; base-uri 'none'; form-action 'none'",
		"Title": markup.Visible(s.Title), "About": markup.Visible(s.About), "Replay": markup.Visible(s.Replay), "Lead": markup.VisibleAll(s.Lead),
		"Style": template.CSS(style), "Script": template.JS(script), "Picture": template.HTML(picture(&s, false)),
		"Crowded": s.crowded(), "Steps": steps(&s),
		"Class": v.class(), "Mark": v.mark(), "Headline": markup.Visible(v.Headline()),
		"Message": markup.Visible(v.Message), "Outcome": markup.Visible(v.Outcome), "Facts": []string(nil), "Tested": markup.Visible(v.Tested),
	}
	if v.hasFacts() {
		data["Facts"] = markup.VisibleAll(v.Facts[:])
	}
	return page.Execute(w, data)
}

// steps lists the rows with all that the picture shows of them, in words.
func steps(s *Story) []step {
	list := make([]step, len(s.Rows))
	for i, r := range s.Rows {
		list[i] = step{Number: i + 1, Action: markup.Visible(r.Action), Fault: r.Fault, Rules: markup.VisibleAll(r.Rules)}
		for _, m := range r.Marks {
			list[i].Marks = append(list[i].Marks, markText(m))
		}
		if r.AtMS >= 0 {
			list[i].Clock = clock(r.AtMS)
		}
		for _, n := range r.States {
			is := " is "
			if n.Deed {
				is = " "
			}
			list[i].States = append(list[i].States, markup.Visible(s.Lanes[n.Lane].Name)+is+markup.Visible(n.Text))
		}
		for _, n := range r.Screens {
			list[i].Screens = append(list[i].Screens, markup.Visible(s.Lanes[n.Lane].Name)+" shows "+markup.Visible(n.Text))
		}
	}
	for i := range s.Arrows {
		a := &s.Arrows[i]
		hop := s.hop(a)
		list[a.FromRow].Hops = append(list[a.FromRow].Hops, hop)
		if a.ToRow > a.FromRow {
			list[a.ToRow].Hops = append(list[a.ToRow].Hops, hop)
		}
	}
	return list
}
