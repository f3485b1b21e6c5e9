package properties

import (
	"math/bits"

	"github.com/glarelab/glare/model"
)

// What users see of two devices that are not live on one call.
var (
	twoConversations = &symptom{"two conversations", TwoConversations}
	talksToNobody    = &symptom{"one talks to nobody", OpenMicrophone}
)

func sameCall() *Property {
	return &Property{
		Name: "same-call", Kind: "finally", Clauses: []string{"V0-GLARE-4", "V1-ROOM-1", "V1-GLARE-4"},
		About:    "either no device is live, or exactly one caller's and one callee's device are, on one call; calls with a hostile member aside",
		symptoms: []*symptom{twoConversations, talksToNobody},
		final: func(e End, why *Conflict) bool {
			if e.Sys.Devices() > 2 {
				return e.scattered(why)
			}
			first, second := e.World.In[0].Calls(model.InLive), e.World.In[1].Calls(model.InLive)
			if first == second && first&(first-1) == 0 {
				return false
			}
			live := [2]int{e.liveCall(0), e.liveCall(1)}
			if live[0] == live[1] { // one of them is on another call besides
				live[1] = bits.Len8(first|second) - 1
				if second>>live[1]&1 == 0 {
					live[0], live[1] = live[1], live[0]
				}
			}
			shows := talksToNobody
			if live[0] != model.NoCall && live[1] != model.NoCall {
				shows = twoConversations
			}
			if why != nil {
				why.say(shows, e.onCall(0, live[0]), e.onCall(1, live[1]))
			}
			return true
		},
	}
}

// place is a device and a call that it is live on.
type place struct{ device, call int }

// scattered is same-call of more than two devices.
func (e End) scattered(why *Conflict) bool {
	var live []place
	for d := range e.Sys.Devices() {
		for set := e.World.In[d].Calls(model.InLive); set != 0; set &= set - 1 {
			if c := bits.TrailingZeros8(set); !e.Sys.WithHostile(e.World, c) {
				live = append(live, place{d, c})
			}
		}
	}
	if len(live) == 0 || len(live) == 2 && e.together(live[0], live[1]) {
		return false
	}
	if why == nil {
		return true
	}
	for i, first := range live {
		for _, second := range live[:i] {
			if first.call != second.call {
				why.say(twoConversations, e.onCall(second.device, second.call), e.onCall(first.device, first.call))
				return true
			}
		}
	}
	// All are on one call: one end alone, or several devices where one should be.
	first, second := live[0], place{e.Sys.Other(e.World, live[0].device, live[0].call), model.NoCall}
	if len(live) > 1 {
		first, second = e.oneTooMany(live)
	}
	why.say(talksToNobody, e.onCall(first.device, first.call), e.onCall(second.device, second.call))
	return true
}

// oneTooMany are two devices that are live on one call where only one of them should be: if one of the
// two is not connected, that one first.
func (e End) oneTooMany(live []place) (first, second place) {
	connected := func(at place) bool { return e.World.Box[at.device].Device.Call[at.call].State == model.Active }
	for i, x := range live {
		for _, y := range live[:i] {
			switch {
			case e.together(x, y):
			case connected(y) && !connected(x):
				return x, y
			default:
				return y, x
			}
		}
	}
	panic("properties: each of the devices that are live on one call is the other end of each other")
}

// together reports whether two devices are the caller's and a callee's on one call.
func (e End) together(x, y place) bool {
	owner := e.Sys.Owner(x.call)
	return x.call == y.call && (e.Sys.UserOf(x.device) != e.Sys.UserOf(y.device) || e.Sys.Oneself(x.call)) && (x.device == owner || y.device == owner)
}

// liveCall is a live call of device d, or NoCall.
func (e End) liveCall(d int) int {
	if live := e.World.In[d].Calls(model.InLive); live != 0 {
		return bits.TrailingZeros8(live)
	}
	return model.NoCall
}

func (e End) onCall(d, c int) string {
	if c == model.NoCall {
		return e.Sys.DeviceName(d) + " is in no call"
	}
	state := e.World.Box[d].Device.Call[c].State
	return e.Sys.DeviceName(d) + " is " + state.Word() + " on call " + e.Sys.CallName(c)
}
