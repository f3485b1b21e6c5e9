package matrix

import (
	"context"
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// windowTrial is a search of the runs in which the rival's invite arrives in one
// window.
type windowTrial struct {
	Trial
	at       window
	lesser   int // the user whose call has the lesser ID
	arrivals *arrivals
}

// windowsView asks what happens when the rival's invite arrives, by how far the own
// one has got.
func windowsView(ctx context.Context, p *story.Reporter, m *Run) (*Page, error) {
	base := m.Scenarios[0]
	if err := callsByFirst(base); err != nil {
		return nil, err
	}
	readings := readingsOf(m.Options.Readings, model.ReadingNames())
	me, rival := base.DeviceName(0), base.DeviceName(base.FirstDevice(1))
	page := newPage("", "When the rival's invite arrives",
		"The send of an invite ends in three steps: a homeserver accepts it, the reply reaches the client, the echo reaches it "+
			"through sync, the last two in either order. The text knows \"preparing\" and \"sent\". In each window between, "+
			"for each reading and both orders of the call IDs: by which rule "+me+"'s client takes "+rival+"'s invite, what becomes "+
			"of both calls, and what every run comes to in which it arrives there. Neither reply nor echo can precede the acceptance.")
	page.Summary = "What becomes of both calls, by how far " + me + "'s invite has got when " + rival + "'s arrives."
	trials := map[[2]int][]*windowTrial{} // by window and lesser ID
	var all []*Trial
	for i, at := range windows() {
		for lesser := range 2 {
			for _, reading := range readings {
				t, err := newWindowTrial(base, at, lesser, reading)
				if err != nil {
					return nil, err
				}
				trials[[2]int{i, lesser}] = append(trials[[2]int{i, lesser}], t)
				if at.possible() {
					all = append(all, &t.Trial)
				}
			}
		}
	}
	if err := searchAll(ctx, p, m, all); err != nil {
		return nil, err
	}
	page.Trials, page.Undone = all, undone(all)
	for lesser, name := range []string{me, rival} {
		table := grid.Grid{
			Title: name + "'s call has the lesser ID", Name: name, Corner: me + "'s invite \\ readings", Columns: readings,
		}
		for i, at := range windows() {
			table.Rows = append(table.Rows, strings.Join(at.names(), ", "))
			var cells []grid.Cell
			for _, t := range trials[[2]int{i, lesser}] {
				cells = append(cells, page.windowCell(t))
				page.Objects = append(page.Objects, t.object())
			}
			table.Cells = append(table.Cells, cells)
		}
		page.Grids = append(page.Grids, table)
	}
	return page, nil
}

// callsByFirst refuses a scenario whose calls are not between the first devices of two users: those
// are what a window looks at, whatever the users' other devices see.
func callsByFirst(s *sim.Scenario) error {
	if err := s.Couple("the view windows is about"); err != nil {
		return err
	}
	for u := range s.Users {
		if d := s.FirstDevice(u); s.Users[u].Place.By != 0 && s.Users[u].Place.By != 1<<d {
			return fmt.Errorf("scenario %s: %s may call with another device than %s; the view windows is about the calls of each "+
				"user's first device, so name the one that calls first in the line `devices`", s.Name, s.Users[u].Name, s.DeviceName(d))
		}
	}
	return nil
}

func newWindowTrial(base *sim.Scenario, at window, lesser int, reading string) (*windowTrial, error) {
	s, err := variant(base, reading, "")
	if err != nil {
		return nil, err
	}
	ids := sim.IDs{{"id1"}, {"id2"}}
	if lesser == 1 {
		ids[0], ids[1] = ids[1], ids[0]
	}
	s.IDs = []sim.IDs{ids}
	t := &windowTrial{Trial: Trial{scenario: s}, at: at, lesser: lesser}
	t.lens, t.arrivals = inWindow(at)
	return t, nil
}

// happens says what becomes of both calls when the invite arrives.
func (t *windowTrial) happens() []string {
	var list []string
	for _, a := range t.arrivals.List() {
		list = append(list, a.Rule.Name()+": "+fateOf(a))
	}
	return list
}

func fateOf(a arrival) string {
	keeps := "the own call goes on"
	if !model.UnderWay.Has(a.Own) {
		keeps = "the own call gives way"
	}
	switch {
	case a.Rival == model.Ended:
		return keeps + ", the rival is dropped"
	case a.Rival == model.IPend:
		return keeps + ", the rival is held back"
	case a.Rival == model.IRing:
		return keeps + ", the rival rings"
	case model.Live.Has(a.Rival):
		return keeps + ", the rival is accepted"
	default:
		return keeps + ", the rival is " + a.Rival.Word()
	}
}

// never reports whether no run gets into the window.
func (t *windowTrial) never() bool {
	return !t.at.possible() || t.whole() && len(t.arrivals.List()) == 0
}

func (p *Page) windowCell(t *windowTrial) grid.Cell {
	switch {
	case !t.at.possible():
		return grid.Cell{Class: grid.Impossible, Text: "cannot be"}
	case t.never():
		return grid.Cell{Class: grid.Impossible, Text: "no run gets there"}
	}
	cell := p.cell(&t.Trial)
	happens := t.happens()
	cell.Text = strings.Join(happens, "; or ") + ". " + cell.Text
	if t.Searched != nil {
		cell.Facts = append([]string{"runs end in: " + strings.Join(endTexts(t.ends, 0, 0), "; ")}, cell.Facts...)
	}
	return cell
}

func (t *windowTrial) object() TableJSON {
	line := object("windows", &t.Trial)
	line.Window = &windowJSON{
		Lesser: t.scenario.Users[t.lesser].Name, Handed: t.at&handed != 0, Accepted: t.at&accepted != 0,
		ReplySeen: t.at&replied != 0, EchoSeen: t.at&echoed != 0, Possible: !t.never(),
		Rules: []string{}, Happens: []string{},
	}
	for _, a := range t.arrivals.List() {
		line.Window.Rules = append(line.Window.Rules, a.Rule.Name())
		line.Window.Happens = append(line.Window.Happens, fateOf(a))
	}
	if t.never() {
		line.Verdict, line.Class, line.Reason = "impossible", grid.Impossible.String(), ""
		for i := range line.Properties {
			line.Properties[i].Verdict = scheduler.Undecided.String()
		}
	}
	return line
}
