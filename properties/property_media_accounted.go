package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// What users see of a stream and a call that do not go together.
var (
	microphoneOpen = &symptom{"open microphone on a dead call", OpenMicrophone}
	oneWayMedia    = &symptom{"one-way media", SilentDrop}
)

func mediaAccounted() *Property {
	return &Property{
		Name: "media-accounted", Kind: "always, finally", Clauses: []string{"V0-GLARE-6", "V1-GLARE-5", "H-54"},
		About: "every captured stream feeds exactly one call that is not over, and every call that has media has one; " +
			"finally none is held without a call",
		symptoms: []*symptom{microphoneOpen, oneWayMedia},
		on:       unfed,
		step: func(s Step, why *Conflict) bool {
			return unaccounted(s.Sys, s.After, s.device(), why)
		},
		final: func(e End, why *Conflict) bool {
			for d := range e.Sys.Devices() {
				if unaccounted(e.Sys, e.World, d, why) {
					return true
				}
			}
			return false
		},
	}
}

// misfed reports whether the stream of a device does not fit together with the calls that
// have media and those that the device is engaged in.
func misfed(device *model.Device, media, engaged uint8) bool {
	feeds := device.Feeds()
	return media&^feeds != 0 || media != 0 && device.Stream != model.Granted || device.Stream != model.NoStream && engaged&feeds == 0
}

// unaccounted reports whether device d's stream feeds a call that is over or
// none, or a call of device d with media has no stream.
func unaccounted(sys *sim.System, w *sim.World, d int, why *Conflict) bool {
	device := &w.Box[d].Device
	if in := w.In[d]; !misfed(device, in.Calls(model.InMedia), in.Calls(model.InLive)|in.Calls(model.InUnderWay)) {
		return false
	}
	c := device.OwnerCall()
	if device.Stream != model.NoStream {
		if c == model.NoCall || !(model.UnderWay | model.Live).Has(device.Call[c].State) {
			if why != nil {
				call := "no call"
				if c != model.NoCall {
					call = "call " + sys.CallName(c)
				}
				why.say(microphoneOpen, sys.DeviceName(d)+"'s microphone feeds "+call,
					call+" is over")
			}
			return true
		}
	}
	for c := range sys.Calls() {
		state := device.Call[c].State
		if hasMedia.Has(state) && (device.Stream != model.Granted || device.OwnerCall() != c) {
			if why != nil {
				why.say(oneWayMedia, sys.DeviceName(d)+" is "+state.Word()+" on call "+sys.CallName(c),
					sys.DeviceName(d)+"'s stream does not feed it")
			}
			return true
		}
	}
	return false
}

// hasMedia are the states of a call that the device's stream feeds.
const hasMedia = model.StateSet(1<<model.OConn | 1<<model.ISending | 1<<model.IConn | 1<<model.Active)
