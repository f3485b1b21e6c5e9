package judge

import (
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/sim/event"
)

// maxRows is how many events are drawn, and maxLanes of how many devices.
const (
	maxRows  = 400
	maxLanes = 16
)

// Picture is the room's events as a picture: a lane for each device and one for the room, and
// a row for each event that somebody sent. Only sends are drawn, since nobody knows when
// another device has seen one.
func (r *Report) Picture() diagram.Story {
	s := diagram.Story{Title: r.Headline(), About: "sends as the room has them; what each device saw, and when, events do not tell"}
	if s.Verdict.OK = !r.Bad(); r.Bad() {
		s.Verdict.Property, s.Verdict.Words = r.gravest()
	}
	lanes, room := lanesOf(r.Events, &s)
	var shown []EventLine
	for _, e := range r.Events {
		if _, has := lanes[e.Who]; has && len(shown) < maxRows {
			shown = append(shown, e)
		}
	}
	marks := map[int][]string{}
	for _, f := range r.Findings {
		if f.Event > 0 && f.Grade != Note {
			marks[f.Event] = append(marks[f.Event], gradeWords[f.Grade]+": "+f.What+" ["+f.Clause+"]")
		}
	}
	for i, e := range shown {
		row := diagram.Row{Action: e.Who + " sends " + e.Type, Lane: lanes[e.Who], AtMS: -1, Marks: marks[e.Number]}
		if e.Call != "" {
			row.Action += " " + e.Call
		}
		if e.Says != "" {
			row.Action += " (" + e.Says + ")"
		}
		if e.AtMS != nil && *e.AtMS >= 0 {
			row.AtMS = *e.AtMS
		}
		if word := becomes[e.Type]; word != "" {
			row.States = []diagram.Note{{Lane: row.Lane, Text: word + "(" + e.Call + ")", Call: e.Call}}
		}
		s.Rows = append(s.Rows, row)
		s.Arrows = append(s.Arrows, diagram.Arrow{From: row.Lane, FromRow: i, To: room, ToRow: i, Label: e.Type + " " + e.Call, Call: e.Call})
	}
	return s
}

// becomes is what a call is, by a type of event, to whoever has sent one.
var becomes = map[string]string{
	event.TypeInvite: "calling", event.TypeAnswer: "answered", event.TypeHangup: "ended", event.TypeReject: "ended",
}

// lanesOf gives a picture its lanes, the room behind whoever comes first.
func lanesOf(events []EventLine, s *diagram.Story) (lanes map[string]int, room int) {
	lanes = map[string]int{}
	for _, e := range events {
		if _, known := lanes[e.Who]; known || len(lanes) == maxLanes {
			continue
		}
		lanes[e.Who] = len(s.Lanes)
		s.Lanes = append(s.Lanes, diagram.Lane{Kind: diagram.Device, Name: e.Who})
		if len(s.Lanes) == 1 {
			room = len(s.Lanes)
			s.Lanes = append(s.Lanes, diagram.Lane{Kind: diagram.Server, Name: "room"})
		}
	}
	return lanes, room
}

// gravest is the first of the gravest findings: its clause, and what it says.
func (r *Report) gravest() (clause, words string) {
	for _, grade := range []Grade{Wrong, Left} {
		for _, f := range r.Findings {
			if f.Grade == grade {
				return f.Clause, f.What
			}
		}
	}
	wrong := r.exact(true)
	return "known story", someOf(wrong)
}
