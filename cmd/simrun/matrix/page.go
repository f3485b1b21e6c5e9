package matrix

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/sim"
)

// Page is a matrix that can be written in any format.
type Page struct {
	grid.Matrix
	command string // that writes it
	Tested  story.Tested
	slow    bool   // capture is a step of its own, which the scenario does not say itself
	Recipe  string // commands that search one cell again, or ""
	brief   bool   // as text without notes, and without stories where the table has no room for words
	Trials  []*Trial
	index   map[*story.Story]int // of the stories that are in the page
	Objects []TableJSON          // of JSON, a line each
	Undone  int                  // trials that were interrupted
}

func newPage(command, title string, lead ...string) *Page {
	return &Page{command: command, Matrix: grid.Matrix{Title: title, Lead: lead}, index: map[*story.Story]int{}}
}

// cell is the cell of a trial, with its stories.
func (p *Page) cell(t *Trial, facts ...string) grid.Cell {
	cell := grid.Cell{Class: t.class(), Text: t.text(), Facts: facts}
	if len(t.broken) > 0 {
		cell.Mark = fmt.Sprint(len(t.broken[0].story.Schedule.Names))
	}
	if t.Searched != nil {
		cell.Facts = append(cell.Facts, fmt.Sprintf("%s, %s explored", term.Count(t.States, "state"), term.Count(t.Transitions, "transition")))
	}
	for _, b := range t.broken {
		cell.Stories = append(cell.Stories, p.addStory(b.story, fmt.Sprintf("%s, %s", b.property, term.Count(len(b.story.Schedule.Names), "step"))))
	}
	for _, b := range t.excused {
		cell.Stories = append(cell.Stories, p.addStory(b.story, fmt.Sprintf("%s excused, %s", b.property, term.Count(len(b.story.Schedule.Names), "step"))))
	}
	if t.sample != nil {
		cell.Stories = append(cell.Stories, p.addStory(t.sample, "a run of it"))
	}
	return cell
}

// addStory puts a story into the page, if it is not there yet, and is its index.
func (p *Page) addStory(s *story.Story, label string) int {
	if i, ok := p.index[s]; ok {
		return i
	}
	var facts []string
	for _, fact := range s.About() {
		facts = append(facts, fact[0]+": "+fact[1])
	}
	picture := story.Picture(s.Trace, p.caption(s.Checker.Scenario()), []string{s.Sentence()})
	picture.Replay = "simrun replay " + s.Token
	p.Stories = append(p.Stories, grid.Story{Label: label, Facts: facts, Token: s.Token, Story: picture})
	p.index[s] = len(p.Stories) - 1
	return len(p.Stories) - 1
}

// told lists the trials that have something to tell, in order; of those with the
// same gravest story the first.
func (p *Page) told() []*Trial {
	var list []*Trial
	seen := map[string]bool{}
	for _, t := range p.Trials {
		if len(t.broken) == 0 {
			continue
		}
		s := t.broken[0].story
		steps := append([]string{t.broken[0].property, t.scenario.Name, story.ReadingText(t.scenario)}, s.Trace.IDs...)
		key := strings.Join(append(steps, s.Schedule.Names...), "\n")
		if !seen[key] {
			list = append(list, t)
		}
		seen[key] = true
	}
	return list
}

// caption is the title of a scenario with what the page gives it.
func (p *Page) caption(s *sim.Scenario) string {
	text := story.Title(s)
	if p.slow {
		text = s.Name + ", media slow" + strings.TrimPrefix(text, s.Name)
	}
	return text
}

// storyOf says in a line what the gravest story of a trial is about.
func (p *Page) storyOf(t *Trial) string {
	b := &t.broken[0]
	return fmt.Sprintf("%s: %s, %s: %s", p.caption(t.scenario), b.property, term.Count(len(b.story.Schedule.Names), "step"),
		strings.TrimSuffix(b.story.Sentence(), "."))
}
