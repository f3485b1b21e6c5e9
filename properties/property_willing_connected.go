package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// What users see who want to talk and cannot.
var (
	silentDrop        = &symptom{"silent drop", SilentDrop}
	endlessCalling    = &symptom{"endless calling", EndlessWaiting}
	endlessRinging    = &symptom{"endless ringing", EndlessWaiting}
	endlessConnecting = &symptom{"endless connecting", EndlessWaiting}
)

func willingConnected() *Property {
	return &Property{
		Name: "willing-connected", Kind: "finally", Clauses: []string{"V0-GLARE-4", "V0-GLARE-8", "V0-MSG-2"},
		About: "both users want to talk in a room, and a homeserver accepted an invite or nothing kept it from it: both " +
			"are active on one call, unless a destroying fault hit the winner's invite, its answer, or the media of one of its ends",
		symptoms: []*symptom{silentDrop, endlessCalling, endlessRinging, endlessConnecting},
		final: func(e End, why *Conflict) bool {
			for r := range e.Sys.Scenario.Rooms {
				if e.unconnected(r, why) {
					return true
				}
			}
			return false
		},
	}
}

func (e End) unconnected(r int, why *Conflict) bool {
	w := e.World
	if e.connected(r) || (e.Sys.Willing(w, 0)&e.Sys.Willing(w, 1))>>r&1 == 0 {
		return false
	}
	winner, other := e.winner(0, r), e.winner(1, r)
	if winner == model.NoCall && e.prevented() || winner != model.NoCall && !e.strict && e.excused(winner) && e.excused(other) {
		return false
	}
	if why != nil {
		shows := silentDrop
		for d := range w.Box {
			for c := range e.Sys.Calls() {
				switch w.Box[d].Device.Call[c].State {
				case model.OWait, model.OSending:
					shows = endlessCalling
				case model.IRing:
					shows = endlessRinging
				case model.IAcc, model.ISending, model.IConn, model.OConn:
					shows = endlessConnecting
				}
			}
		}
		way := ", and nothing keeps an invite from being sent"
		if winner != model.NoCall {
			way = ", and a homeserver accepted call " + e.Sys.CallName(winner)
		}
		why.say(shows, e.Sys.UserName(0)+" and "+e.Sys.UserName(1)+" both want to talk"+way, e.onCall(0, e.liveCall(0))+", "+e.onCall(1, e.liveCall(1)))
	}
	return true
}

// connected reports whether both devices are active on one call of room r.
func (e End) connected(r int) bool {
	both := e.World.In[0].Calls(model.InActive) & e.World.In[1].Calls(model.InActive)
	for c := 0; both != 0; c, both = c+1, both>>1 {
		if both&1 != 0 && e.Sys.CallRoom(c) == r {
			return true
		}
	}
	return false
}

// winner is, of the calls of room r whose invite a homeserver accepted and that
// no user gave up, the one that survives by the reading of device d (knob winner); or
// NoCall. Where the two readings would have different calls survive, nothing that hit
// one of them alone is the reason why neither connects.
func (e End) winner(d, r int) int {
	best := model.NoCall
	for c := range e.Sys.Calls() {
		if e.Sys.CallRoom(c) != r || e.World.Call[c]&(sim.InviteAccepted|sim.GivenUp) != sim.InviteAccepted {
			continue
		}
		if best == model.NoCall || e.Sys.Goes(e.World, d, c, best) {
			best = c
		}
	}
	return best
}

// excused reports whether a destroying fault, or a lifetime that passed too
// early, hit call c, or a fault the media of an end.
func (e End) excused(c int) bool {
	w := e.World
	return w.Call[c]&(sim.Hurt|sim.TimedOut) != 0 || (w.Box[0].MediaHurt|w.Box[1].MediaHurt)>>c&1 != 0
}

// prevented reports whether something can have kept every invite from being
// accepted: a user, a third member (V0-ROOM-1), or what excuses, a destroying fault.
func (e End) prevented() bool {
	if e.World.Third != 0 || !e.strict && e.World.Hit() {
		return true
	}
	for c := range e.Sys.Calls() {
		if e.World.Call[c]&sim.GivenUp != 0 {
			return true
		}
	}
	return false
}
