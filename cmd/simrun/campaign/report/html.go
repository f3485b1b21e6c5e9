package report

import (
	"embed"
	"html/template"
	"io"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/campaign/summary"
	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// assets are the frame of the page, its style, and what keeps a live one up to date.
//
//go:embed assets
var assets embed.FS

func asset(name string) string { return markup.Asset(assets, "assets/"+name) }

// page is the frame of the HTML file. Its text escapes whatever is put in.
var page = markup.Frame(asset("page.html"))

// The most of one kind that a page lists.
const (
	mostPageLeft  = 200
	mostPageNever = 600
)

// pageFinding is one finding as the page shows it.
type pageFinding struct {
	Number                          int
	Heading, State                  string
	Reading, Where, Sentence, Token string
	Count                           string
	Steps                           int
	Details                         [][2]string
	Picture                         template.URL
	Why                             string // there is no picture
	New, Open                       bool
}

// pagePart is one kind of coverage as the page shows it.
type pagePart struct {
	*summary.Part
	Percent int
	Shown   []string
	More    int
}

// HTML writes one file that shows the report and needs nothing else. Its security policy lets
// no style or script run but its own, by their hashes, and nothing be loaded. A live page asks
// its server for what has changed, and shows that.
func (r *Report) HTML(w io.Writer, pictures Pictures, live bool) error {
	style, script := "\n"+asset("page.css"), "\n"+asset("live.js")
	policy := "default-src 'none'; style-src " + markup.Hash(style) + "; img-src data:; base-uri 'none'; form-action 'none'"
	if live {
		policy += "; script-src " + markup.Hash(script) + "; connect-src 'self'"
	}
	class, word := r.pageVerdict()
	data := map[string]any{
		"Policy": policy, "Style": template.CSS(style), "Script": template.JS(script), "Live": live,
		"Title": "Campaign " + shown(r.Title), "About": shown(r.About), "Headline": term.Capitalise(r.headline()), "Class": class, "Word": word,
		"Done": r.Done, "All": r.Campaign.Shards, "Tasks": shownPairs(r.tasks()), "Amounts": shownPairs(r.amounts()), "Findings": r.pageFindings(pictures),
		"Covered": r.pageParts(), "Changes": shownPairs(r.changes()), "LeftCount": len(r.Left), "Left": r.pageLeft(),
		"LeftMore": max(len(r.Left)-mostPageLeft, 0), "Tested": shown(r.tested()),
	}
	return page.Execute(w, data)
}

// pageVerdict is the colour of the page and the word for how the campaign stands.
func (r *Report) pageVerdict() (class, word string) {
	switch {
	case len(r.New()) > 0:
		return "bad", "✗"
	case !r.Whole():
		return "open", "…"
	default:
		return "ok", "✓"
	}
}

func (r *Report) pageFindings(pictures Pictures) []pageFinding {
	list := make([]pageFinding, 0, len(r.Findings))
	for i := range r.Findings {
		g := &r.Findings[i]
		f := pageFinding{
			Number: i + 1, Heading: shown(heading(&g.Finding)), Reading: shown(g.Reading), State: shown(state(g)),
			Where: shown(strings.Join(g.Scenarios, ", ")), Sentence: shown(g.Sentence), Token: shown(g.Token), Steps: g.Steps, Count: grouped(g.Count),
			Picture: template.URL(pictures.drawn[i]), Why: shown(pictures.why[i]), New: g.IsNew(), Open: i == 0,
		}
		f.Details = shownPairs(details(g))
		list = append(list, f)
	}
	return list
}

func (r *Report) pageParts() []pagePart {
	var list []pagePart
	for _, part := range r.Covered.Parts() {
		list = append(list, pagePart{
			Part: part, Percent: part.Reached * 100 / max(part.All, 1), Shown: part.Never[:min(len(part.Never), mostPageNever)],
			More: max(len(part.Never)-mostPageNever, 0),
		})
	}
	return list
}

// shown is a text from outside such that nothing in it can hide or turn around what stands
// beside it.
func shown(text string) string { return term.Safe(text) }

func shownPairs(list [][2]string) [][2]string {
	for i := range list {
		list[i] = [2]string{shown(list[i][0]), shown(list[i][1])}
	}
	return list
}

// pageLeft are the first of the shards that are left.
func (r *Report) pageLeft() []summary.Left {
	var list []summary.Left
	for _, left := range r.Left[:min(len(r.Left), mostPageLeft)] {
		list = append(list, summary.Left{Shard: left.Shard, What: shown(left.What)})
	}
	return list
}
