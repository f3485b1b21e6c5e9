package sim

import (
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"sync"

	"github.com/glarelab/glare/model"
)

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
	return compile(s, rules, [MaxDevices]bool{})
}

// compile is CompileEach where some devices are driven.
func compile(s *Scenario, rules [][]model.Rule, driven [MaxDevices]bool) (*System, error) {
	if err := s.require(); err != nil {
		return nil, err
	}
	if len(rules) != len(s.Devices) {
		return nil, fmt.Errorf("scenario %s has %d devices; there are rules for %d", s.Name, len(s.Devices), len(rules))
	}
	for d := range rules {
		if rules[d] == nil {
			rules[d] = versionRules[s.Devices[d].Version]()
		}
		if err := model.CheckRules(rules[d]); err != nil {
			return nil, err
		}
	}
	sys := &System{topology: s.topology(), Scenario: s, callName: s.CallNames(), per: s.CallsPerUser(), driven: driven}
	sys.loose, sys.stores, sys.pushes = s.AnyMoment || s.Timing != Patient, s.stores(), mayHappen(s, "push")
	for _, f := range s.Faults {
		fault, err := findFault(f.Name)
		if err != nil {
			return nil, err
		}
		sys.fault = append(sys.fault, fault)
		sys.replays = sys.replays || fault.Name == "sync-replay"
	}
	sys.gathers = s.Gathers
	sys.resends = sys.has("send-unknown")
	sys.findCalls()
	sys.findHostile()
	sys.findReadable()
	sys.compileDevices(rules)
	sys.findHeeded()
	if err := errors.Join(sys.checkPeople(), sys.checkGathering()); err != nil {
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
	sys.findAlike(rules)
	return sys, nil
}

// versionRules are the rules of each version, made once: they are only read.
var versionRules = func() (list [model.NumVersions]func() []model.Rule) {
	for v := range model.NumVersions {
		list[v] = sync.OnceValue(v.Rules)
	}
	return list
}()

// findCalls fills in whose calls there are, and in which rooms.
func (s *System) findCalls() {
	callers := s.Scenario.callers()
	s.calls = s.per * len(callers)
	presses := s.per / len(s.Scenario.Rooms)
	hostile := slices.ContainsFunc(s.Scenario.Users, func(u User) bool { return u.Hostile })
	var had [MaxUsers]uint8
	for c := range s.calls {
		u := callers[c/s.per]
		placers := s.Scenario.placers(u)
		s.caller[c] = uint8(placers[int(had[u])/s.per%len(placers)])
		s.several[s.caller[c]] = len(placers) > 1
		s.oneself |= uint8(bit(s.Scenario.callsOneself(u))) << c
		s.nth[c] = had[u]
		had[u]++
		s.room[c] = uint8(c % s.per / presses)
		s.owned[s.caller[c]] |= 1 << c
		if s.Scenario.Users[u].Place.Times > 0 || hostile { // who can name a call that is never placed
			s.placeable[s.caller[c]] |= 1 << c
		}
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
	}
	for d := range s.devices {
		config.Own, config.Chosen, config.V1 = s.owned[d], 0, s.callsTaken(d)
		user, reading := &s.Scenario.Users[s.userOf[d]], s.Scenario.Devices[d].Reading
		if s.driven[d] {
			reading = drivenReading()
		}
		config.Version = s.Version(d)
		if s.company {
			config.Company, config.Uncalled, config.ForOther = true, s.uncalled(d), s.forOthers(d)
		}
		s.slides[d] = reading.Is(model.Sync, "sliding")
		s.heedsMates[d] = s.mates[d] != 1<<d && !reading.Is(model.Elsewhere, "ring")
		s.ranksAnswers[d] = s.heedsMates[d] && reading.Is(model.Elsewhere, "first")
		s.glaresMates[d] = s.mates[d] != 1<<d && (s.Version(d) == model.Version1 || reading.Is(model.Sib, "glare"))
		s.takesMates[d] = reading.Is(model.EchoFilter, "user")
		s.offers, s.mutes = s.offers || user.Renegotiate.Times > 0, s.mutes || user.Mute.Times > 0
		s.unlisted[d] = s.findUnlisted(d)
		config.Shares = user.Screen && user.Renegotiate.Times > 0
		s.shares = s.shares || config.Shares
		if user.Video {
			config.Chosen = 1
		}
		config.Yields = user.Name > s.Scenario.Users[s.userOf[s.peers[d].first()]].Name
		s.timesOut[d], s.misses[d] = reading.Is(model.Connecting, "MS"), reading.Is(model.Consent, "MS")
		if reading.Is(model.Dup, "clobber") || s.has("crash") || s.pushes {
			s.revived[d] = uint8(1<<s.calls-1) &^ config.Own
		}
		s.quits = s.quits || user.ends() || s.has("media-stall") || s.has("leave")
		s.connectsEarly[d] = reading.Is(model.EarlyMedia, "connect")
		s.moreMedia = s.moreMedia || s.connectsEarly[d] || s.Scenario.Candidates > 0 || s.gathers
		s.awaitsEnds[d] = s.gathers && s.Version(d) == model.Version1 && reading.Is(model.Trickle, "wait")
		s.machine[d] = model.Compile(rules[d], reading, config)
	}
}

// checkPeople refuses readings of which it is not said what they mean among more than two
// users, or where one user's devices call each other or at once.
func (s *System) checkPeople() error {
	for d := range s.devices {
		asks := ""
		switch {
		case s.users == 2 && !s.Scenario.within():
		case rankingOf(&s.machine[d].Reading).kept():
			asks = "asks in which order the invites of two users come"
		case s.machine[d].LooksAt(model.Yields), rankingOf(&s.machine[d].Reading) == byUser:
			asks = "compares the names of two users"
		}
		if asks != "" {
			return fmt.Errorf("scenario %s: the reading of %s %s (knobs winner and eq); there are %d, or calls within one", s.Scenario.Name, s.names[d], asks, s.users)
		}
	}
	return nil
}

// checkGathering refuses that a caller waits for the end of the candidates of one of several
// devices where that can overtake the answer: whose end has come by then is not kept.
func (s *System) checkGathering() error {
	for d := range s.devices {
		for _, fault := range []string{"send-overlap", "fed-reorder", "late-decryption", "sync-unreadable"} {
			if !s.two && s.awaitsEnds[d] && s.owned[d] != 0 && mayHappen(s.Scenario, fault) {
				return fmt.Errorf("scenario %s: %s waits for the end of candidates (knob trickle) of one of several devices, and by the fault %s that "+
					"could come before the answer; leave out one of the two", s.Scenario.Name, s.names[d], fault)
			}
		}
	}
	return nil
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
			if left := kind.Left(b); s.driven[d] && *left == Always {
				*left = insists
			}
		}
		b.Candidates = s.Scenario.Candidates
	}
	w.see()
}
