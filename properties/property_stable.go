package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// What users see whose changes of media come to nothing, or meet.
var (
	notChanged = &symptom{"a change of media that never happens", Late}
	outOfStep  = &symptom{"each side has other media than the other believes", Late}
)

func stable() *Property {
	return &Property{
		Name: "stable", Kind: "always", Clauses: []string{"V1-NEG-6", "V1-POL-1", "V1-POL-2"},
		About: "no offer of a negotiation goes without a reply for its lifetime, unless a destroying fault hit it, its reply or " +
			"the end of the call, one of these is still on its way, or the call is over at the other side; and nobody replies to an " +
			"offer that its sender has taken back, where no lifetime passes early",
		symptoms: []*symptom{notChanged, outOfStep},
		on:       sent | offerOver,
		step: func(s Step, why *Conflict) bool {
			if s.After.Last.Action.Op == sim.OpOfferOver {
				return s.unanswered(why)
			}
			effects := &s.After.Last.Effects
			for _, send := range effects.Sends[:effects.N] {
				if send.Type == model.NegotiateReply && s.takenBack(int(send.Call), why) {
					return true
				}
			}
			return false
		},
	}
}

// unanswered judges an offer whose lifetime passes. It asks of the timer alone, as
// keptWaiting does: what is still on its way is late by the network's fault.
func (s Step) unanswered(why *Conflict) bool {
	d, c, before := s.device(), int(s.After.Last.Action.Arg), s.Before
	peer := s.Sys.Other(before, d, c)
	switch state := before.Box[peer].Device.Call[c].State; {
	case state == model.Ended || state == model.None:
		return false
	case s.Sys.Travels(before, d, peer, model.Negotiate, c) || s.Sys.Travels(before, peer, d, model.NegotiateReply, c) ||
		s.Sys.HangupUnderWay(before, peer, d, c):
		return false
	case !s.strict && (before.Box[d].SendHurt|before.Box[peer].SendHurt)>>c&1 != 0:
		return false
	}
	if why != nil {
		why.say(notChanged, s.Sys.DeviceName(d)+" offered to change the media of call "+s.Sys.CallName(c),
			s.Sys.DeviceName(peer)+" got the offer and never replied")
	}
	return true
}

// takenBack judges a reply to an offer about call c.
func (s Step) takenBack(c int, why *Conflict) bool {
	d := s.device()
	peer := s.Sys.Other(s.Before, d, c)
	offerer := &s.Before.Box[peer].Device.Call[c]
	if offerer.State != model.Active || offerer.Flags&model.Offered != 0 || s.Sys.Scenario.Timing != sim.Patient || s.Sys.Scenario.AnyMoment {
		return false
	}
	if why != nil {
		why.say(outOfStep, s.Sys.DeviceName(d)+" replied to an offer about call "+s.Sys.CallName(c),
			s.Sys.DeviceName(peer)+" had taken it back")
	}
	return true
}
