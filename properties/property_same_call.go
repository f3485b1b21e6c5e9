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
		Name: "same-call", Kind: "finally", Clauses: []string{"V0-GLARE-4"},
		About:    "either no device is live, or exactly one caller's and one callee's device are, on one call",
		symptoms: []*symptom{twoConversations, talksToNobody},
		final: func(e End, why *Conflict) bool {
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

// liveCall is a live call of device d, or NoCall.
func (e End) liveCall(d int) int {
	if live := e.World.In[d].Calls(model.InLive); live != 0 {
		return bits.TrailingZeros8(live)
	}
	return model.NoCall
}

func (e End) onCall(d, c int) string {
	if c == model.NoCall {
		return e.Sys.UserName(d) + " is in no call"
	}
	state := e.World.Box[d].Device.Call[c].State
	return e.Sys.UserName(d) + " is " + state.Word() + " on call " + e.Sys.CallName(c)
}
