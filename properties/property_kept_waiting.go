package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// keptInVain is what the user sees who waits for a call that the other has ended.
var keptInVain = &symptom{"kept waiting", Late}

// keptWaiting asks of timers alone: whoever is told stops waiting at once. What is
// still on its way keeps one waiting by the network's fault, not by a client's; but a
// client that sends nothing, or that does not listen, has no excuse.
func keptWaiting() *Property {
	return &Property{
		Name: "kept-waiting", Kind: "always", Clauses: []string{"V0-MSG-4", "V0-MSG-5", "V0-HUP-1", "VX-UNK-4", "H-13", "H-42"},
		About: "no timer ends ringing, ringback or connecting for a call that the other user has declined, given up or hung " +
			"up, unless a destroying fault hit the hangup that says so, or it is still on its way",
		symptoms: []*symptom{keptInVain},
		on:       overdue,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			ended := s.endedByPeer(d)
			for c := range s.Sys.Calls() {
				was := s.Before.Box[d].Device.Call[c].State
				if ended>>c&1 == 0 || !waits.Has(was) {
					continue
				}
				peer, told := s.whoEnded(d, c)
				if told {
					continue
				}
				if why != nil {
					why.say(keptInVain, s.Sys.DeviceName(peer)+" had ended call "+s.Sys.CallName(c),
						s.Sys.DeviceName(d)+" was "+was.Word()+" on it until a timer ended it")
				}
				return true
			}
			return false
		},
	}
}

// whoEnded is the device at which another user has ended call c, and whether a hangup is to
// tell device d of it, or would but for a destroying fault.
func (s Step) whoEnded(d, c int) (peer int, told bool) {
	for _, e := range s.Sys.Peers(d) {
		b := &s.Before.Box[e]
		if b.UserEnded()>>c&1 == 0 {
			continue
		}
		peer = e
		told = told || s.Sys.HangupUnderWay(s.Before, e, d, c) || !s.strict && b.HangupLost()>>c&1 != 0
	}
	return peer, told
}

// waits are the states in which a user hears ringing or ringback, or sees that a call
// connects.
const waits = model.StateSet(1<<model.OSending | 1<<model.OWait | 1<<model.IRing | 1<<model.OConn | 1<<model.IAcc |
	1<<model.ISending | 1<<model.IConn)

// endedByPeer is the set of calls that a timer ends at device d in this step, and that
// the peer's user has ended before.
func (s Step) endedByPeer(d int) uint8 {
	if !timer(s.After.Last.Action) {
		return 0
	}
	return s.After.In[d].Calls(model.InEnded) &^ s.Before.In[d].Calls(model.InEnded) & s.Sys.EndedByPeers(s.Before, d)
}

// timer reports whether an action is a timer that runs out.
func timer(a sim.Action) bool {
	return a.Op == sim.OpLifetime || a.Op == sim.OpTimeout || a.Op == sim.OpTick
}
