package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// misled is what the other end makes of a hangup with a wrong reason.
var misled = &symptom{"a call whose end is told wrongly", Unnoticed}

// saysWhy is judged where a scenario asks for it: in all others a hangup is one whatever it
// says, so that a client which says more or less than the text would be found for that, and
// for nothing else.
func saysWhy() *Property {
	return &Property{
		Name: "says-why", Kind: "always",
		Clauses: []string{"V0-HUP-2", "V0-HUP-3", "V1-HUP-2", "V1-HUP-3", "V1-HUP-4", "V1-HUP-5", "V1-HUP-6"},
		About: "the reason of each hangup is one of its version's list, and the one that the text has for what happened: user_hangup exactly " +
			"if the user ends the call, invite_timeout if its lifetime passed, ice_failed if media never flowed, ice_timeout if they broke, " +
			"user_media_failed if capture was refused, user_busy only beside another call, unknown_error for all else; in version 0 none " +
			"where the list has none, or the user ends the call",
		symptoms: []*symptom{misled},
		Line:     "reasons judged",
		judged:   func(s *sim.Scenario) bool { return s.Reasons },
		on:       sent,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			effects := &s.After.Last.Effects
			for _, send := range effects.Sends[:effects.N] {
				if send.Type != model.Hangup {
					continue
				}
				happened, fits := s.reasonsFor(d, int(send.Call))
				if s.Sys.Version(d) == model.Version0 {
					fits = optional(fits)
				}
				if fits>>send.Why&1 != 0 {
					continue
				}
				says := send.Why.String()
				if says == "" {
					says = "no reason"
				}
				why.say(misled, s.Sys.DeviceName(d)+" hung up call "+s.Sys.CallName(int(send.Call))+" with "+says, happened)
				return true
			}
			return false
		},
	}
}

// reasons is a set of reasons, one bit each.
type reasons uint16

func reasonsOf(list ...model.Reason) (set reasons) {
	for _, r := range list {
		set |= 1 << r
	}
	return set
}

// optional is a set of reasons of version 1 in version 0, which lets one leave it out, and
// wants that where the user ends the call (V0-HUP-2, V0-HUP-3).
func optional(set reasons) reasons {
	return set&reasonsOf(model.IceFailed, model.InviteTimeout) | reasonsOf(model.NoReason)
}

// reasonsFor says what happened to call c, which device d hangs up in a step, and which reasons
// version 1 has for that.
func (s Step) reasonsFor(d, c int) (happened string, fits reasons) {
	action := s.After.Last.Action
	was := s.Before.Box[d].Device.Call[c].State
	switch action.Op {
	case sim.OpHangUp, sim.OpReject, sim.OpAnswer:
		return "its user ended it", reasonsOf(model.UserHangup)
	case sim.OpLifetime:
		return "its lifetime had passed", reasonsOf(model.InviteTimeout)
	case sim.OpTimeout:
		return "media never flowed", reasonsOf(model.IceFailed)
	case sim.OpGone:
		return "media had flowed and ceased", reasonsOf(model.IceTimeout)
	}
	switch s.Sys.FaultName(action) {
	case "ice-fail":
		if was == model.Active {
			return "media had flowed and broke", reasonsOf(model.IceTimeout)
		}
		return "media never flowed", reasonsOf(model.IceFailed)
	case "capture-refused":
		return "no media could be captured", reasonsOf(model.UserMediaFailed)
	}
	switch {
	case was == model.Ended: // what ended it is not told again
		return "it was over", reasonsOf(model.UserHangup, model.InviteTimeout, model.UnknownError)
	case was == model.None && s.busyBeside(d, c):
		return "no user ended it", reasonsOf(model.UnknownError, model.UserBusy)
	default:
		return "no user ended it", reasonsOf(model.UnknownError)
	}
}

// busyBeside reports whether device d is in a call beside call c.
func (s Step) busyBeside(d, c int) bool {
	return s.Before.In[d].Calls(model.InLive)&^(1<<c) != 0
}
