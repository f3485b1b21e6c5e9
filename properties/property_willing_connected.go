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
		Name: "willing-connected", Kind: "finally", Clauses: []string{"V0-GLARE-4", "V0-GLARE-8", "V0-MSG-2", "V1-MSG-1", "V1-GLARE-4"},
		About: "two users want to talk to each other in a room, and a homeserver accepted an invite or nothing kept it from it: both " +
			"are active on one call, or one is with a third, unless a destroying fault hit the winner's invite, its answer, or the media of one of its ends",
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
	var wants [sim.MaxUsers]uint8 // for each user, the set of those whom that one wants to talk to
	for u := range e.Sys.Users() {
		if e.Sys.InRoom(u, r) {
			wants[u] = e.Sys.Wants(e.World, u, r)
		}
		for v := range u + 1 { // a user can be at both ends
			if wants[u]>>v&1 != 0 && wants[v]>>u&1 != 0 && !e.talks(u, r) && !e.talks(v, r) && e.apart([2]int{v, u}, r, why) {
				return true
			}
		}
	}
	return false
}

// apart reports whether nothing excuses that two users who want to talk to each other in
// room r do not.
func (e End) apart(who [2]int, r int, why *Conflict) bool {
	w := e.World
	winner, excused := e.winner(0, r, who), true
	for d := range e.Sys.Devices() {
		if survives := e.winner(d, r, who); survives != model.NoCall {
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
		wish := users[who[0]].Name + " and " + users[who[1]].Name + " both want to talk"
		if who[0] == who[1] {
			wish = users[who[0]].Name + " wants to talk to another own device"
		}
		why.say(shows, wish+way, strings.Join(stand, ", "))
	}
	return true
}

// talks reports whether user u is at one end of a call of room r both ends of which are
// active on it.
func (e End) talks(u, r int) bool {
	w := e.World
	for c := range e.Sys.Calls() {
		owner, callee := e.Sys.Owner(c), e.Sys.Callee(w, c)
		if callee >= 0 && e.Sys.CallRoom(c) == r && (e.Sys.UserOf(owner) == u || e.Sys.UserOf(callee) == u) &&
			(w.In[owner].Calls(model.InActive)&w.In[callee].Calls(model.InActive))>>c&1 != 0 {
			return true
		}
	}
	return false
}

// winner is, of the calls of room r between two users whose invite a homeserver accepted and
// that no user gave up, the one that survives by the reading of device d (knob winner); or
// NoCall. Where the readings would have different calls survive, nothing that hit
// one of them alone is the reason why neither connects.
func (e End) winner(d, r int, who [2]int) int {
	best := model.NoCall
	for c := range e.Sys.Calls() {
		if e.Sys.CallRoom(c) != r || e.World.Call[c]&(sim.InviteAccepted|sim.GivenUp) != sim.InviteAccepted {
			continue
		}
		if caller := e.Sys.UserOf(e.Sys.Owner(c)); (caller != who[0] || !e.Sys.IsFor(c, who[1])) && (caller != who[1] || !e.Sys.IsFor(c, who[0])) {
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
