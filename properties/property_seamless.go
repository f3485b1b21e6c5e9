package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

func seamless() *Property {
	return &Property{
		Name: "seamless", Kind: "always", Clauses: []string{"V0-GLARE-5"},
		About: "from the moment glare is resolved at a device until its call is active, the user sees only calling, " +
			"connecting, in call; unless a destroying fault hit this device's own send or media or the surviving call, " +
			"or a user hangs up meanwhile (one who had hung up before does not count: H-25)",
		on: resolved,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			both := s.Before.Box[d].Seamless & s.After.Box[d].Seamless
			for r := range s.Sys.Scenario.Rooms {
				if both>>r&1 == 0 {
					continue
				}
				calls := s.Sys.RoomCalls(r)
				was, is := sees(s.Before.In[d], calls), sees(s.After.In[d], calls)
				if is >= was || !s.strict && s.hurt(d, r) {
					continue
				}
				if why != nil {
					words := "silent drop"
					if is == seesRinging {
						words = "a ring where there should be none"
					} else if is != seesNothing {
						words = "the call starts anew"
					}
					why.say(words, s.Sys.UserName(d)+" saw: "+sight[was], s.Sys.UserName(d)+" now sees: "+sight[is])
				}
				return true
			}
			return false
		},
	}
}

// What a user sees of a room, in the order in which a set-up goes.
const (
	seesNothing = iota
	seesRinging
	seesCalling
	seesConnecting
	seesCall
)

var sight = [...]string{"nothing", "ringing", "calling…", "connecting…", "in call"}

// Sight is what the user of device d sees in world w, of all rooms the most
// advanced: one of "nothing", "ringing", "calling…", "connecting…", "in call".
func Sight(sys *sim.System, w *sim.World, d int) string {
	most := seesNothing
	for r := range sys.Scenario.Rooms {
		most = max(most, sees(w.In[d], sys.RoomCalls(r)))
	}
	return sight[most]
}

// sees is the most advanced that the user of a device sees of a set of its calls.
func sees(in model.Standing, calls uint8) int {
	switch {
	case in.Calls(model.InActive)&calls != 0:
		return seesCall
	case in.Calls(model.InLive)&calls != 0:
		return seesConnecting
	case in.Calls(model.InUnderWay)&calls != 0:
		return seesCalling
	case in.Calls(model.InRing)&calls != 0:
		return seesRinging
	default:
		return seesNothing
	}
}

// hurt reports whether a destroying fault hit the call of room r that device d is
// on: its invite or answer, another own send about it, or the media of an end.
func (s Step) hurt(d, r int) bool {
	w := s.After
	hurt := w.Box[d].SendHurt | w.Box[0].MediaHurt | w.Box[1].MediaHurt
	for c := range s.Sys.Calls() {
		if s.Sys.CallRoom(c) == r && (model.UnderWay | model.Live).Has(s.Before.Box[d].Device.Call[c].State) &&
			(w.Call[c]&sim.Hurt != 0 || hurt>>c&1 != 0) {
			return true
		}
	}
	return false
}
