package main

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/sim"
)

// matrixPage is a matrix that can be written in any format.
type matrixPage struct {
	diagram.Matrix
	command string // that writes it
	slow    bool   // capture is a step of its own, which the scenario does not say itself
	recipe  string // commands that search one cell again, or ""
	brief   bool   // as text without notes, and without stories where the table has no room for words
	trials  []*trial
	index   map[*story]int // of the stories that are in the page
	objects []matrixJSON   // of JSON, a line each
	undone  int            // trials that were interrupted
}

func newMatrixPage(command, title string, lead ...string) *matrixPage {
	return &matrixPage{command: command, Matrix: diagram.Matrix{Title: title, Lead: lead}, index: map[*story]int{}}
}

// cell is the cell of a trial, with its stories.
func (g *matrixPage) cell(t *trial, facts ...string) diagram.GridCell {
	cell := diagram.GridCell{Class: t.class(), Text: t.text(), Facts: facts}
	if len(t.broken) > 0 {
		cell.Mark = fmt.Sprint(len(t.broken[0].story.schedule.Names))
	}
	if t.Searched != nil {
		cell.Facts = append(cell.Facts, fmt.Sprintf("%s, %s explored", count(t.States, "state"), count(t.Transitions, "transition")))
	}
	for _, b := range t.broken {
		cell.Tales = append(cell.Tales, g.tale(b.story, fmt.Sprintf("%s, %s", b.property, count(len(b.story.schedule.Names), "step"))))
	}
	for _, b := range t.excused {
		cell.Tales = append(cell.Tales, g.tale(b.story, fmt.Sprintf("%s excused, %s", b.property, count(len(b.story.schedule.Names), "step"))))
	}
	if t.sample != nil {
		cell.Tales = append(cell.Tales, g.tale(t.sample, "a run of it"))
	}
	return cell
}

// tale puts a story into the page, if it is not there yet, and is its index.
func (g *matrixPage) tale(s *story, label string) int {
	if i, ok := g.index[s]; ok {
		return i
	}
	var facts []string
	for _, fact := range s.about() {
		facts = append(facts, fact[0]+": "+fact[1])
	}
	g.Tales = append(g.Tales, diagram.Tale{
		Label: label, Facts: facts, Token: s.token, Story: s.trace.Picture(g.caption(s.game.Scenario()), []string{s.sentence()}),
	})
	g.index[s] = len(g.Tales) - 1
	return len(g.Tales) - 1
}

// told lists the trials that have something to tell, in order; of those with the
// same gravest story the first.
func (g *matrixPage) told() []*trial {
	var list []*trial
	seen := map[string]bool{}
	for _, t := range g.trials {
		if len(t.broken) == 0 {
			continue
		}
		s := t.broken[0].story
		steps := append([]string{t.broken[0].property, t.scenario.Name, readingText(t.scenario)}, s.trace.IDs...)
		key := strings.Join(append(steps, s.schedule.Names...), "\n")
		if !seen[key] {
			list = append(list, t)
		}
		seen[key] = true
	}
	return list
}

// caption is the title of a scenario with what the page gives it.
func (g *matrixPage) caption(s *sim.Scenario) string {
	text := title(s)
	if g.slow {
		text = s.Name + ", media slow" + strings.TrimPrefix(text, s.Name)
	}
	return text
}

// storyOf says in a line what the gravest story of a trial is about.
func (g *matrixPage) storyOf(t *trial) string {
	b := &t.broken[0]
	return fmt.Sprintf("%s: %s, %s: %s", g.caption(t.scenario), b.property, count(len(b.story.schedule.Names), "step"),
		strings.TrimSuffix(b.story.sentence(), "."))
}
