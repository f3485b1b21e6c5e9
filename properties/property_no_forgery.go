package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// changedFromOutside is what users see whose call somebody else decides on.
var changedFromOutside = &symptom{"somebody else decides on a call", SilentDrop}

func noForgery() *Property {
	return &Property{
		Name: "no-forgery", Kind: "always", Clauses: []string{"V0-HUP-4", "V1-ACT-2", "V1-NEG-3", "VX-UNK-3", "VX-UNK-4", "H-52", "H-53"},
		About: "no event of a user who takes no part in a call changes it: neither one of its two users, nor, before an answer " +
			"was taken, one whom it is for",
		symptoms: []*symptom{changedFromOutside},
		on:       foreign,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			before, after := &s.Before.Box[d].Device, &s.After.Box[d].Device
			for c := range s.Sys.Calls() {
				from := s.forger(d, c)
				if from < 0 || before.Call[c] == after.Call[c] || s.meets(c) {
					continue
				}
				if why != nil {
					why.say(changedFromOutside, s.Sys.DeviceName(d)+" was "+before.Call[c].State.Word()+" on call "+s.Sys.CallName(c)+
						", and is "+after.Call[c].State.Word(), s.Sys.UserName(from)+" takes no part in that call, and sent what changed it")
				}
				return true
			}
			return false
		},
	}
}

// forger is the device of a stranger to call c, if the device was given an event about the
// call from there, and none from anyone else; or -1.
func (s Step) forger(d, c int) int {
	forger := -1
	for _, in := range s.After.Last.Inputs[:s.After.Last.N] {
		if !s.names(in, c) {
			continue
		}
		if in.From == 0 || !s.Sys.Stranger(s.Before, d, int(in.From)-1, c) {
			return -1
		}
		forger = int(in.From) - 1
	}
	return forger
}

// meets reports whether the device was given an invite of another call in the room of call c,
// which may replace that.
func (s Step) meets(c int) bool {
	last := &s.After.Last
	for _, in := range last.Inputs[:last.N] {
		if in.Input == model.RecvInvite && !s.names(in, c) && s.Sys.CallRoom(int(in.Call)) == s.Sys.CallRoom(c) {
			return true
		}
	}
	return false
}

// names reports whether an input is about call c: it was taken for that, or is an invite with
// the same ID.
func (s Step) names(in sim.Given, c int) bool {
	other := int(in.Call)
	return other == c || in.Input == model.RecvInvite && s.Sys.CallRoom(other) == s.Sys.CallRoom(c) && s.Sys.ID(s.Before, other) == s.Sys.ID(s.Before, c)
}
