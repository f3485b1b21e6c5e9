package sim

import (
	"slices"
	"sync"

	"github.com/glarelab/glare/model"
)

// System is a compiled scenario: immutable, and used by any number of
// goroutines. It creates worlds, says what may happen in one, and does it.
type System struct {
	Scenario *Scenario
	machine  [MaxDevices]*model.Machine
	names    []string // of the calls
	calls    int
	per      int // calls of each user
	room     [model.MaxCalls]uint8
	// roomCalls has, for each room, the set of its calls, roomMates the same for each call.
	roomCalls [MaxRooms]uint8
	roomMates [model.MaxCalls]uint8
	mustActs  uint64             // the slots of what users must do
	fair      [MaxDevices]uint32 // for each device, the set of the actions that are fair
	initial   State              // of the initial worlds, but for the IDs
	commutes  [64]uint64         // for each slot of moves, the slots that commute with it
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
	// federated: the devices are on two homeservers.
	federated bool
	quits     bool             // some user may end a call, or media may stall
	timesOut  [MaxDevices]bool // the reading has a connecting timeout
	// revived is the set of the calls that can ring at a device once more after their end.
	revived [MaxDevices]uint8
	// connectsEarly: media may connect before the reply to the own answer.
	connectsEarly [MaxDevices]bool
	moreMedia     bool               // that is so of some device, or there are candidates to gather
	offers        bool               // some user may change the media of a call
	slides        [MaxDevices]bool   // no sync response tells where it ends
	heeds         [MaxDevices]uint16 // the types of the peer's events that the device can read
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
// both devices follow; without one, each follows those of its version.
func CompileRules(s *Scenario, rules []model.Rule) (*System, error) {
	return compileEach(s, [MaxDevices][]model.Rule{rules, rules})
}

// CompileMixed is CompileRules with different rules for the two devices.
func CompileMixed(s *Scenario, first, second []model.Rule) (*System, error) {
	return compileEach(s, [MaxDevices][]model.Rule{first, second})
}

func compileEach(s *Scenario, rules [MaxDevices][]model.Rule) (*System, error) {
	if err := s.require(); err != nil {
		return nil, err
	}
	for d := range rules {
		if rules[d] == nil {
			rules[d] = s.Users[d].Version.Rules()
		}
		if err := model.CheckRules(rules[d]); err != nil {
			return nil, err
		}
	}
	sys := &System{Scenario: s, names: s.CallNames(), per: s.CallsPerUser()}
	sys.calls = sys.per * MaxDevices
	sys.federated = s.Users[0].Server != s.Users[1].Server
	sys.loose = s.AnyMoment || s.Timing != Patient
	presses := sys.per / len(s.Rooms)
	config := model.Config{Calls: sys.calls}
	for c := range sys.calls {
		sys.room[c] = uint8(c % sys.per / presses)
		u := &s.Users[sys.owner(c)]
		if u.Video {
			config.Kind[c] = 1
		}
		config.V1 |= uint8(bit(u.Version == model.Version1)) << c
	}
	config.Room = sys.room
	for _, f := range s.Faults {
		fault, err := findFault(f.Name)
		if err != nil {
			return nil, err
		}
		sys.fault = append(sys.fault, fault)
		sys.replays = sys.replays || fault.Name == "sync-replay"
	}
	for d := range MaxDevices {
		config.Own = 0
		for c := range sys.calls {
			if sys.owner(c) == d {
				config.Own |= 1 << c
			}
		}
		config.Yields = s.Users[d].Name > s.Users[1-d].Name
		config.Version = s.Users[d].Version
		sys.slides[d] = s.Users[d].Reading.Is(model.Sync, "sliding")
		sys.heeds[d] = sys.heeded(d)
		sys.timesOut[d] = s.Users[d].Reading.Is(model.Connecting, "MS")
		if s.Users[d].Reading.Is(model.Dup, "clobber") || sys.has("crash") {
			sys.revived[d] = uint8(1<<sys.calls-1) &^ config.Own
		}
		sys.offers = sys.offers || s.Users[d].Renegotiate.Times > 0
		sys.quits = sys.quits || s.Users[d].ends() || sys.has("media-stall")
		sys.connectsEarly[d] = s.Users[d].Reading.Is(model.EarlyMedia, "connect")
		sys.moreMedia = sys.moreMedia || sys.connectsEarly[d] || s.Candidates > 0
		sys.machine[d] = model.Compile(rules[d], s.Users[d].Reading, config)
	}
	for c := range sys.calls {
		sys.roomCalls[sys.room[c]] |= 1 << c
	}
	for c := range sys.calls {
		sys.roomMates[c] = sys.roomCalls[sys.room[c]]
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

// heeded is the set of the types of events of the peer that device d can read: those of
// its version, if it reads events of the peer's (knob ver).
func (s *System) heeded(d int) (types uint16) {
	own, peer := &s.Scenario.Users[d], &s.Scenario.Users[1-d]
	if own.Version != peer.Version && own.Reading.Is(model.Ver, "strict") {
		return 0
	}
	for t := range model.NumEventTypes {
		types |= uint16(bit(own.Version.Knows(t))) << t
	}
	return types
}

// has reports whether the scenario has a fault, however often.
func (s *System) has(fault string) bool {
	return slices.ContainsFunc(s.fault, func(f *Fault) bool { return f.Name == fault })
}

// owner is the device that places call c.
func (s *System) owner(c int) int { return c / s.per }

// Version is the version of the call protocol that device d has.
func (s *System) Version(d int) model.Version { return s.Scenario.Users[d].Version }

// Machine is the compiled protocol of device d.
func (s *System) Machine(d int) *model.Machine { return s.machine[d] }

// Calls is how many calls the worlds of this system hold.
func (s *System) Calls() int { return s.calls }

// CallName is the name of call c in schedules and transcripts.
func (s *System) CallName(c int) string { return s.names[c] }

// CallRoom is the index of the room of call c.
func (s *System) CallRoom(c int) int { return int(s.room[c]) }

// Owner is the device whose user places call c.
func (s *System) Owner(c int) int { return s.owner(c) }

// ID is the call ID of call c in world w.
func (s *System) ID(w *World, c int) string { return s.ids[w.IDs][c] }

// Less reports whether call x has the lesser ID of two, by bytes.
func (s *System) Less(w *World, x, y int) bool { return s.ids[w.IDs][x] < s.ids[w.IDs][y] }

// UserName is the name of the user of device d.
func (s *System) UserName(d int) string { return s.Scenario.Users[d].Name }

// ServerName is the name of the homeserver of device d.
func (s *System) ServerName(d int) string { return s.Scenario.Servers[s.Scenario.Users[d].Server] }

// Federated reports whether the two devices are on different homeservers.
func (s *System) Federated() bool { return s.federated }

// Initials is the number of initial worlds: one for each ID assignment.
func (s *System) Initials() int { return len(s.ids) }

// Initial writes initial world i into w.
func (s *System) Initial(i int, w *World) {
	*w = World{}
	w.State = s.initial
	w.IDs = uint8(i)
	w.see()
}

// findInitial fills in how often everything may happen when a run begins.
func (s *System) findInitial() {
	w := &s.initial
	w.Crowd = s.Scenario.Crowd
	for f := range s.fault {
		w.Budget[f] = s.Scenario.Faults[f].Times
	}
	for d := range w.Box {
		b := &w.Box[d]
		for i := range pressKinds {
			kind := &pressKinds[i]
			*kind.Left(b) = kind.Of(&s.Scenario.Users[d]).Times
		}
		b.Candidates = s.Scenario.Candidates
	}
}

// Copy makes dst equal to src.
func (s *System) Copy(dst, src *World) { dst.State, dst.In = src.State, src.In }

// Key is the state of w as bytes.
func (s *System) Key(w *World) []byte { return w.bytes() }

// Unpack makes w the world of a key.
func (s *System) Unpack(w *World, key []byte) {
	copy(w.bytes(), key)
	w.see()
}

// Info is what a strategy may know of an action.
func (s *System) Info(a Action) (actor uint8, objects uint64, kind, calm uint8) {
	return a.actor(), a.objects(s.federated), a.kind(), a.calm()
}

// actor is the source of an action that keeps an order of its own: per device
// the user, the sends, the sync, the media, the timers; and the faults.
func (a Action) actor() uint8 {
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
		return MaxDevices * perDevice
	default:
		return MaxDevices*perDevice + 1
	}
}

// objects are the parts of the world that an action touches, one bit each: per
// device its state, its outbox, its sync queue, the queue to its homeserver.
func (a Action) objects(federated bool) uint64 {
	const device, out, in, fed = 1, 2, 4, 8
	shift := 4 * uint64(a.Device)
	other := 4 * uint64(1-a.Device)
	switch a.Op {
	case OpAccept:
		if federated {
			return (out|in)<<shift | fed<<other | device<<shift
		}
		return (out|in|device)<<shift | in<<other
	case OpFederate:
		return (fed | in) << shift
	case OpSync, OpExpired, OpDecrypt:
		return (in | device | out) << shift
	case OpConnect:
		return device<<shift | device<<other | out<<shift
	case OpFault, OpCrowd:
		return 0xff
	default:
		return (device | out) << shift
	}
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
	for d := range w.Box {
		w.Box[d].Holds &^= Suspended | OutStalled | FedStalled
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
