package diagram

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// Story is one run, ready to be drawn: columns, one row per action, the
// messages between them, and what is wrong in the end.
type Story struct {
	Title  string   // what happens: "Each gives way to the other: silent drop"
	About  string   // what was run: "glare, reading literal, patient"
	Lead   []string // the story in prose, a paragraph each
	Lanes  []Lane   // left to right: alice's screen, alice, hs1, bob, bob's screen
	Rows   []Row    // top down
	Arrows []Arrow  // in the order in which they were handed over
	// Chances are those of a bad end, in thousandths: before the first row, and after each;
	// or none, where nobody knows. Those behind the last one are not known.
	Chances []int
	Verdict Verdict
	Replay  string // the command that has the run back, or ""
}

// Lane is one column of the picture.
type Lane struct {
	Kind LaneKind
	Name string
}

// LaneKind says what a column stands for.
type LaneKind uint8

// The kinds of lanes. A Screen stands beside the Device that it belongs to.
const (
	Screen LaneKind = iota // what one user sees
	Device                 // one client
	Server                 // one homeserver
)

// Row is one action of the schedule.
type Row struct {
	Action  string   // its name in the schedule: "alice places a"
	Lane    int      // whose action it is
	Fault   bool     // the action is a fault
	AtMS    int64    // virtual time in milliseconds, negative when untimed
	Rules   []string // the rules that fired: "T0-24 inflight=prep"
	States  []Note   // new states of devices, one of each: "accepting(b)"
	Changes []Change // what has become of calls, those of States among it
	Screens []Note   // what users see from now on: "calling…", "ringing", "connecting…", "in call", "—"
	Marks   []string // what the step meant for how it all ended: "no return: no run ends well any more"
}

// Note is a change in one lane.
type Note struct {
	Lane int
	Text string
	Call string // the call that a state is about, "" for none
	Deed bool   // the text says what was decided between crossed calls, and not a state
}

// Change is what has become of a call at a device: Word is its state, and "ended" or
// "idle" if it is over.
type Change struct {
	Lane       int
	Call, Word string
}

// Arrow is one hop of one message, between devices and servers.
type Arrow struct {
	From, FromRow int
	To, ToRow     int    // ToRow is negative while the message is still under way when the story ends
	Label         string // "m.call.invite a"
	Call          string // "a": the colour follows it
	Kind          ArrowKind
	Lost          bool // the message ends in ToRow without reaching To
}

// ArrowKind says what travels along an arrow.
type ArrowKind uint8

// The kinds of arrows.
const (
	Message ArrowKind = iota // an event on its way to the other person
	Reply                    // the homeserver's answer to a send; not drawn if it is never read
	Echo                     // the sender's own event, coming back through sync; likewise
)

// Verdict is what is said before the picture.
type Verdict struct {
	OK       bool
	Excused  bool      // what is violated is not demanded, because something was destroyed; Message says what
	Property string    // the violated property: "same-call"
	Words    string    // the same in a user's words: "two conversations"
	Message  string    // what is wrong
	Facts    [2]string // the two facts that conflict, both or none
	Tested   string    // what it was tested with: "rules v0 (0123456789abcdef)"
	Outcome  string    // "alice=active(a) bob=active(a)"
}

// The most that is drawn. Placing labels takes time with the square of the
// arrows, and nobody reads a picture that is longer than this.
const (
	MaxRows   = 1000
	MaxArrows = 3000
)

// check refuses a story whose indices point outside it, and one that is too
// long. The first thing that is wrong is named; rows and lanes count from 0 as
// they do in the Story.
func (s *Story) check() error {
	if len(s.Rows) > MaxRows || len(s.Arrows) > MaxArrows {
		return fmt.Errorf("diagram: %d rows and %d arrows; a picture has at most %d and %d, so shrink the run first",
			len(s.Rows), len(s.Arrows), MaxRows, MaxArrows)
	}
	if len(s.Chances) > len(s.Rows)+1 {
		return fmt.Errorf("diagram: %d chances of %d rows; there is one before the first row, and one after each", len(s.Chances), len(s.Rows))
	}
	for i, chance := range s.Chances {
		if chance < 0 || chance > 1000 {
			return fmt.Errorf("diagram: chance %d is %d thousandths; expected 0 to 1000", i, chance)
		}
	}
	for i := range s.Lanes {
		if s.Lanes[i].Kind == Screen && !s.has(i-1, Device, Device) && !s.has(i+1, Device, Device) {
			return fmt.Errorf("diagram: lane %d is a screen; the lane of its device must be beside it", i)
		}
	}
	for i, r := range s.Rows {
		if r.Lane < 0 || r.Lane >= len(s.Lanes) {
			return fmt.Errorf("diagram: row %d is of lane %d, and there are %d lanes", i, r.Lane, len(s.Lanes))
		}
		for _, n := range r.States {
			if !s.has(n.Lane, Device, Server) {
				return fmt.Errorf("diagram: row %d changes the state of lane %d, which is no device or server", i, n.Lane)
			}
		}
		for _, n := range r.Screens {
			if !s.has(n.Lane, Screen, Screen) {
				return fmt.Errorf("diagram: row %d changes the screen of lane %d, which is no screen", i, n.Lane)
			}
		}
	}
	for i, a := range s.Arrows {
		switch {
		case !s.has(a.From, Device, Server) || !s.has(a.To, Device, Server) || a.From == a.To:
			return fmt.Errorf("diagram: arrow %d goes from lane %d to lane %d; it must join two devices or servers", i, a.From, a.To)
		case a.FromRow < 0 || a.FromRow >= len(s.Rows):
			return fmt.Errorf("diagram: arrow %d starts in row %d, and there are %d rows", i, a.FromRow, len(s.Rows))
		case a.ToRow >= len(s.Rows) || a.ToRow >= 0 && a.ToRow < a.FromRow:
			return fmt.Errorf("diagram: arrow %d ends in row %d; it must end in rows %d to %d, or never (negative)", i, a.ToRow, a.FromRow, len(s.Rows)-1)
		}
	}
	return nil
}

