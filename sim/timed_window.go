package sim

import (
	"math"
	"strconv"
	"strings"

	"github.com/glarelab/glare/model"
)

// offerMS is the lifetime of an offer in a negotiation, as the schema has it in its
// example (V1-NEG-5).
const offerMS = 10000

// maxEnabled is room for what is enabled in one world, times aside.
const maxEnabled = 96

// moments are the times at which an action is offered, in quarters of what is
// left of its window: as early as may be, as late as may be, and between.
var moments = [...]uint64{0, 1, 2, 4}

// Enabled appends what may happen in w, each action at a few moments of its
// window: first what is fair, then the rest, each part earliest first. Nothing
// is offered later than the horizon, at which some fair action must have
// happened.
func (s *TimedSystem) Enabled(w *TimedWorld, buf []Action) []Action {
	var room [maxEnabled]Action
	all := s.enabled(w, room[:0])
	horizon := s.horizon(w)
	for _, fair := range [...]bool{true, false} {
		first := len(buf)
		for _, a := range all {
			if a == a.fresh() && s.Fair(w, a) == fair {
				buf = s.offer(w, buf, a, horizon)
			}
		}
		byTime(buf[first:])
	}
	return buf
}

// Allows reports whether a, which is enabled but for the time, may happen in w
// at its time, whether or not that is one of the moments at which Enabled offers
// it.
func (s *TimedSystem) Allows(w *TimedWorld, a Action) bool {
	earliest, latest := s.window(w, a)
	return earliest <= a.AtMS && a.AtMS <= min(latest, s.horizon(w)) && s.aged(w, a) == a
}

// Find is the action with a name, such as "alice media ready @190", if it may
// happen in w at that time.
func (s *TimedSystem) Find(w *TimedWorld, name string) (Action, bool) {
	bare, at, _ := strings.Cut(name, " @")
	ms, err := strconv.ParseUint(at, 10, 32)
	if err != nil {
		return Action{}, false
	}
	var room [maxEnabled]Action
	for _, a := range s.enabled(w, room[:0]) {
		a.AtMS = uint32(ms)
		if s.System.Name(&w.World, a) == bare && s.Allows(w, a) {
			return a, true
		}
	}
	return Action{}, false
}

// horizon is the least latest time of all fair actions: the clock does not pass
// it. Where nothing is fair, it is a lifetime away.
func (s *TimedSystem) horizon(w *TimedWorld) uint32 {
	horizon, fair := later(w.NowMS, s.Scenario.LifetimeMS), false
	for _, p := range w.Pending[:w.NPending] {
		if w.waits(p) {
			continue
		}
		_, latest := s.window(w, p)
		if !fair || latest < horizon {
			horizon, fair = latest, true
		}
	}
	return horizon
}

// waits reports whether a pending action is the timer of a sleeping device.
func (w *World) waits(a Action) bool {
	return a.isTimer() && w.Box[a.Device].Holds&Suspended != 0
}

// offer appends action a at each of its moments up to the horizon.
func (s *TimedSystem) offer(w *TimedWorld, buf []Action, a Action, horizon uint32) []Action {
	earliest, latest := s.window(w, a)
	latest = min(latest, horizon)
	if earliest > latest {
		return buf
	}
	first := len(buf)
	for _, quarters := range moments {
		a.AtMS = earliest + uint32(uint64(latest-earliest)*quarters/4)
		if len(buf) == first || buf[len(buf)-1].AtMS != a.AtMS {
			buf = append(buf, s.aged(w, a))
		}
	}
	return buf
}

// aged is an action as what it is at its time: whether the invites that it brings
// have expired by then.
func (s *TimedSystem) aged(w *TimedWorld, a Action) Action {
	late, calls := uint8(0), s.invites(&w.World, a)
	for c := 0; calls>>c != 0; c++ {
		if calls>>c&1 != 0 && a.AtMS > later(w.AcceptedMS[c], s.freshMS(int(a.Device))) {
			late |= 1 << c
		}
	}
	return expired(a.fresh(), late)
}

