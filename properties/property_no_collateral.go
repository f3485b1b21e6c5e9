package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// cutOff is what the user sees whose call ends by what was meant for another.
var cutOff = &symptom{"another call is cut off", SilentDrop}

func noCollateral() *Property {
	return &Property{
		Name: "no-collateral", Kind: "always", Clauses: []string{"V0-HUP-1", "V0-GLARE-2", "V1-HUP-1", "V1-GLARE-2", "H-18"},
		About:    "no event about one call ends another, except an own unanswered call that gives way to another one of its room: under the glare rules, or because the user answered that one on another device",
		symptoms: []*symptom{cutOff},
		on:       ended,
		step: func(s Step, why *Conflict) bool {
			d, last := s.device(), &s.After.Last
			for i := range last.N {
				if in := last.Inputs[i].Input; !in.IsReceived() && in != model.SyncEnd {
					return false
				}
			}
			before, after := &s.Before.Box[d].Device, &s.After.Box[d].Device
			for c := range s.Sys.Calls() {
				was, is := before.Call[c].State, after.Call[c].State
				if is != model.Ended && is != model.None || was == is || was == model.None || was == model.IPend || about(last)>>c&1 != 0 {
					continue
				}
				if model.UnderWay.Has(was) && s.rivalled(c) {
					continue
				}
				if why != nil {
					why.say(cutOff, s.Sys.DeviceName(d)+" was "+was.Word()+" on call "+s.Sys.CallName(c),
						"an event about another call ended it")
				}
				return true
			}
			return false
		},
	}
}

// about is the set of calls that the device was given an input about: its own
// event, or one that was sent for that call, not for another one with an equal ID.
func about(last *sim.Last) (calls uint8) {
	for _, in := range last.Inputs[:last.N] {
		if in.Call == in.Meant {
			calls |= 1 << in.Call
		}
	}
	return calls
}

// rivalled reports whether the device was told of another call of c's room to which an own
// one may give way: by its invite, now or at the end of a sync, or by
// the user's answer to it on another device.
func (s Step) rivalled(c int) bool {
	last := &s.After.Last
	for _, in := range last.Inputs[:last.N] {
		switch in.Input {
		case model.RecvInvite, model.RecvLate, model.AnsweredElsewhere, model.SiblingInvite, model.SyncEnd:
			if in.Input == model.AnsweredElsewhere && !in.Event.Own() {
				continue // another user has
			}
			if s.Sys.CallRoom(int(in.Call)) == s.Sys.CallRoom(c) {
				return true
			}
		}
	}
	return false
}
