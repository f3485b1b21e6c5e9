package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// What users see who are not connected as if the other had just answered.
var (
	strayRing  = &symptom{"a ring where there should be none", WrongTone}
	startsAnew = &symptom{"the call starts anew", WrongTone}
)

func seamless() *Property {
	return &Property{
		Name: "seamless", Kind: "always", Clauses: []string{"V0-GLARE-5", "V1-GLARE-5"},
		About: "from the moment glare is resolved at a device until its call is active, the user sees only calling, " +
			"then connecting, then in call, never a step back, of several devices on the one that shows most; unless a destroying fault hit this device's own send or media or the surviving call, " +
			"or a user hangs up meanwhile (one who had hung up before does not count: H-25)",
		symptoms: []*symptom{silentDrop, strayRing, startsAnew},
		on:       resolved,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			both := s.Before.Box[d].Seamless & s.After.Box[d].Seamless
			for r := range s.Sys.Scenario.Rooms {
				if both>>r&1 == 0 {
					continue
				}
				was, is := s.userScreen(s.Before, d, r), s.userScreen(s.After, d, r)
				if is >= was || !s.strict && s.hurt(d, r) {
					continue
				}
				if why != nil {
					shows := silentDrop
					if is == sim.ShowsRinging {
						shows = strayRing
					} else if is != sim.ShowsNothing {
						shows = startsAnew
					}
					user := s.Sys.UserName(d)
					why.say(shows, user+" saw: "+was.String(), user+" now sees: "+is.String())
				}
				return true
			}
			return false
		},
	}
}

// userScreen is what the user of device d sees of a room: on the device where most is
// seen. Whose call is answered elsewhere sees it there.
func (s Step) userScreen(w *sim.World, d, r int) sim.Screen {
	most := s.Sys.RoomScreen(w, d, r)
	if s.Sys.Devices() > s.Sys.Users() {
		for _, mate := range s.Sys.Mates(d) {
			most = max(most, s.Sys.RoomScreen(w, mate, r))
		}
	}
	return most
}

// hurt reports whether a destroying fault hit the call of room r that device d is
// on: its invite or answer, another own send about it, or the media of an end.
func (s Step) hurt(d, r int) bool {
	w := s.After
	for c := range s.Sys.Calls() {
		if s.Sys.CallRoom(c) == r && (model.UnderWay | model.Live).Has(s.Before.Box[d].Device.Call[c].State) &&
			(w.Call[c]&sim.Hurt != 0 || w.Box[d].SendHurt>>c&1 != 0 || s.Sys.MediaHurt(w, c)) {
			return true
		}
	}
	return false
}