// freshMS is the age up to which device d takes an invite for fresh. Its age is
// counted from its acceptance by the sender's homeserver (F-AGE-1).
func (s *TimedSystem) freshMS(d int) uint32 {
	life := s.Scenario.LifetimeMS
	if r := &s.machine[d].Reading; r.Is(model.Expired, "margin-MS") {
		return life - min(life, r.Setting[model.Expired].Number)
	}
	return life
}

// window is the earliest and the latest time at which a may happen in w, not
// before now. What is not fair has no latest time.
func (s *TimedSystem) window(w *TimedWorld, a Action) (earliest, latest uint32) {
	if !s.Fair(w, a) {
		return w.NowMS, math.MaxUint32
	}
	if a.Op == OpTick {
		due := max(w.Driven.Seats[a.Device].DueMS, w.NowMS)
		return due, due
	}
	start, span := s.start(w, a), s.span(w, a)
	earliest = max(later(start, span.Min), w.NowMS)
	return earliest, max(later(start, span.Max), earliest)
}

// start is the time from which the window of a fair action counts: since when
// it is pending. A caller's lifetime is pending from the origin that knob
// life-origin gives it; a callee counts it by the invite's age, unless it heeds
// no age, or counts from when it has shown the call or held it back.
func (s *TimedSystem) start(w *TimedWorld, a Action) uint32 {
	if d, c := int(a.Device), int(a.Arg); s.byAge(d, a) {
		return w.AcceptedMS[c]
	}
	return w.since(a)
}

func (s *TimedSystem) byAge(d int, a Action) bool {
	r := &s.machine[d].Reading
	return a.Op == OpLifetime && s.owner(int(a.Arg)) != d && !r.Is(model.Expired, "ignore") && r.Is(model.RingTimer, "invite")
}

// since is since when a fair action is pending.
func (w *TimedWorld) since(a Action) uint32 {
	a = a.identity()
	for _, p := range w.Pending[:w.NPending] {
		if p.identity() == a {
			return p.AtMS
		}
	}
	panic("sim: a fair action is enabled and not pending: the world was changed without the clock")
}

// span is the window of a fair action, counted from its start.
func (s *TimedSystem) span(w *TimedWorld, a Action) Range {
	b, r := &w.Box[a.Device], Range{}
	kind := s.Latency(&w.World, a)
	if kind != NoLatency {
		r = *s.Scenario.Latency.Of(kind)
	}
	switch a.fresh().Op {
	case OpAccept:
		return s.stalled(r, b.Holds&OutStalled != 0)
	case OpFederate:
		return s.stalled(r, w.Fed[s.gated(int(a.Device), int(a.Arg))].Stalled != 0)
	case OpDecrypt, OpResume:
		return s.stalled(r, true)
	case OpLifetime:
		return Range{s.Scenario.LifetimeMS, s.Scenario.LifetimeMS}
	case OpOfferOver:
		return Range{offerMS, offerMS}
	case OpTimeout:
		n := s.machine[a.Device].Reading.Setting[model.Connecting].Number
		return Range{n, n}
	case OpGone:
		n := s.machine[a.Device].Reading.Setting[model.Consent].Number
		return Range{n, n}
	}
	if kind == NoLatency {
		panic("sim: an action that is never fair has no window")
	}
	return r
}

// stalled is a range that ends only after two lifetimes, if it is stalled by a
// fault: longer than any timer of the protocol runs.
func (s *TimedSystem) stalled(r Range, stalled bool) Range {
	if stalled {
		r.Max = max(r.Max, later(s.Scenario.LifetimeMS, s.Scenario.LifetimeMS))
	}
	return r
}

// later is n ms after t. The clock ends after 49 days rather than to go round.
func later(t, n uint32) uint32 {
	if t > math.MaxUint32-n {
		return math.MaxUint32
	}
	return t + n
}

// byTime sorts actions by time and leaves those of one moment in their order.
func byTime(list []Action) {
	for i := 1; i < len(list); i++ {
		a, j := list[i], i
		for ; j > 0 && list[j-1].AtMS > a.AtMS; j-- {
			list[j] = list[j-1]
		}
		list[j] = a
	}
}
