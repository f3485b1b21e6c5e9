package matrix

import (
	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// pairTable is one table of readings, each of which meets those of the columns.
type pairTable struct {
	title, name   string
	lead          []string
	columns, rows []string
	trials        [][]*Trial // by row, then by column
	all           []*Trial   // each once
}

// squareTable lets each reading meet each, the same for both orders.
func squareTable(base *sim.Scenario, names []string, faults string) (*pairTable, error) {
	t := &pairTable{columns: names, rows: names, trials: make([][]*Trial, len(names))}
	for i := range names {
		t.trials[i] = make([]*Trial, len(names))
		for j := range names {
			if j < i {
				t.trials[i][j] = t.trials[j][i]
				continue
			}
			one, err := pairTrial(base, names[i], names[j], faults)
			if err != nil {
				return nil, err
			}
			t.trials[i][j], t.all = one, append(t.all, one)
		}
	}
	return t, nil
}

func pairTrial(base *sim.Scenario, first, second, faults string) (*Trial, error) {
	changed, err := variant(base, pairText(base, first, second), faults)
	return &Trial{scenario: changed}, err
}

// twoDevicesTable is about what people use today, where each user has two devices.
func twoDevicesTable() (*pairTable, error) {
	base, err := sim.FindScenario("glare-multi-device")
	if err != nil {
		return nil, err
	}
	t, err := squareTable(base, model.ShippedNames(), "")
	if err != nil {
		return nil, err
	}
	for _, one := range t.all {
		one.endless = true // ten times as many worlds would have to be told apart
	}
	t.title, t.name = "Two devices a user", "two-devices"
	t.lead = []string{
		"What people use today, where each user has two devices, both with the same client, of which one calls; the scenario is " +
			"`glare-multi-device`, in which capture is no step of its own. Version 0 has no word for \"answered elsewhere\"; most " +
			"clients stop ringing all the same for what their user has answered or declined on the other device (knob `elsewhere`).",
	}
	return t, nil
}

// elsewhereTable compares with the rules of other systems, each with itself only: they
// share no room with anybody.
func elsewhereTable(base *sim.Scenario) (*pairTable, error) {
	t := &pairTable{
		title: "The rules of other systems", name: "elsewhere", rows: model.ElsewhereNames(), columns: []string{"with itself"},
		lead: []string{"For comparison, on the same machine and in the same network: what Signal and XMPP do about crossed calls, as far as " +
			"knobs express it. A losing caller's phone rings there, and the user answers."},
	}
	for _, name := range t.rows {
		one, err := pairTrial(base, name, name, "")
		if err != nil {
			return nil, err
		}
		t.trials, t.all = append(t.trials, []*Trial{one}), append(t.all, one)
	}
	return t, nil
}

// addPairs puts a table that was explored into the page.
func (p *Page) addPairs(t *pairTable) {
	table := grid.Grid{Title: t.title, Name: t.name, Lead: t.lead, Corner: "profile", Columns: t.columns, Rows: t.rows}
	seen := map[*Trial]bool{}
	for _, row := range t.trials {
		var cells []grid.Cell
		for _, trial := range row {
			cells = append(cells, p.pairCell(trial, seen[trial]))
			if !seen[trial] {
				line := object("profiles", trial)
				line.Class = pairClass(trial).String()
				p.Objects = append(p.Objects, line)
			}
			seen[trial] = true
		}
		table.Cells = append(table.Cells, cells)
	}
	p.Grids, p.Trials = append(p.Grids, table), append(p.Trials, t.all...)
}
