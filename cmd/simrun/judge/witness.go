package judge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
	"github.com/glarelab/glare/sim/event"
)

// Witness is what each device of a run saw: for each the /sync responses with the events that
// came to it and those that it has sent, one a line, in the order of its homeserver. A device
// that saw no event of a call has no file.
func Witness(t *checker.Trace) []File {
	w := &witness{trace: t, of: map[arrival]int{}, seen: make([][]sighting, len(t.Scenario.Devices))}
	for row := range t.Lines {
		w.now(row)
		for _, h := range t.Lines[row].Hops {
			w.hop(row, h)
		}
	}
	for _, h := range t.Pending {
		w.hop(-1, h)
	}
	var files []File
	for d := range w.seen {
		if text, any := w.sync(d); any {
			files = append(files, File{Name: t.Scenario.DeviceName(d) + ".jsonl", Text: text})
		}
	}
	return files
}

// witness gathers what devices see.
type witness struct {
	trace  *checker.Trace
	times  []int64 // of each line, in ms
	events []event.Event
	sender []int
	of     map[arrival]int // which event it was that came to a homeserver
	seen   [][]sighting    // by device
}

// arrival is an event at a homeserver: the server, the line at which it came there, and what it is
// called.
type arrival struct {
	server, row int
	label       string
}

// sighting is an event at a device: where it stands among those of its homeserver.
type sighting struct{ row, event int }

const (
	firstMS = 1_400_000_000_000 // when a run begins
	lineMS  = 10                // how long a line takes where there is no clock
)

// now finds when a line happens.
func (w *witness) now(row int) {
	line := &w.trace.Lines[row]
	at := int64(firstMS)
	if row > 0 {
		at = w.times[row-1] + lineMS
	}
	switch {
	case line.AtMS >= 0:
		at = firstMS + line.AtMS
	case line.Op == sim.OpLifetime || line.Op == sim.OpExpired:
		at += int64(w.trace.Scenario.LifetimeMS)
	}
	w.times = append(w.times, at)
}

// hop follows one event a step further.
func (w *witness) hop(row int, h checker.Hop) {
	switch {
	case h.Reply || h.Lost || row < 0:
	case !h.From.Server: // a homeserver accepts it
		at := arrival{w.server(h.From.Index), row, h.Event}
		w.of[at] = len(w.events)
		w.seen[h.From.Index] = append(w.seen[h.From.Index], sighting{row, len(w.events)})
		w.events = append(w.events, w.event(row, h))
		w.sender = append(w.sender, h.From.Index)
	case h.To.Server:
		if e, known := w.of[arrival{h.From.Index, h.FromRow, h.Event}]; known {
			w.of[arrival{h.To.Index, row, h.Event}] = e
		}
	default:
		e, known := w.of[arrival{w.server(h.To.Index), h.FromRow, h.Event}]
		if known && w.sender[e] != h.To.Index {
			w.seen[h.To.Index] = append(w.seen[h.To.Index], sighting{h.FromRow, e})
		}
	}
}

// server is the homeserver of a device.
func (w *witness) server(d int) int {
	return w.trace.Scenario.Users[w.trace.Scenario.Devices[d].User].Server
}

// event is what a device has sent, as JSON has it.
func (w *witness) event(row int, h checker.Hop) event.Event {
	s := w.trace.Scenario
	d := h.From.Index
	device := s.Devices[d]
	label := strings.TrimSuffix(h.Event, " "+h.Call)
	signal := event.Signal{Version: device.Version, Says: device.Says, LifetimeMS: int64(s.LifetimeMS)}
	what, listing := strings.CutSuffix(label, "(unmuted)")
	if !listing {
		what, signal.Muted = strings.CutSuffix(label, "(muted)")
	}
	for t := range model.NumEventTypes {
		if t.String() == what {
			signal.Type = t
		}
	}
	if i := slices.Index(s.CallNames(), h.Call); i >= 0 {
		signal.CallID = w.trace.IDs[i]
	}
	if device.Version == model.Version1 {
		signal.Party = s.DeviceName(d)
	}
	if signal.Type == model.SelectAnswer {
		signal.Selected = w.selected(d, h)
	}
	wire, _, _ := strings.Cut(label, "(")
	return event.Event{
		Type: wire, RoomID: w.room(h.Call), Sender: w.userID(device.User), ID: "$e" + strconv.Itoa(len(w.events)+1), OriginServerTSMS: w.times[row], Content: signal.Content(),
	}
}

// room is the room of a call.
func (w *witness) room(call string) string {
	s := w.trace.Scenario
	per := s.CallsPerUser()
	i := max(slices.Index(s.CallNames(), call), 0) % per / (per / len(s.Rooms))
	return "!" + s.Rooms[i].Name + ":" + s.Servers[0]
}

func (w *witness) userID(user int) string {
	s := w.trace.Scenario
	return event.UserID(s.Users[user].Name, s.Servers[s.Users[user].Server])
}

// selected is the party that a selection names: whose answer or reject the caller has just
// got.
func (w *witness) selected(d int, h checker.Hop) string {
	for _, got := range w.trace.Lines[h.FromRow].Hops {
		if !got.From.Server || got.To.Server || got.To.Index != d || got.Call != h.Call {
			continue
		}
		if e, known := w.of[arrival{w.server(d), got.FromRow, got.Event}]; known {
			call, _ := event.CallOf(w.events[e].Content)
			return call.Party
		}
	}
	return ""
}

// sync is what a device saw as /sync responses, a line each: one for as many events of one
// room as follow each other. It reports whether it saw anything.
func (w *witness) sync(d int) (text []byte, any bool) {
	list := w.seen[d]
	slices.SortStableFunc(list, func(a, b sighting) int { return a.row - b.row })
	var b strings.Builder
	for i, s := range list {
		e := w.events[s.event]
		room := e.RoomID
		switch {
		case i > 0 && w.events[list[i-1].event].RoomID == room:
			b.WriteByte(',')
		case i > 0:
			b.WriteString(syncEnd)
			fallthrough
		default:
			fmt.Fprintf(&b, syncStart, i+1, room)
		}
		e.RoomID, e.Unsigned = "", event.Unsigned{AgeMS: 1, HasAge: true}
		if w.sender[s.event] == d {
			e.Unsigned.TransactionID = "m" + strconv.Itoa(s.event+1)
		}
		b.Write(event.Render(e))
	}
	if len(list) > 0 {
		b.WriteString(syncEnd)
	}
	return []byte(b.String()), len(list) > 0
}

// A /sync response around the events of one room.
const (
	syncStart = `{"next_batch":"s%d","rooms":{"join":{"%s":{"timeline":{"limited":false,"events":[`
	syncEnd   = "]}}}}}\n"
)
