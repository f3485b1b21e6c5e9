package properties

import (
	"strings"

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
	if e.connected(r) {
		return false
	}
	who := e.willing(r)
	if len(who) < 2 {
		return false
	}
	winner, excused := e.winner(0, r), true
	for d := range e.Sys.Devices() {
		if survives := e.winner(d, r); survives != model.NoCall {
			excused = excused && e.excused(survives)
		}
	}
	if winner == model.NoCall && e.prevented() || winner != model.NoCall && !e.strict && excused {
		return false
	}
	if why != nil {
		shows := silentDrop
		for d := range e.Sys.Devices() {
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
		var stand []string
		for d := range e.Sys.Devices() {
			if u := e.Sys.UserOf(d); u == who[0] || u == who[1] {
				stand = append(stand, e.onCall(d, e.liveCall(d)))
			}
		}
		users := e.Sys.Scenario.Users
		why.say(shows, users[who[0]].Name+" and "+users[who[1]].Name+" both want to talk"+way, strings.Join(stand, ", "))
	}
	return true
}

// willing lists the users who want to talk in room r.
func (e End) willing(r int) (users []int) {
	for u := range e.Sys.Users() {
		if e.Sys.InRoom(u, r) && e.Sys.Willing(e.World, e.Sys.Scenario.FirstDevice(u))>>r&1 != 0 {
			users = append(users, u)
		}
	}
	return users
}

// connected reports whether both ends of one call of room r are active on it.
func (e End) connected(r int) bool {
	w := e.World
	for c := range e.Sys.Calls() {
		callee := e.Sys.Callee(w, c)
		if callee >= 0 && e.Sys.CallRoom(c) == r && (w.In[e.Sys.Owner(c)].Calls(model.InActive)&w.In[callee].Calls(model.InActive))>>c&1 != 0 {
			return true
		}
	}
	return false
}

// winner is, of the calls of room r whose invite a homeserver accepted and that
// no user gave up, the one that survives by the reading of device d (knob winner); or
// NoCall. Where the readings would have different calls survive, nothing that hit
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
	return w.Call[c]&(sim.Hurt|sim.TimedOut) != 0 || e.Sys.MediaHurt(w, c)
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
