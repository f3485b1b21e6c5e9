package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Sometime is something that some run of `glare` must reach: the antidote to a
// proof about a world in which nothing happens.
type Sometime struct {
	Name, About string
	reached     func(s Step) bool
}

// Reached reports whether a step reaches it.
func (s *Sometime) Reached(sys *sim.System, before *sim.World, _ sim.Action, after *sim.World) bool {
	return s.reached(Step{Sys: sys, Before: before, After: after})
}

// Sometimes lists what runs of `glare` must reach.
func Sometimes() []*Sometime {
	return []*Sometime{
		{"invites-cross", "both invites are accepted before either is delivered", func(s Step) bool {
			for d := range s.Sys.Devices() {
				b := &s.After.Box[d]
				if s.After.Call[d*s.Sys.Calls()/s.Sys.Devices()]&sim.InviteAccepted == 0 || s.delivered(d) || b.NIn == 0 {
					return false
				}
			}
			return true
		}},
		{"rule-1", "an invite arrives while the own one is being prepared, and is accepted", func(s Step) bool {
			return s.glares(model.Replaced, model.OPrep)
		}},
		{"rule-2-yields", "an invite arrives while the own one waits, and is accepted", func(s Step) bool {
			return s.glares(model.Replaced, model.OWait)
		}},
		{"rule-2-keeps", "an invite arrives while the own one waits, which is kept", func(s Step) bool {
			return s.glares(model.Kept, model.OWait)
		}},
		{"first-user-wins", "the first user's call becomes active", func(s Step) bool { return s.wins(0) }},
		{"second-user-wins", "the second user's call becomes active", func(s Step) bool { return s.wins(1) }},
		{"late-reply", "a reply comes after the rival's invite", func(s Step) bool {
			return s.After.Last.Action.Op == sim.OpReply && s.After.Last.Action.Arg < model.MaxCalls && s.delivered(s.device())
		}},
		{"early-echo", "an own invite comes back through sync before its reply", func(s Step) bool {
			last := &s.After.Last
			return last.N > 0 && last.Inputs[0].Input == model.EchoInvite &&
				s.After.Box[last.Action.Device].Reply&(1<<last.Inputs[0].Call) != 0
		}},
	}
}

// delivered reports whether device d has been given an invite of the peer.
func (s Step) delivered(d int) bool {
	for c := range s.Sys.Calls() {
		if s.Sys.Owner(c) != d && s.After.Box[d].Device.Call[c].State != model.None {
			return true
		}
	}
	return false
}

// glares reports whether the step resolved glare with the given mark while an
// own call was in the given state.
func (s Step) glares(mark model.Marks, own model.State) bool {
	last := &s.After.Last
	if last.Effects.Marks&mark == 0 {
		return false
	}
	for c := range s.Sys.Calls() {
		if s.Before.Box[last.Action.Device].Device.Call[c].State == own {
			return true
		}
	}
	return false
}

// wins reports whether a call of device d's user has just become active at both
// ends.
func (s Step) wins(d int) bool {
	for c := range s.Sys.Calls() {
		callee := s.Sys.Callee(s.After, c)
		active := callee >= 0 && s.After.Box[s.Sys.Owner(c)].Device.Call[c].State == model.Active && s.After.Box[callee].Device.Call[c].State == model.Active
		if s.Sys.Owner(c) == d && active && s.After.Last.Action.Op == sim.OpConnect {
			return true
		}
	}
	return false
}
