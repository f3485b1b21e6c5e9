package sim

import (
	"slices"
	"sync"

	"github.com/glarelab/glare/model"
)

// System is a compiled scenario: immutable, and used by any number of
// goroutines. It creates worlds, says what may happen in one, and does it.
type System struct {
	topology
	Scenario *Scenario
	machine  [MaxDevices]*model.Machine
	callName []string
	calls    int
	per      int                   // calls of each user who has any
	caller   [model.MaxCalls]uint8 // the device that places each call
	room     [model.MaxCalls]uint8
	// roomCalls has, for each room, the set of its calls, roomMates the same for each call.
	roomCalls [MaxRooms]uint8
	roomMates [model.MaxCalls]uint8
	owned     [MaxDevices]uint8               // the set of the calls of each device
	placeable [MaxDevices]uint8               // of those, the set of the calls that may be placed
	ofTwo     [model.MaxCalls]bool            // the room of each call has two users
	called    [model.MaxCalls]DeviceSet       // the devices at which each call can arrive
	hostile   DeviceSet                       // the device of a hostile member
	forgeries uint8                           // the calls of a hostile member
	company   bool                            // there are users who take no part in a call
	mustActs  uint64                          // the slots of what users must do, of two devices
	fair      [MaxDevices]uint32              // for each device, the set of the actions that are fair
	touches   [OpFault + 1][MaxDevices]uint64 // the objects of the actions of each device
	initial   World                           // of the initial worlds, but for the IDs
	commutes  [64]uint64                      // for each slot of moves, the slots that commute with it
	ids       [][model.MaxCalls]string
	shared    []bool // two calls of one room have the same ID
	order     [][MaxDevices][model.MaxCalls][model.MaxCalls]int8
	sameID    [][model.MaxCalls]uint8
	ranks     [MaxDevices]ranking
	known     [MaxDevices]*knownOrders // for a ranking that is kept
	odd       [MaxDevices]bool         // the device has known orders, or is driven
	driven    [MaxDevices]bool         // see [Clients]
	byStamps  bool                     // some device ranks by stamps
	keeps     bool                     // some device has one
	// env is, for each ID assignment and device, what of its surroundings stays as it is
	// in a run: every input is given with a copy.
	env     [][MaxDevices]model.Env
	fault   []*Fault // in the order of the scenario
	loose   bool     // a lifetime may pass at any moment
	replays bool     // some fault may replay a synced event
	// quits: some user may end a call, or media may stall.
	quits bool
	// several: the user calls with the device and with another one, and calls has how many
	// calls of its user come before each. oneself is the set of the calls between devices of
	// one user.
	several  [MaxDevices]bool
	nth      [model.MaxCalls]uint8
	oneself  uint8
	pushes   bool             // a push may tell of an invite
	stores   bool             // some device may restart with a stored invite
	timesOut [MaxDevices]bool // the reading has a connecting timeout
	misses   [MaxDevices]bool // the device notices that the other end of its call has gone
	// revived is the set of the calls that can ring at a device once more after their end.
	revived [MaxDevices]uint8
	// connectsEarly: media may connect before the reply to the own answer.
	connectsEarly [MaxDevices]bool
	moreMedia     bool             // that is so of some device, or there are candidates to gather
	gathers       bool             // gathering comes to its end
	awaitsEnds    [MaxDevices]bool // the device waits for the end of candidates, and is told of it
	offers        bool             // some user may change the media of a call
	// mutes: some user may mute the own stream. resends: an invite or answer may be handed over
	// again.
	mutes, resends bool
	shares         bool                  // some user may share a screen
	unlisted       [MaxDevices]DeviceSet // see [System.findUnlisted]
	slides         [MaxDevices]bool      // no sync response tells where it ends
	// takes is the version for which each device takes the events of each other one, and heeds
	// are the types of those that it has a use for.
	takes [MaxDevices][MaxDevices]model.Version
	heeds [MaxDevices][MaxDevices]uint16
	// drops: the device takes some events for none, and minds: those that break their schema.
	drops, minds [MaxDevices]bool
	reasons      bool // see [System.Reasoned]
	tells        bool // events under way say more than of what type they are, and about which call
	// heedsMates: the device makes something of what other devices of its user do, and
	// ranksAnswers: it asks whose answer comes first in the room.
	heedsMates, ranksAnswers [MaxDevices]bool
	// takesMates: the device takes what other devices of its user send for its own.
	takesMates [MaxDevices]bool
	// glaresMates: it is told of what calls they place.
	glaresMates [MaxDevices]bool
	// opposites is how the two users change places. A world has no image where its assignment
	// of IDs has none but itself.
	opposites exchange
	asymmetry string // why no world has an image
	// alike are the ways in which alike devices can have their places, that which they have
	// first; and arranged are all devices, those first that can have another one.
	alike    []exchange
	arranged []uint8
	// mortal is found when it is asked for: few systems are searched without dead messages.
	mortal mortality
	dying  sync.Once
}

// has reports whether the scenario has a fault, however often.
func (s *System) has(fault string) bool {
	return slices.ContainsFunc(s.fault, func(f *Fault) bool { return f.Name == fault })
}

// owner is the device that places call c.
func (s *System) owner(c int) int { return int(s.caller[c]) }

// Version is the version of the call protocol that device d has.
func (s *System) Version(d int) model.Version { return s.Scenario.Devices[d].Version }

// Machine is the compiled protocol of device d.
func (s *System) Machine(d int) *model.Machine { return s.machine[d] }

// Calls is how many calls the worlds of this system hold.
func (s *System) Calls() int { return s.calls }

// CallName is the name of call c in schedules and transcripts.
func (s *System) CallName(c int) string { return s.callName[c] }

// CallRoom is the index of the room of call c.
func (s *System) CallRoom(c int) int { return int(s.room[c]) }

// Owner is the device whose user places call c.
func (s *System) Owner(c int) int { return s.owner(c) }

// ID is the call ID of call c in world w.
func (s *System) ID(w *World, c int) string { return s.ids[w.IDs][c] }

// Less reports whether call x has the lesser ID of two, by bytes.
func (s *System) Less(w *World, x, y int) bool { return s.ids[w.IDs][x] < s.ids[w.IDs][y] }

// UserName is the name of the user of device d.
func (s *System) UserName(d int) string { return s.user(d).Name }

// ServerName is the name of the homeserver of device d.
func (s *System) ServerName(d int) string { return s.Scenario.Servers[s.server(d)] }

// Federated reports whether there are devices on different homeservers.
func (s *System) Federated() bool { return len(s.pairs) > 0 }

// Initials is the number of initial worlds: one for each ID assignment.
func (s *System) Initials() int { return len(s.ids) }

// Initial writes initial world i into w.
func (s *System) Initial(i int, w *World) {
	*w = World{In: s.initial.In}
	copy(s.Key(w), s.Key(&s.initial))
	w.IDs = uint8(i)
}

// user is the user of device d.
func (s *System) user(d int) *User { return &s.Scenario.Users[s.userOf[d]] }
