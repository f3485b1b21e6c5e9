package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// keptInVain is what the user sees who waits for a call that the other has ended.
var keptInVain = &symptom{"kept waiting", Late}

// keptWaiting asks of timers alone: whoever is told stops waiting at once. What is
// still on its way keeps one waiting by the network's fault, not by a client's; but a
// client that sends nothing, or that does not listen, has no excuse. That the own user has
// declined on another device is not said by the other side: of that ghost-free speaks. Of a call within one
// user the other side are that user's other devices, which are to be told as well.
func keptWaiting() *Property {
	return &Property{
		Name: "kept-waiting", Kind: "always",
		Clauses: []string{
			"V0-MSG-4", "V0-MSG-5", "V0-HUP-1", "V1-ACT-2", "V1-REJ-1", "V1-REJ-5", "V1-REJ-6", "V1-HUP-1", "VX-UNK-4", "VX-UNK-9", "H-13", "H-42",
		},
		About: "no timer ends ringing, ringback or connecting for a call that the other side's user has declined, given up or hung " +
			"up, or ringing for one that was answered on another device, unless a destroying fault hit the event that says so, or " +
			"it is still on its way",
		symptoms: []*symptom{keptInVain},
		on:       overdue,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			ended := s.endedAcross(d)
			for c := range s.Sys.Calls() {
				was := s.Before.Box[d].Device.Call[c].State
				if e := s.answeredElsewhere(d, c); e >= 0 {
					if why != nil {
						why.say(keptInVain, s.Sys.DeviceName(e)+" had answered call "+s.Sys.CallName(c)+", and "+s.Sys.DeviceName(s.Sys.Owner(c))+" took it",
							s.Sys.DeviceName(d)+" rang for it until a timer ended it")
					}
					return true
				}
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

// whoEnded is the device at which a user of the other side has ended call c, and whether a hangup is to
// tell device d of it, or would but for a destroying fault.
func (s Step) whoEnded(d, c int) (peer int, told bool) {
	for _, e := range s.Sys.Across(d, c) {
		b := &s.Before.Box[e]
		if b.UserEnded()>>c&1 == 0 {
			continue
		}
		peer = e
		told = told || s.Sys.HangupUnderWay(s.Before, e, d, c) || !s.strict && b.HangupLost()>>c&1 != 0
	}
	return peer, told
}

// answeredElsewhere is the device whose answer to call c its caller has taken, where a timer
// ends the ringing of device d for that call, and nothing is on its way that would: neither
// that answer nor a selection. It is -1 if there is none, or a destroying fault hit it.
func (s Step) answeredElsewhere(d, c int) int {
	e := int(s.Before.Peer[c]) - 1
	owner := s.Sys.Owner(c)
	switch {
	case e < 0 || e == d || owner == d || s.Before.Box[d].Device.Call[c].State != model.IRing || !s.endsByTimer(d, c):
		return -1
	case s.Sys.Travels(s.Before, e, d, model.Answer, c), s.Sys.Travels(s.Before, owner, d, model.SelectAnswer, c):
		return -1
	case !s.strict && (s.Before.Box[e].SendHurt|s.Before.Box[owner].SendHurt)>>c&1 != 0:
		return -1
	}
	return e
}

// taken is the set of the calls of which the caller has taken an answer, where there are more
// than two devices.
func taken(w *sim.World) (calls uint8) {
	for c, peer := range w.Peer {
		if peer > 0 {
			calls |= 1 << c
		}
	}
	return calls
}

// endsByTimer reports whether a timer ends call c at device d in this step.
func (s Step) endsByTimer(d, c int) bool {
	return timer(s.After.Last.Action) && (s.After.In[d].Calls(model.InEnded)&^s.Before.In[d].Calls(model.InEnded))>>c&1 != 0
}

// waits are the states in which a user hears ringing or ringback, or sees that a call
// connects.
const waits = model.StateSet(1<<model.OSending | 1<<model.OWait | 1<<model.IRing | 1<<model.OConn | 1<<model.IAcc |
	1<<model.ISending | 1<<model.IConn)

// endedAcross is the set of calls that a timer ends at device d in this step, and that
// a user of the other side has ended before.
func (s Step) endedAcross(d int) uint8 {
	if !timer(s.After.Last.Action) {
		return 0
	}
	return s.After.In[d].Calls(model.InEnded) &^ s.Before.In[d].Calls(model.InEnded) & s.Sys.EndedAcross(s.Before, d)
}

// timer reports whether an action is a timer that runs out.
func timer(a sim.Action) bool {
	return a.Op == sim.OpLifetime || a.Op == sim.OpTimeout || a.Op == sim.OpTick
}
