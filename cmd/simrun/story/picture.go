package story

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Picture is the run as a picture's input: lanes for screens, devices and
// homeservers, and what went between them.
func Picture(t *checker.Trace, title string, lead []string) diagram.Story {
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
	place := func(p checker.Place) int {
		if p.Server {
			return server[p.Index]
		}
		return device[p.Index]
	}
	actor := func(line *checker.Line) int {
		if line.Server {
			return server[users[line.Device].Server]
		}
		return device[line.Device]
	}
	for i, line := range t.Lines {
		row := diagram.Row{Marks: losses(t, i), Action: line.Name, Lane: actor(&line), Fault: line.Fault, AtMS: line.AtMS, Rules: line.Rules}
		for d := range line.States {
			for _, c := range line.States[d] {
				row.Changes = append(row.Changes, diagram.Change{Lane: device[d], Call: c.Call, Word: c.Word()})
			}
			if c, ok := newest(line.States[d]); ok {
				note := diagram.Note{Lane: device[d], Text: c.Word() + "(" + c.Call + ")", Call: c.Call}
				if c.State == model.Ended {
					note.Call = ""
				}
				row.States = append(row.States, note)
			}
			if line.Turns[d] {
				text := line.Sees[d].String()
				if line.Sees[d] == sim.ShowsNothing {
					text = "—"
				}
				row.Screens = append(row.Screens, diagram.Note{Lane: screen[d], Text: text})
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
	s.Verdict = diagram.Verdict{Outcome: t.Outcome}
	if len(t.Problems) == 0 {
		s.Verdict.Message = t.Unsettled()
		s.Verdict.OK = s.Verdict.Message == ""
	}
	if p := t.Gravest(); p != nil {
		s.Verdict.Property, s.Verdict.Words, s.Verdict.Facts = p.Property, p.Words, p.Facts
	}
	if t.Excused() {
		e := &t.Excuses[0]
		s.Verdict = diagram.Verdict{
			Excused: true, Property: strings.Join(t.ExcusedFrom(), ", "), Words: e.Words, Facts: e.Facts,
			Message: "Excused, because " + e.Reason() + ".", Outcome: t.Outcome,
		}
	}
	return s
}

// losses are what a line destroyed that excuses how the run ended, as marks in a
// picture.
func losses(t *checker.Trace, line int) []string {
	var list []string
	for _, loss := range t.Losses {
		excuses := func(e checker.Excuse) bool { return slices.Contains(e.Because, loss.Words) }
		if loss.Line == line && t.Excused() && slices.ContainsFunc(t.Excuses, excuses) {
			list = append(list, "destroyed: "+loss.Words)
		}
	}
	return list
}

func arrow(h checker.Hop, place func(checker.Place) int) diagram.Arrow {
	kind := diagram.Message
	switch {
	case h.Reply:
		kind = diagram.Reply
	case h.Echo:
		kind = diagram.Echo
	}
	return diagram.Arrow{
		From: place(h.From), FromRow: h.FromRow, To: place(h.To), ToRow: h.ToRow, Label: h.Event,
		Call: h.Call, Kind: kind, Lost: h.Lost,
	}
}

// newest is the change that a picture shows of several at one device: what goes
// on, rather than what ended.
func newest(changes []checker.Change) (checker.Change, bool) {
	for _, c := range changes {
		if c.State != model.Ended {
			return c, true
		}
	}
	if len(changes) == 0 {
		return checker.Change{}, false
	}
	return changes[0], true
}
