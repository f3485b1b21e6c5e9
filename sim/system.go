package sim

import (
	"fmt"
	"math/bits"
	"slices"
	"sync"
	"unsafe"

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
	ofTwo     [model.MaxCalls]bool            // the room of each call has two users
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
	byStamps  bool                     // some device ranks by stamps
	keeps     bool                     // some device has one
	// env is, for each ID assignment and device, what of its surroundings stays as it is
	// in a run: every input is given with a copy.
	env     [][MaxDevices]model.Env
	fault   []*Fault // in the order of the scenario
	loose   bool     // a lifetime may pass at any moment
	replays bool     // some fault may replay a synced event
	// quits: some user may end a call, or media may stall.
	quits    bool
	timesOut [MaxDevices]bool // the reading has a connecting timeout
	// revived is the set of the calls that can ring at a device once more after their end.
	revived [MaxDevices]uint8
	// connectsEarly: media may connect before the reply to the own answer.
	connectsEarly [MaxDevices]bool
	moreMedia     bool             // that is so of some device, or there are candidates to gather
	offers        bool             // some user may change the media of a call
	slides        [MaxDevices]bool // no sync response tells where it ends
	// heeds are the types of the events that the device can read, by the version of who
	// has sent them.
	heeds [MaxDevices][model.NumVersions]uint16
	// images is, for each ID assignment, the one with which the worlds have
	// their images, or the same one if they have none.
	images    []uint8
	asymmetry string // why no world has an image
	// mortal is found when it is asked for: few systems are searched without dead messages.
	mortal mortality
	dying  sync.Once
}

// Compile makes a system of a scenario, which it checks if nobody has, with the rules
// of the versions that its devices have.
func Compile(s *Scenario) (*System, error) { return CompileRules(s, nil) }

// CompileRules is Compile with a list of rules of one's own, such as a mutant, which
// all devices follow; without one, each follows those of its version.
func CompileRules(s *Scenario, rules []model.Rule) (*System, error) {
	return CompileEach(s, s.Rules(rules))
}

// CompileMixed is CompileRules with different rules for the devices of the first user and
// those of all others.
func CompileMixed(s *Scenario, first, others []model.Rule) (*System, error) {
	return CompileEach(s, s.MixedRules(first, others))
}

// Rules are rules for each device of a scenario, the same for all.
func (s *Scenario) Rules(rules []model.Rule) [][]model.Rule { return s.MixedRules(rules, rules) }

// MixedRules are rules for each device of a scenario: one list for those of the first user,
// and one for all others.
func (s *Scenario) MixedRules(first, others []model.Rule) [][]model.Rule {
	each := make([][]model.Rule, len(s.Devices))
	for d := range each {
		if each[d] = others; s.Devices[d].User == 0 {
			each[d] = first
		}
	}
	return each
}

// CompileEach is CompileRules with rules for each device, in the order of the scenario's.
func CompileEach(s *Scenario, rules [][]model.Rule) (*System, error) {
	if err := s.require(); err != nil {
		return nil, err
	}
	if len(rules) != len(s.Devices) {
		return nil, fmt.Errorf("scenario %s has %d devices; there are rules for %d", s.Name, len(s.Devices), len(rules))
	}
	for d := range rules {
		if rules[d] == nil {
			rules[d] = s.Devices[d].Version.Rules()
		}
		if err := model.CheckRules(rules[d]); err != nil {
			return nil, err
		}
	}
	sys := &System{topology: s.topology(), Scenario: s, callName: s.CallNames(), per: s.CallsPerUser()}
	sys.loose = s.AnyMoment || s.Timing != Patient
	for _, f := range s.Faults {
		fault, err := findFault(f.Name)
		if err != nil {
			return nil, err
		}
		sys.fault = append(sys.fault, fault)
		sys.replays = sys.replays || fault.Name == "sync-replay"
	}
	sys.findCalls()
	sys.compileDevices(rules)
	if err := sys.checkPeople(); err != nil {
		return nil, err
	}
	for op := range sys.touches {
		for d := range sys.devices {
			sys.touches[op][d] = sys.objects(Op(op), d)
		}
	}
	sys.findFair()
	sys.mustActs = sys.findMustActs()
	sys.findInitial()
	sys.findCommuting()
	sys.assignIDs()
	sys.findRankings()
	sys.findImages(rules)
	return sys, nil
}

