package matrix

import (
	"context"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// RewriteRobustness is the command that makes docs/ROBUSTNESS.md current.
const RewriteRobustness = "go run ./cmd/simrun matrix glare federated-glare --format markdown -o docs/ROBUSTNESS.md"

// faultsView explores readings × faults and lays out which properties hold.
func faultsView(ctx context.Context, p *story.Reporter, m *Run) (*Page, error) {
	page := newPage("", "Readings, faults and properties",
		"Two people call each other at once. Under each reading, with at most one fault of each kind named, every run was "+
			"explored: which properties hold, and how many steps the shortest story has in which one does not.",
		"Where a fault destroys for good what a call needs, some properties are excused, and the cell says so (`simrun list faults`); what is proved is proved "+
			"within the scenario: two people, one device each, and a network faster than all timers unless it says otherwise.")
	page.Summary = "What goes wrong when two people call each other at once, under each reading, if this or that fails."
	readings := readingsOf(m.Options.Readings, model.ReadingNames())
	grids := make([]faultsGrid, 0, len(m.Scenarios))
	var all []*Trial
	for _, s := range m.Scenarios {
		g, err := newFaultsGrid(s, readings, m.Options.Faults)
		if err != nil {
			return nil, err
		}
		grids = append(grids, g)
		for _, row := range g.trials {
			all = append(all, row...)
		}
	}
	if err := searchAll(ctx, p, m, all); err != nil {
		return nil, err
	}
	page.Trials, page.Undone = all, undone(all)
	for i := range grids {
		grids[i].lay(page)
	}
	if isUsual(m) {
		page.command = RewriteRobustness
	}
	return page, nil
}

// isUsual reports whether nothing was asked for but what the committed page has.
func isUsual(m *Run) bool {
	o := m.Options
	return len(o.Readings)+len(o.Faults) == 0 && m.Search.MaxStates == 0 && o.Page
}

// faultsGrid is one scenario under every reading with every combination of faults.
type faultsGrid struct {
	scenario         *sim.Scenario
	readings, faults []string
	trials           [][]*Trial // by faults, then by reading
}

func newFaultsGrid(s *sim.Scenario, readings []string, list []string) (faultsGrid, error) {
	g := faultsGrid{scenario: s, readings: readings, faults: list}
	if len(list) == 0 {
		g.faults = usualFaults(s)
	}
	for _, faults := range g.faults {
		var row []*Trial
		for _, reading := range readings {
			changed, err := variant(s, reading, faults)
			if err != nil {
				return g, err
			}
			row = append(row, &Trial{scenario: changed})
		}
		g.trials = append(g.trials, row)
	}
	return g, nil
}

// usualFaults are no fault, and each kind that can happen in a scenario, once.
func usualFaults(s *sim.Scenario) []string {
	list := []string{None}
	for _, f := range sim.Faults() {
		if f.Hits(s) {
			list = append(list, f.Name+"=1")
		}
	}
	return list
}

// lay puts the tables of one scenario into the page: an overview, and for each
// reading which property holds with which fault.
func (g *faultsGrid) lay(page *Page) {
	names := plainFaults(g.faults)
	over := grid.Grid{
		Title: g.scenario.Name + ": " + g.scenario.About, Name: g.scenario.Name, Corner: "faults \\ readings", Columns: g.readings, Rows: names,
	}
	if over.Title == g.scenario.Name+": " {
		over.Title = g.scenario.Name
	}
	for _, row := range g.trials {
		var cells []grid.Cell
		for _, t := range row {
			cells = append(cells, page.cell(t, t.facts()...))
			page.Objects = append(page.Objects, object("faults", t))
		}
		over.Cells = append(over.Cells, cells)
	}
	page.Grids = append(page.Grids, over)
	page.Notes = append(page.Notes, g.byProperty())
}

// facts are what else is known of a trial: the ways in which its runs end.
func (t *Trial) facts() []string {
	if t.Searched == nil {
		return nil
	}
	var facts []string
	if len(t.Never) > 0 {
		facts = append(facts, "never happened: "+strings.Join(t.Never, ", ")+": the proof says nothing about it")
	}
	return append(facts, "runs end in: "+strings.Join(endTexts(t.ends, 0, 0), "; "))
}

// byProperty says of each property with which faults it does not hold.
func (g *faultsGrid) byProperty() grid.Note {
	note := grid.Note{
		Title: g.scenario.Name + ", property by property",
		Lead: []string{"With which of these faults a property is violated. What is violated without any is so with each, since " +
			"none of them has to happen."},
		Rows: [][]string{append([]string{"property"}, g.readings...)},
	}
	names := plainFaults(g.faults)
	for _, property := range append(verdict.Judged(g.scenario), story.Settles) {
		row := []string{property}
		for i := range g.readings {
			var bad, open, excused []string
			for f, trials := range g.trials {
				switch verdict := trials[i].verdictOf(property); {
				case verdict == scheduler.Violated:
					bad = append(bad, names[f])
				case trials[i].isExcused(property):
					excused = append(excused, names[f])
				case verdict == scheduler.Undecided:
					open = append(open, names[f])
				}
			}
			row = append(row, faultsText(bad, open, excused))
		}
		note.Rows = append(note.Rows, row)
	}
	return note
}

// faultsText says with which faults a property is violated, with which that is not
// known, and with which it was excused.
func faultsText(bad, open, excused []string) string {
	var parts []string
	switch {
	case slices.Contains(bad, None):
		parts = append(parts, "VIOLATED without any")
	case len(bad) > 0:
		parts = append(parts, "VIOLATED: "+strings.Join(bad, ", "))
	}
	if len(open) > 0 {
		parts = append(parts, "UNDECIDED: "+strings.Join(open, ", "))
	}
	if len(excused) > 0 {
		parts = append(parts, "EXCUSED: "+strings.Join(excused, ", "))
	}
	if len(parts) == 0 {
		return "PROVED"
	}
	return strings.Join(parts, "; ")
}
