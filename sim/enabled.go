package sim

import (
	"math/bits"

	"github.com/glarelab/glare/model"
)

// Enabled appends the actions that may happen in w, calmest first. Their order
// is a function of w alone.
func (s *System) Enabled(w *World, buf []Action) []Action {
	if w.Causes&Overflow != 0 {
		return buf
	}
	var restless bool
	if s.two {
		moves, acts := s.moves(w), s.acts(w)
		buf = appendSlots(buf, moves, &moveSlots)
		buf = appendSlots(buf, acts, &actSlots)
		restless = s.restless(moves, acts)
	} else {
		buf, restless = s.appendMany(w, buf)
	}
	if s.loose || !restless {
		buf = s.timers(w, buf, restless)
	}
	if len(s.fault) > 0 {
		buf = s.faults(w, buf)
	}
	return buf
}

// restless reports whether, of the moves and acts that are enabled, one is such
// that a patient timer waits for it.
func (s *System) restless(moves, acts uint64) bool {
	return moves&^slotsGather != 0 || acts&s.mustActs != 0
}

// appendSlots appends the actions of the slots in a set.
func appendSlots(buf []Action, set uint64, slots *[64]Action) []Action {
	for ; set != 0; set &= set - 1 {
		buf = append(buf, slots[bits.TrailingZeros64(set)])
	}
	return buf
}

// Fair reports whether an enabled action must happen sooner or later.
func (s *System) Fair(_ *World, a Action) bool {
	return s.fair[a.Device]>>a.Op&1 != 0
}

// findFair fills in, for each device, the set of the actions that are fair: presses
// where the user must.
func (s *System) findFair() {
	const all, never = 1<<(OpFault+1) - 1, 1<<OpCandidate | 1<<OpCrowd | 1<<OpExpired | 1<<OpFault
	for d := range s.devices {
		s.fair[d] = all &^ never
		for i := range pressKinds {
			if kind := &pressKinds[i]; !kind.Of(s.user(d)).Must {
				s.fair[d] &^= 1 << kind.Op
			}
		}
	}
}

// timers appends the timers that may fire.
func (s *System) timers(w *World, buf []Action, restless bool) []Action {
	const connecting = model.StateSet(1<<model.OConn | 1<<model.IConn)
	async := s.Scenario.Timing != Patient
	for d := range s.devices {
		b := &w.Box[d]
		if b.Holds&Suspended != 0 {
			continue
		}
		if s.offers {
			buf = appendOffers(buf, d, b)
		}
		if w.In[d].Calls(model.InUnsettled) != 0 {
			timeout := (!restless || async) && s.timesOut[d]
			for c := range s.calls {
				call := b.Device.Call[c]
				if s.lifeRuns(d, call) {
					buf = append(buf, Action{Op: OpLifetime, Device: uint8(d), Arg: uint16(c)})
				}
				if timeout && connecting.Has(call.State) {
					buf = append(buf, Action{Op: OpTimeout, Device: uint8(d), Arg: uint16(c)})
				}
			}
		}
		if s.misses[d] && (!restless || async) {
			buf = s.appendGone(w, buf, d)
		}
		if s.loose && b.NIn > 0 {
			buf = s.appendExpired(w, buf, Action{Op: OpSync, Device: uint8(d)})
		}
		if s.loose && b.Holds&HasLate != 0 {
			buf = s.appendExpired(w, buf, Action{Op: OpDecrypt, Device: uint8(d)})
		}
	}
	return buf
}

// appendOffers appends the timers of the own offers of device d that wait for replies.
func appendOffers(buf []Action, d int, b *Box) []Action {
	for c := range b.Device.Call {
		if b.Device.Call[c].Flags&model.Offered != 0 {
			buf = append(buf, Action{Op: OpOfferOver, Device: uint8(d), Arg: uint16(c)})
		}
	}
	return buf
}

// appendGone appends that device d notices that the other ends of its calls have gone.
func (s *System) appendGone(w *World, buf []Action, d int) []Action {
	for c := range s.calls {
		if w.Box[d].Device.Call[c].State == model.Active && s.gone(w, d, c) {
			buf = append(buf, Action{Op: OpGone, Device: uint8(d), Arg: uint16(c)})
		}
	}
	return buf
}

// gone reports whether the other end of call c, in which device d is, is in it no more: it
// then sends no media, and nothing that says that it still takes any (RFC 7675).
func (s *System) gone(w *World, d, c int) bool {
	other := s.owner(c)
	if other == d {
		other = s.calleeOf(w, c)
	}
	return other >= 0 && other != d && !model.Live.Has(w.Box[other].Device.Call[c].State)
}

// lifeRuns reports whether the lifetime timer of a call is set at device d.
func (s *System) lifeRuns(d int, call model.Call) bool {
	switch call.State {
	case model.OSending:
		r := &s.machine[d].Reading
		return r.Is(model.LifeOrigin, "put") || r.Is(model.LifeOrigin, "echo") && call.Flags&model.Echoed != 0
	case model.OWait, model.IRing, model.IIgn, model.IPend:
		return true
	default:
		return false
	}
}

func (s *System) faults(w *World, buf []Action) []Action {
	for i, f := range s.fault {
		if w.Budget[i] == 0 {
			continue
		}
		for d := range s.devices {
			for v, targets := 0, f.targets(s, w, d); targets != 0; v, targets = v+1, targets>>1 {
				if targets&1 == 0 {
					continue
				}
				a := faultAction(d, i, v)
				buf = append(buf, a)
				if s.loose && f.invites != nil {
					buf = s.appendExpired(w, buf, a)
				}
			}
		}
	}
	return buf
}