// prepare checks a story and leaves out what says nothing: replies and echoes
// that nobody has read when the story ends. A fault that begins with the name of
// a server is that server's own, unless the device answers to it at once.
func (s *Story) prepare() error {
	if err := s.check(); err != nil {
		return err
	}
	s.Arrows = slices.DeleteFunc(slices.Clone(s.Arrows), func(a Arrow) bool { return a.Kind != Message && a.ToRow < 0 })
	s.Rows = slices.Clone(s.Rows)
	for i := range s.Rows {
		r := &s.Rows[i]
		who, _, _ := strings.Cut(r.Action, " ")
		answers := slices.ContainsFunc(r.States, func(n Note) bool { return n.Lane == r.Lane })
		if server := slices.Index(s.Lanes, Lane{Server, who}); r.Fault && server >= 0 && !answers {
			r.Lane = server
		}
	}
	return nil
}

// has reports whether there is such a lane and it is of one of two kinds.
func (s *Story) has(lane int, one, other LaneKind) bool {
	return lane >= 0 && lane < len(s.Lanes) && (s.Lanes[lane].Kind == one || s.Lanes[lane].Kind == other)
}

// calls lists the calls of the story in the order of their bytes, so that a
// call keeps its colour from story to story: the lesser comes first.
func (s *Story) calls() []string {
	var calls []string
	add := func(call string) {
		if call != "" {
			calls = append(calls, call)
		}
	}
	for _, r := range s.Rows {
		for _, n := range r.States {
			add(n.Call)
		}
	}
	for _, a := range s.Arrows {
		add(a.Call)
	}
	slices.Sort(calls)
	return slices.Compact(calls)
}

// timed reports whether any row has a time.
func (s *Story) timed() bool {
	return slices.ContainsFunc(s.Rows, func(r Row) bool { return r.AtMS >= 0 })
}

// marked reports whether any row has a mark.
func (s *Story) marked() bool {
	return slices.ContainsFunc(s.Rows, func(r Row) bool { return len(r.Marks) > 0 })
}

// decides reports whether any row has a deed.
func (s *Story) decides() bool {
	return slices.ContainsFunc(s.Rows, func(r Row) bool { return slices.ContainsFunc(r.States, func(n Note) bool { return n.Deed }) })
}

// screenOf is the lane of the screen that belongs to a device, or -1: of two beside it the one with
// its name, since devices of one user stand together, each with its screen.
func (s *Story) screenOf(lane int) int {
	screen := -1
	if s.Lanes[lane].Kind == Device {
		for _, beside := range [2]int{lane - 1, lane + 1} {
			if s.has(beside, Screen, Screen) && (screen < 0 || s.Lanes[beside].Name == s.Lanes[lane].Name) {
				screen = beside
			}
		}
	}
	return screen
}

// heading is what stands over a lane: its name, and where a screen and its device
// have the same name what tells them apart: of one of a user's several devices the name says
// itself that it is one. It is clipped.
func (s *Story) heading(lane int) string {
	name, what := s.Lanes[lane].Name, ""
	for _, beside := range [2]int{lane - 1, lane + 1} {
		switch {
		case !s.has(beside, Screen, Device) || s.Lanes[beside].Name != name:
		case s.Lanes[lane].Kind == Screen:
			what = " sees"
		case s.Lanes[lane].Kind == Device && s.Lanes[beside].Kind == Screen && !s.amongSeveral(name):
			what = "'s device"
		}
	}
	return markup.Clip(markup.Visible(name), nameMost-markup.Cells(what)) + what
}

// amongSeveral reports whether a name is that of one of several devices of a user, as alice.phone is
// beside alice.laptop.
func (s *Story) amongSeveral(name string) bool {
	user, _, dotted := strings.Cut(name, ".")
	return dotted && slices.ContainsFunc(s.Lanes, func(l Lane) bool {
		return l.Kind == Device && l.Name != name && strings.HasPrefix(l.Name, user+".")
	})
}

// noteSide is the side of a lane, -1 left or +1 right, on which its states are
// written: the one that has its screen, otherwise the one away from the servers.
func (s *Story) noteSide(lane int) int {
	if beside := s.screenOf(lane); beside >= 0 {
		return beside - lane
	}
	for _, left := range s.Lanes[:lane] {
		if left.Kind == Server {
			return +1
		}
	}
	return -1
}

// tone sorts what a user sees into the few things that phones show, so that a
// screen's bar has a colour. The words are the simulator's own; others are
// drawn as "other".
func tone(screen string) string {
	switch screen {
	case "calling…":
		return "calling"
	case "ringing", "ringing…":
		return "ringing"
	case "connecting…":
		return "connecting"
	case "in call":
		return "incall"
	case "", "—":
		return "idle"
	}
	return "other"
}
