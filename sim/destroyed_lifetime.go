package sim

import (
	"slices"

	"github.com/glarelab/glare/model"
)

// awaited says what was still under way when a lifetime of call c passed in w: what
// could have led to this very call being connected, the nearest to that first.
func (s *System) awaited(w *World, c int) string {
	name, caller, callee := s.names[c], s.owner(c), 1-s.owner(c)
	theirs := w.Box[callee].Device.Call[c].State
	switch {
	case travels(w, model.Answer, c):
		return "the answer to " + name + " was on its way"
	case theirs == model.IAcc:
		return s.UserName(callee) + "'s answer to " + name + " was being made"
	case theirs == model.IRing && s.Scenario.Users[callee].Answer.Times > 0:
		return s.UserName(callee) + " could still answer " + name
	case travels(w, model.Invite, c):
		return "the invite of " + name + " was on its way"
	case w.Box[caller].Reply>>c&1 != 0:
		return "the reply to the invite of " + name + " was on its way"
	}
	for rival := range s.calls {
		if rival != c && w.Box[s.owner(rival)].Reply>>rival&1 != 0 {
			return "the reply to the invite of its rival " + s.names[rival] + " was on its way"
		}
	}
	for _, a := range s.Enabled(w, nil) {
		if s.Fair(w, a) && !a.isTimer() {
			return "this was still to happen: " + s.Name(w, a)
		}
	}
	return "nobody had answered " + name
}

// travels reports whether an event of call c is on its way from one device to the other.
func travels(w *World, t model.EventType, c int) bool {
	is := func(event Item) bool { return event.Type() == t && event.Call() == c }
	foreign := func(event Item) bool { return is(event) && !event.Own() }
	for d := range w.Box {
		b := &w.Box[d]
		if slices.ContainsFunc(b.Out[:b.NOut], is) || slices.ContainsFunc(b.Fed[:b.NFed], is) ||
			slices.ContainsFunc(b.In[:b.NIn], foreign) || b.Holds&HasLate != 0 && is(b.Late) {
			return true
		}
	}
	return false
}
