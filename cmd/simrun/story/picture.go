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
// homeservers, and what went between them; about is what was run.
func Picture(t *checker.Trace, about string, lead []string) diagram.Story {
	s := diagram.Story{Title: headline(t, t.Gravest()), About: about, Lead: lead, Verdict: pictureVerdict(t)}
	l := lanesOf(t, &s)
	for i := range t.Lines {
		line := &t.Lines[i]
		s.Rows = append(s.Rows, l.row(t, i))
		for _, h := range line.Hops {
			s.Arrows = append(s.Arrows, arrow(h, l.place))
		}
	}
	for _, h := range t.Pending {
		s.Arrows = append(s.Arrows, arrow(h, l.place))
	}
	return s
}

// lanes are the lanes of a picture, by index: of each user's device and screen, and of
// each homeserver.
type lanes struct {
	device, screen [sim.MaxDevices]int
	server         map[int]int
}

// lanesOf gives a picture its lanes: those of the first user, the homeservers, those of
// the other users. The devices of one user stand together.
func lanesOf(t *checker.Trace, s *diagram.Story) *lanes {
	l := &lanes{server: map[int]int{}}
	of := t.Scenario
	lane := func(kind diagram.LaneKind, name string) int {
		s.Lanes = append(s.Lanes, diagram.Lane{Kind: kind, Name: name})
		return len(s.Lanes) - 1
	}
	for d := range of.Devices {
		if of.Devices[d].User == 0 {
			l.screen[d] = lane(diagram.Screen, of.DeviceName(d))
			l.device[d] = lane(diagram.Device, of.DeviceName(d))
		}
	}
	for _, u := range of.Users {
		if _, ok := l.server[u.Server]; !ok {
			l.server[u.Server] = lane(diagram.Server, of.Servers[u.Server])
		}
	}
	for d := range of.Devices {
		if of.Devices[d].User > 0 {
			l.device[d] = lane(diagram.Device, of.DeviceName(d))
			l.screen[d] = lane(diagram.Screen, of.DeviceName(d))
		}
	}
	return l
}

// place is the lane of a place.
func (l *lanes) place(p checker.Place) int {
	if p.Server {
		return l.server[p.Index]
	}
	return l.device[p.Index]
}

// row is a line of the trace, as a row of the picture.
func (l *lanes) row(t *checker.Trace, i int) diagram.Row {
	line := &t.Lines[i]
	row := diagram.Row{
		Marks: losses(t, i), Action: line.Name, Lane: l.device[line.Device], Fault: line.Fault, AtMS: line.AtMS, Rules: line.Rules,
	}
	if line.Server {
		row.Lane = l.server[t.Scenario.Users[t.Scenario.Devices[line.Device].User].Server]
	}
	for d := range t.Scenario.Devices {
		for _, c := range line.States[d] {
			row.Changes = append(row.Changes, diagram.Change{Lane: l.device[d], Call: c.Call, Word: c.Word()})
		}
		if c, ok := newest(line.States[d]); ok {
			note := diagram.Note{Lane: l.device[d], Text: c.Word() + "(" + c.Call + ")", Call: c.Call}
			if c.State == model.Ended {
				note.Call = ""
			}
			if did := deed(line); did != "" && d == line.Device {
				note.Text, note.Deed = did, true
			}
			row.States = append(row.States, note)
		}
		if line.Turns[d] {
			text := line.Sees[d].String()
			if line.Sees[d] == sim.ShowsNothing {
				text = "—"
			}
			row.Screens = append(row.Screens, diagram.Note{Lane: l.screen[d], Text: text})
		}
	}
	return row
}

// pictureVerdict is how the run ended, as a picture says it.
func pictureVerdict(t *checker.Trace) diagram.Verdict {
	v := diagram.Verdict{Outcome: t.Outcome}
	if t.Excused() {
		e := &t.Excuses[0]
		v.Excused, v.Property, v.Words, v.Facts = true, strings.Join(t.ExcusedFrom(), ", "), e.Words, e.Facts
		v.Message = "Excused, because " + e.Reason() + "."
		return v
	}
	if len(t.Problems) == 0 {
		v.Message = t.Unsettled()
		v.OK = v.Message == ""
	}
	if p := t.Gravest(); p != nil {
		v.Property, v.Words, v.Facts = p.Property, p.Words, p.Facts
	}
	return v
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
