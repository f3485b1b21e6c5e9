package sim

import (
	"fmt"
	"strconv"
	"unsafe"

	"github.com/glarelab/glare/model"
)

// maxPending bounds the fair actions that are pending at one time: so many for each device.
const (
	pendingEach = 16
	maxPending  = MaxDevices * pendingEach
)

// Clock is what a timed world knows beside its state. All times are virtual
// milliseconds since the run began. There is no padding between its fields.
type Clock struct {
	NowMS      uint32
	HandedMS   [model.MaxCalls]uint32 // when the call's invite was handed over; see InviteSent
	AcceptedMS [model.MaxCalls]uint32 // when a homeserver accepted it; see InviteAccepted
	AwakeMS    [MaxDevices]uint32     // when the device last woke up
	// Pending are the fair actions under way, in the order in which they are
	// enabled; AtMS is since when. Timers of a sleeping device come last: they
	// run on, and fire when it wakes up.
	Pending  [maxPending]Action
	NPending uint32
	_        uint32 // the world begins at a multiple of eight
	Driven   Driven
}

// TimedWorld is a world with a clock: a flat value like World. The clock comes
// first, so that it and the state are one piece of memory.
type TimedWorld struct {
	Clock
	World
}

// TimedSystem is a compiled scenario with `timing timed`: the worlds of a
// System in which every action happens at a time inside its window. Like a
// System it is immutable.
type TimedSystem struct {
	*System
	clients Clients // nil: all devices are models
}

// CompileTimed is Compile for a scenario whose timing is Timed: its devices follow the
// rules of their versions.
func CompileTimed(s *Scenario) (*TimedSystem, error) { return CompileTimedRules(s, nil) }

// CompileTimedRules is CompileTimed with a list of rules of one's own, which
// all devices follow.
func CompileTimedRules(s *Scenario, rules []model.Rule) (*TimedSystem, error) {
	return CompileTimedEach(s, s.Rules(rules))
}

// CompileTimedEach is CompileTimedRules with rules for each device.
func CompileTimedEach(s *Scenario, rules [][]model.Rule) (*TimedSystem, error) {
	if s.Timing != Timed {
		return nil, fmt.Errorf("scenario %s: its timing is %v; worlds with a clock need `timing timed`", s.Name, s.Timing)
	}
	sys, err := CompileEach(s, rules)
	if err != nil {
		return nil, err
	}
	return &TimedSystem{System: sys}, nil
}

// MaxPending is how many fair actions can be pending at one time.
func (s *TimedSystem) MaxPending() int { return s.devices * pendingEach }

// Initial writes initial world i at time 0 into w.
func (s *TimedSystem) Initial(i int, w *TimedWorld) {
	w.Clock = Clock{}
	s.System.Initial(i, &w.World)
	if s.clients != nil {
		s.startClients(w)
	}
	s.refresh(w, nil)
}

// Do moves the clock to the time of an enabled action and makes it happen.
func (s *TimedSystem) Do(w *TimedWorld, a Action) {
	calls, asleep := w.Call, w.asleep()
	var first Item
	if s.clients != nil {
		first = w.Box[a.Device].Out[0]
	}
	w.NowMS = a.AtMS
	s.System.Do(&w.World, a)
	if s.clients != nil && s.driven[a.Device] {
		s.tell(w, a, first)
	}
	for c := range calls {
		happened := w.Call[c] &^ calls[c]
		if happened&InviteSent != 0 {
			w.HandedMS[c] = w.NowMS
		}
		if happened&InviteAccepted != 0 {
			w.AcceptedMS[c] = w.NowMS
		}
	}
	s.wake(w, asleep)
	s.refresh(w, &a)
}

// Heal ends all faults in w. What they held up is due at once.
func (s *TimedSystem) Heal(w *TimedWorld) {
	asleep := w.asleep()
	s.System.Heal(&w.World)
	s.wake(w, asleep)
	s.refresh(w, nil)
}

