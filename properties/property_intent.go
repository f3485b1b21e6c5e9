package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// What users see of a device that answers for them.
var (
	answeredUnasked   = &symptom{"answered without being asked", WrongPerson}
	answeredStranger  = &symptom{"connected to somebody who was not called", WrongPerson}
	answeredUnheard   = &symptom{"answered without a microphone", SilentDrop}
	cameraOpenUnasked = &symptom{"camera opened unasked", OpenMicrophone}
)

func intent() *Property {
	return &Property{
		Name: "intent", Kind: "always",
		Clauses: []string{
			"V0-GLARE-1", "V0-GLARE-2", "V0-GLARE-3", "V1-GLARE-1", "V1-GLARE-2", "V1-GLARE-3", "V1-SEC-1", "VX-UNK-14", "H-48", "H-51",
		},
		About: "an automatic answer, or a press taken for one, only while the user's own call to that room was under way, only to whom the user called, " +
			"at most once per press, never with a wider media kind than the user chose, never before capture was granted; and " +
			"an own call connects to nobody else than whom the user called",
		symptoms: []*symptom{answeredUnasked, answeredStranger, answeredUnheard, cameraOpenUnasked},
		on:       automatic,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			before, after := &s.Before.Box[d], &s.After.Box[d]
			for c := range s.Sys.Calls() {
				was, is := before.Device.Call[c], after.Device.Call[c]
				if was.State != model.OConn && is.State == model.OConn && s.taken(c, why) {
					return true
				}
				if s.mistaken(c, why) {
					return true
				}
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
				if automatic && was.Flags&model.Auto == 0 && !s.called(before, c) {
					if why != nil {
						owner := s.Sys.UserName(s.Sys.Owner(c))
						why.say(answeredStranger, s.Sys.DeviceName(d)+"'s device answered call "+s.Sys.CallName(c)+" of "+owner+" by itself",
							s.Sys.UserName(d)+" had not called "+owner)
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

// called reports whether an own call that was under way in the room of call c was for the
// caller of that.
func (s Step) called(b *sim.Box, c int) bool {
	d := s.device()
	for own := range s.Sys.Calls() {
		if s.Sys.Owner(own) == d && s.Sys.CallRoom(own) == s.Sys.CallRoom(c) && model.UnderWay.Has(b.Device.Call[own].State) &&
			s.Sys.IsFor(own, s.Sys.UserOf(s.Sys.Owner(c))) {
			return true
		}
	}
	return false
}

// mistaken reports whether a press was taken for the answer to call c, which is of somebody
// else than the press was for.
func (s Step) mistaken(c int, why *Conflict) bool {
	d, a, owner := s.device(), s.After.Last.Action, s.Sys.Owner(c)
	if a.Op != sim.OpPlace || owner == d || s.Sys.IsFor(int(a.Arg), s.Sys.UserOf(owner)) ||
		!model.Live.Has(s.After.Box[d].Device.Call[c].State) || model.Live.Has(s.Before.Box[d].Device.Call[c].State) {
		return false
	}
	if why != nil {
		caller := s.Sys.UserName(owner)
		why.say(answeredStranger, s.Sys.DeviceName(d)+"'s device answered call "+s.Sys.CallName(c)+" of "+caller,
			s.Sys.UserName(d)+" pressed call "+s.Sys.CallName(int(a.Arg))+", which is not for "+caller)
	}
	return true
}

// taken reports whether the answer to own call c that a device has just taken is of a user
// for whom the call was not.
func (s Step) taken(c int, why *Conflict) bool {
	callee := s.Sys.Callee(s.After, c)
	if callee < 0 || s.Sys.IsFor(c, s.Sys.UserOf(callee)) {
		return false
	}
	if why != nil {
		why.say(answeredStranger, s.Sys.DeviceName(s.device())+" took an answer of "+s.Sys.UserName(callee)+" to call "+s.Sys.CallName(c),
			"the call was not for "+s.Sys.UserName(callee))
	}
	return true
}
