package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// What users see of a device that answers for them.
var (
	answeredUnasked   = &symptom{"answered without being asked", WrongPerson}
	answeredUnheard   = &symptom{"answered without a microphone", SilentDrop}
	cameraOpenUnasked = &symptom{"camera opened unasked", OpenMicrophone}
)

func intent() *Property {
	return &Property{
		Name: "intent", Kind: "always", Clauses: []string{"V0-GLARE-1", "V0-GLARE-2", "V0-GLARE-3", "VX-UNK-14", "H-51"},
		About: "an automatic answer only while the user's own call to that room was under way, at most once per press, " +
			"never with a wider media kind than the user chose, never before capture was granted",
		symptoms: []*symptom{answeredUnasked, answeredUnheard, cameraOpenUnasked},
		on:       automatic,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			before, after := &s.Before.Box[d], &s.After.Box[d]
			for c := range s.Sys.Calls() {
				was, is := before.Device.Call[c], after.Device.Call[c]
				if is.Flags&(model.Auto|model.Wide) == 0 {
					continue
				}
				automatic := is.Flags&model.Auto != 0
				if automatic && was.Flags&model.Auto == 0 && !s.pressed(before, c) {
					if why != nil {
						why.say(answeredUnasked, s.Sys.DeviceName(d)+"'s device answered call "+s.Sys.CallName(c)+" by itself",
							s.Sys.DeviceName(d)+" had no own call to that room under way")
					}
					return true
				}
				if automatic && is.State == model.ISending && was.State != model.ISending && after.Device.Stream != model.Granted {
					if why != nil {
						why.say(answeredUnheard, s.at(d, c), "capture was not granted")
					}
					return true
				}
				if is.Flags&model.Wide != 0 && was.Flags&model.Wide == 0 {
					if why != nil {
						why.say(cameraOpenUnasked, s.Sys.DeviceName(d)+" chose voice",
							s.Sys.DeviceName(d)+"'s device answered call "+s.Sys.CallName(c)+" with video")
					}
					return true
				}
			}
			return false
		},
	}
}

// pressed reports whether an own call to the room of call c was under way, and
// its press has not led to an automatic answer before.
func (s Step) pressed(b *sim.Box, c int) bool {
	if b.Pressed&(1<<s.Sys.CallRoom(c)) == 0 {
		return false
	}
	for i := range s.Sys.Calls() {
		if s.Sys.CallRoom(i) == s.Sys.CallRoom(c) && model.UnderWay.Has(b.Device.Call[i].State) {
			return true
		}
	}
	return false
}