// asleep is which devices sleep.
func (w *World) asleep() (set [MaxDevices]bool) {
	for d := range w.Box {
		set[d] = w.Box[d].Holds&Suspended != 0
	}
	return set
}

// wake notes which of the devices that were asleep are no longer.
func (s *TimedSystem) wake(w *TimedWorld, asleep [MaxDevices]bool) {
	for d, was := range asleep {
		if was && w.Box[d].Holds&Suspended == 0 {
			w.AwakeMS[d] = w.NowMS
		}
	}
}

// refresh makes w.Pending the fair actions that are enabled now. What was
// pending before keeps its time, except done, which has just happened and
// which, if it is possible again, begins anew.
func (s *TimedSystem) refresh(w *TimedWorld, done *Action) {
	var old [maxPending]Action
	n := copy(old[:], w.Pending[:w.NPending])
	clear(w.Pending[:n])
	w.NPending = 0
	var room [maxEnabled]Action
	for _, a := range s.enabled(w, room[:0]) {
		if a.Op == OpExpired || !s.Fair(w, a) {
			continue // an expired arrival is pending as the fresh one
		}
		a.AtMS = w.NowMS
		for _, p := range old[:n] {
			if s.Same(p, a) && (done == nil || !s.Same(*done, a)) {
				a.AtMS = p.AtMS
			}
		}
		s.push(w, a)
	}
	for _, p := range old[:n] {
		if w.Box[p.Device].Holds&Suspended != 0 && p.isTimer() {
			s.push(w, p)
		}
	}
}

func (a Action) isTimer() bool {
	return a.Op == OpLifetime || a.Op == OpTimeout || a.Op == OpGone || a.Op == OpOfferOver || a.Op == OpTick
}

func (s *TimedSystem) push(w *TimedWorld, a Action) {
	if int(w.NPending) == s.MaxPending() {
		w.Causes |= Overflow
		return
	}
	w.Pending[w.NPending] = a
	w.NPending++
}

// Copy makes dst equal to src.
func (s *TimedSystem) Copy(dst, src *TimedWorld) {
	dst.NowMS, dst.HandedMS, dst.AcceptedMS, dst.AwakeMS = src.NowMS, src.HandedMS, src.AcceptedMS, src.AwakeMS
	n := copy(dst.Pending[:], src.Pending[:src.NPending])
	if int(dst.NPending) > n { // beyond them all is zero
		clear(dst.Pending[n:dst.NPending])
	}
	dst.NPending = src.NPending
	if s.clients != nil {
		dst.Driven = src.Driven
	}
	s.System.Copy(&dst.World, &src.World)
}

// Key is the clock and the state of w as bytes, without what the scenario does not use.
// Unlike the key of a World it depends on the processor's byte order, so that its hash must
// not be stored.
func (s *TimedSystem) Key(w *TimedWorld) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(w)), unsafe.Sizeof(w.Clock)+s.from+s.length)
}

// Unpack makes w the world of a key.
func (s *TimedSystem) Unpack(w *TimedWorld, key []byte) {
	copy(s.Key(w), key)
	w.see()
}

// Fair reports whether an enabled action must happen sooner or later. An event
// that arrives expired arrives nonetheless.
func (s *TimedSystem) Fair(w *TimedWorld, a Action) bool {
	return a.Op == OpExpired || s.System.Fair(&w.World, a)
}

// Name is the text of an action as a schedule stores it: that of the untimed
// action, and the time at which it happens.
func (s *TimedSystem) Name(w *TimedWorld, a Action) string {
	return s.System.Name(&w.World, a) + " @" + strconv.FormatUint(uint64(a.AtMS), 10)
}

// At is the virtual time, in ms, at which a happens.
func (s *TimedSystem) At(a Action) uint32 { return a.AtMS }

// Same reports whether a and b are one action but for the time. Whether an
// invite arrives fresh or expired is a matter of time.
func (s *TimedSystem) Same(a, b Action) bool { return a.identity() == b.identity() }

func (a Action) identity() Action {
	a = a.fresh()
	a.AtMS = 0
	return a
}