// findCalls fills in whose calls there are, and in which rooms.
func (s *System) findCalls() {
	callers := s.Scenario.callers()
	s.calls = s.per * len(callers)
	presses := s.per / len(s.Scenario.Rooms)
	for c := range s.calls {
		s.caller[c] = uint8(s.Scenario.placer(callers[c/s.per]))
		s.room[c] = uint8(c % s.per / presses)
		s.roomCalls[s.room[c]] |= 1 << c
		s.ofTwo[c] = bits.OnesCount8(s.Scenario.Rooms[s.room[c]].Users) == 2
	}
	for c := range s.calls {
		s.roomMates[c] = s.roomCalls[s.room[c]]
	}
}

// compileDevices makes the machine of each device, and finds out what of its reading the
// world asks.
func (s *System) compileDevices(rules [][]model.Rule) {
	config := model.Config{Calls: s.calls, Room: s.room}
	for c := range s.calls {
		if s.Scenario.Users[s.userOf[s.caller[c]]].Video {
			config.Kind[c] = 1
		}
		config.V1 |= uint8(bit(s.Version(s.owner(c)) == model.Version1)) << c
	}
	for d := range s.devices {
		config.Own, config.Chosen = 0, 0
		for c := range s.calls {
			if s.owner(c) == d {
				config.Own |= 1 << c
			}
		}
		user, reading := &s.Scenario.Users[s.userOf[d]], s.Scenario.Devices[d].Reading
		config.Version = s.Version(d)
		s.slides[d] = reading.Is(model.Sync, "sliding")
		s.findHeeded(d)
		s.offers = s.offers || user.Renegotiate.Times > 0
		if user.Video {
			config.Chosen = 1
		}
		config.Yields = user.Name > s.Scenario.Users[s.userOf[s.peers[d].first()]].Name
		s.timesOut[d] = reading.Is(model.Connecting, "MS")
		if reading.Is(model.Dup, "clobber") || s.has("crash") {
			s.revived[d] = uint8(1<<s.calls-1) &^ config.Own
		}
		s.quits = s.quits || user.ends() || s.has("media-stall")
		s.connectsEarly[d] = reading.Is(model.EarlyMedia, "connect")
		s.moreMedia = s.moreMedia || s.connectsEarly[d] || s.Scenario.Candidates > 0
		s.machine[d] = model.Compile(rules[d], reading, config)
	}
}

// checkPeople refuses readings of which it is not said what they mean among more than two
// users.
func (s *System) checkPeople() error {
	for d := range s.devices {
		asks := ""
		switch {
		case s.users == 2:
		case rankingOf(&s.machine[d].Reading).kept():
			asks = "asks in which order the invites of two users come"
		case s.machine[d].LooksAt(model.Yields), rankingOf(&s.machine[d].Reading) == byUser:
			asks = "compares the names of two users"
		}
		if asks != "" {
			return fmt.Errorf("scenario %s: the reading of %s %s (knobs winner and eq); there are %d", s.Scenario.Name, s.names[d], asks, s.users)
		}
	}
	return nil
}

// findHeeded finds the types of events that device d can read: those of its version, of
// peers of another version if it reads those (knob ver).
func (s *System) findHeeded(d int) {
	own := s.Version(d)
	for v := range model.NumVersions {
		if v != own && s.Scenario.Devices[d].Reading.Is(model.Ver, "strict") {
			continue
		}
		for t := range model.NumEventTypes {
			s.heeds[d][v] |= uint16(bit(own.Knows(t))) << t
		}
	}
}

