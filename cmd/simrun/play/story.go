package play

import (
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/sim"
)

// Story is the run as a picture's input: lanes for screens, devices and
// homeservers, and what went between them.
func (t *Trace) Story(title string, lead []string) diagram.Story {
	s := diagram.Story{Title: title, Lead: lead}
	users := t.Scenario.Users
	device, screen, server := [sim.MaxDevices]int{}, [sim.MaxDevices]int{}, map[int]int{}
	lane := func(kind diagram.LaneKind, name string) int {
		s.Lanes = append(s.Lanes, diagram.Lane{Kind: kind, Name: name})
		return len(s.Lanes) - 1
	}
	screen[0] = lane(diagram.Screen, users[0].Name)
	device[0] = lane(diagram.Device, users[0].Name)
	for _, d := range []int{0, 1} {
		if _, ok := server[users[d].Server]; !ok {
			server[users[d].Server] = lane(diagram.Server, t.Scenario.Servers[users[d].Server])
		}
	}
	device[1] = lane(diagram.Device, users[1].Name)
	screen[1] = lane(diagram.Screen, users[1].Name)
	place := func(p Place) int {
		if p.Server {
			return server[p.Index]
		}
		return device[p.Index]
	}
	for _, line := range t.Lines {
		row := diagram.Row{Action: line.Name, Lane: device[line.Device], Fault: line.Fault, AtMS: line.AtMS, Rules: line.Rules}
		for d := range line.States {
			for _, c := range line.States[d] {
				row.States = append(row.States, diagram.Note{Lane: device[d], Text: c.Word + "(" + c.Call + ")", Call: c.Call})
			}
			if sight := line.Sights[d]; sight != "" {
				if sight == "nothing" {
					sight = "—"
				}
				row.Screens = append(row.Screens, diagram.Note{Lane: screen[d], Text: sight})
			}
		}
		s.Rows = append(s.Rows, row)
		for _, h := range line.Hops {
			s.Arrows = append(s.Arrows, arrow(h, place))
		}
	}
	for _, h := range t.Pending {
		s.Arrows = append(s.Arrows, arrow(h, place))
	}
	s.Verdict = diagram.Verdict{OK: len(t.Problems) == 0, Outcome: t.Outcome}
	if len(t.Problems) > 0 {
		p := t.Problems[len(t.Problems)-1]
		s.Verdict.Property, s.Verdict.Words, s.Verdict.Facts = p.Property, p.Words, p.Facts
	}
	return s
}

func arrow(h Hop, place func(Place) int) diagram.Arrow {
	kind := diagram.Message
	switch {
	case h.Reply:
		kind = diagram.Reply
	case h.Echo:
		kind = diagram.Echo
	}
	return diagram.Arrow{From: place(h.From), FromRow: h.FromRow, To: place(h.To), ToRow: h.ToRow, Label: h.Event,
		Call: h.Call, Kind: kind, Lost: h.Lost}
}
