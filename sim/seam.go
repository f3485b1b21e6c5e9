package sim

import (
	"fmt"
	"math"
	"slices"

	"github.com/glarelab/glare/model"
)

// Clients are real clients that stand where model devices would: the driven devices. The
// world stays a flat value. It keeps of each driven device a [Node], and a mirror of its
// calls in the terms of the model; what else a client is, its driver keeps.
//
// Clients are used by several goroutines at once.
type Clients interface {
	// Drives reports whether device d is driven. It is the same whenever it is asked.
	Drives(d int) bool
	// Tell has the client of device d, as it stands in world w, carry out a command, and
	// says in r, which is empty, what came of it. The same command from the same node has
	// the same report.
	Tell(s *TimedSystem, w *TimedWorld, d int, c *Command, r *Report)
	// Notes are what a client did by the command that leads to a node, in its own words,
	// which are safe to be printed.
	Notes(n Node) []string
}

// Node is a vertex in the tree of all that can happen to one driven device: equal nodes have
// come by the same commands. Zero is before the first one.
type Node uint64

// Driven is what a timed world knows of its driven devices, beside what it knows of all.
type Driven struct {
	Seats [MaxDevices]Seat
	// Paths has, for each call, the devices of callees whose description and the caller's are
	// those of each other, so that media can flow; where an end of it is driven.
	Paths [model.MaxCalls]uint16
}

// Seat is what a timed world knows of one driven device.
type Seat struct {
	Node  Node
	DueMS uint32 // when the earliest of its timers is due, or [Never]
	Asks  Asks
	_     [3]uint8
}

// Never is the time of a timer that is not set.
const Never = math.MaxUint32

// Asks are what a client asks its surroundings for, beside sends.
type Asks uint8

// What a client can ask for.
const (
	AsksCapture     Asks = 1 << iota // the microphone, or more
	AsksTurn                         // TURN credentials
	AsksDescription                  // that an offer or an answer be made
	Broken                           // nothing any more: the client is at fault, and the run means nothing
)

// Broken reports whether a client of w is at fault.
func (w *TimedWorld) Broken() bool {
	for d := range w.Driven.Seats {
		if w.Driven.Seats[d].Asks&Broken != 0 {
			return true
		}
	}
	return false
}

// Verb is what a command has a client do.
type Verb uint8

// The verbs.
const (
	Begin     Verb = iota // forget everything, and begin anew
	Pressed               // what a user presses: Input, Call
	Grant                 // resolve what it asks for: Asks
	Refuse                // the same with an error
	Accepted              // resolve the send Type of Call with success
	Failed                // the same with a definite error
	Unknown               // the same, and whether the event arrived is not known
	Limited               // the same, and it may be tried again later
	Sync                  // a sync response with Events, or with a gap
	Connected             // the media path of Call was found
	Pathless              // none was found
	Lost                  // it broke
	Advance               // nothing but that time passes
)

// Command is one thing that a client is told.
type Command struct {
	Verb   Verb
	AtMS   uint32
	Input  model.Input
	Call   int
	Type   model.EventType
	Asks   Asks
	Events []Arrival
}

// Arrival is an event in a sync response.
type Arrival struct {
	Item
	AgeMS uint32 // since a homeserver accepted it, as its receiver is told; of invites alone
	Again bool   // the device has had it before
}

// Report is what came of a command, and how the device stands since.
type Report struct {
	Node  Node
	DueMS uint32
	Asks  Asks
	Calls [model.MaxCalls]model.State
	// Peer is, for each call, one more than the device whose answer the client has taken.
	Peer      [model.MaxCalls]uint8
	Paths     [model.MaxCalls]uint16 // see [Driven]
	Captures  bool                   // a microphone is open
	Replaced  bool                   // a call was put into the place of another one
	Overflows bool                   // more came of it than a world has room for
	Sends     []model.Send           // handed over, in order; another event is a [model.Message]
}

// CompileDriven is CompileTimedEach where some devices are driven.
func CompileDriven(s *Scenario, rules [][]model.Rule, clients Clients) (*TimedSystem, error) {
	var driven [MaxDevices]bool
	for d := range s.Devices {
		driven[d] = clients.Drives(d)
	}
	if err := s.drivable(driven); err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.Name, err)
	}
	sys, err := compile(s, rules, driven)
	if err != nil {
		return nil, err
	}
	for d, is := range driven {
		sys.odd[d] = sys.odd[d] || is
	}
	if slices.Contains(sys.shared, true) {
		return nil, fmt.Errorf("scenario %s: two calls have one ID, by which a client's calls are told apart; expected `ids` that differ", s.Name)
	}
	return &TimedSystem{System: sys, clients: clients}, nil
}

// drivenReading is, of a driven device, what the world asks the reading of a device for: it
// gets all its own events back, and what it makes of anything else it says itself.
func drivenReading() model.Reading {
	reading, err := model.ParseReading("literal+echo-filter=none")
	if err != nil {
		panic("sim: " + err.Error())
	}
	return reading
}

// notDriven are the faults that need what a client cannot be told.
var notDriven = map[string]string{
	"suspend":      "a client that sleeps would still be told what becomes of its sends",
	"turn-expired": "a client uses TURN credentials as soon as it has them, so that they cannot run out before",
}

// drivable says why some devices of a scenario cannot be driven.
func (s *Scenario) drivable(driven [MaxDevices]bool) error {
	if s.Timing != Timed {
		return fmt.Errorf("its timing is %v; clients have timers of their own, and so need `timing timed`", s.Timing)
	}
	if len(s.Rooms) > 1 {
		return fmt.Errorf("%d rooms; a client is told of one", len(s.Rooms))
	}
	for _, f := range s.Faults {
		if why := notDriven[f.Name]; why != "" && f.Times > 0 {
			return fmt.Errorf("fault %s: %s; leave it out, or let all devices be models", f.Name, why)
		}
	}
	for d := range s.Devices {
		if driven[d] && s.Users[s.Devices[d].User].Renegotiate.Times > 0 {
			return fmt.Errorf("%s may renegotiate, which no client can be told to; leave that line out", s.DeviceName(d))
		}
	}
	return nil
}