// heeded reports whether device d can read an event of another user.
func (s *System) heeded(d int, event Item) bool {
	return s.heeds[d][s.Version(event.Sender())]>>event.Type()&1 != 0
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

// findInitial fills in how often everything may happen when a run begins.
func (s *System) findInitial() {
	w := &s.initial
	w.Crowd = s.Scenario.Crowd
	for f := range s.fault {
		w.Budget[f] = s.Scenario.Faults[f].Times
	}
	for d := range s.devices {
		b := &w.Box[d]
		for i := range pressKinds {
			kind := &pressKinds[i]
			if press := kind.Of(s.user(d)); s.presses(press, d, kind) {
				*kind.Left(b) = press.Times
			}
		}
		b.Candidates = s.Scenario.Candidates
	}
	w.see()
}

// user is the user of device d.
func (s *System) user(d int) *User { return &s.Scenario.Users[s.userOf[d]] }

// Copy makes dst equal to src.
func (s *System) Copy(dst, src *World) {
	if s.two { // the most frequent sizes are known to the compiler
		to, from := unsafe.Add(unsafe.Pointer(dst), s.from), unsafe.Add(unsafe.Pointer(src), s.from)
		if len(s.pairs) == 0 {
			*(*twoOnOne)(to) = *(*twoOnOne)(from)
		} else {
			*(*twoOnTwo)(to) = *(*twoOnTwo)(from)
		}
		dst.In[0], dst.In[1] = src.In[0], src.In[1]
		return
	}
	copy(s.Key(dst), s.Key(src))
	copy(dst.In[:s.devices], src.In[:s.devices])
}

// The keys of two devices on one homeserver, and on two. They are structs, since arrays are
// copied as if they could overlap.
type (
	twoOnOne struct {
		key [headSize + 2*unsafe.Sizeof(Box{})]byte
	}
	twoOnTwo struct {
		fed [2*unsafe.Sizeof(FedQueue{}) + unsafe.Sizeof(State{}.Peer)]byte
		key [headSize + 2*unsafe.Sizeof(Box{})]byte
	}
)

const headSize = unsafe.Offsetof(State{}.Box) - unsafe.Offsetof(State{}.Call)

// Key is the state of w as bytes: those that the scenario uses.
func (s *System) Key(w *World) []byte {
	return unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(w), s.from)), s.length)
}

// Unpack makes w the world of a key.
func (s *System) Unpack(w *World, key []byte) {
	copy(s.Key(w), key)
	for d := range s.devices {
		w.In[d] = w.Box[d].Device.Standing()
	}
}

// Info is what a strategy may know of an action.
func (s *System) Info(a Action) (actor uint8, objects uint64, kind, calm uint8) {
	return s.actor(a), s.touches[a.Op][a.Device], a.kind(), a.calm()
}

// actor is the source of an action that keeps an order of its own: per device
// the user, the sends, the sync, the media, the timers; and the faults.
func (s *System) actor(a Action) uint8 {
	const perDevice = 6
	base := a.Device * perDevice
	if a.Op.isPress() {
		return base
	}
	switch a.Op {
	case OpAccept, OpReply:
		return base + 1
	case OpSync, OpExpired, OpDecrypt, OpResume:
		return base + 2
	case OpCapture, OpTurn, OpReady, OpConnect, OpCandidate:
		return base + 3
	case OpLifetime, OpTimeout, OpOfferOver:
		return base + 4
	case OpFederate:
		return base + 5
	case OpCrowd:
		return uint8(s.devices) * perDevice
	default:
		return uint8(s.devices)*perDevice + 1
	}
}

// objects are the parts of the world that an action touches, one bit each: per
// device its state, its outbox, its sync queue, the queues to its homeserver.
func (s *System) objects(op Op, d int) (set uint64) {
	const device, out, in, fed = 1, 2, 4, 8
	of := func(parts uint64, devices deviceSet) {
		for ; devices != 0; devices = devices.rest() {
			set |= parts << (4 * devices.first())
		}
	}
	of(device|out, 1<<d)
	switch op {
	case OpAccept:
		of(in, s.near[d]|1<<d)
		for _, queue := range s.outbound[d] {
			of(fed, 1<<s.pair(queue).gate)
		}
	case OpFederate:
		set = 0
		of(fed, 1<<d)
		of(in, s.near[d]|1<<d)
	case OpSync, OpExpired, OpDecrypt:
		of(in, 1<<d)
	case OpConnect:
		of(device, s.peers[d])
	case OpFault, OpCrowd:
		set = 1<<(4*s.devices) - 1
	}
	return set
}

// Fault is the fault kind that an action spends, as an index into the
// scenario's faults, or -1.
func (s *System) Fault(a Action) int {
	if a.Op == OpFault {
		i, _ := a.fault()
		return i
	}
	return -1
}

// Faults is the number of fault kinds of the scenario.
func (s *System) Faults() int { return len(s.fault) }

// Heal ends all faults in w.
func (s *System) Heal(w *World) {
	w.Budget = [MaxFaults]uint8{}
	for d := range s.devices {
		w.Box[d].Holds &^= Suspended | OutStalled
	}
	for i := range w.Fed {
		w.Fed[i].Stalled = 0
	}
}

// FaultName is the name of the fault that an action spends, or "".
func (s *System) FaultName(a Action) string {
	if a.Op != OpFault {
		return ""
	}
	i, _ := a.fault()
	return s.fault[i].Name
}
