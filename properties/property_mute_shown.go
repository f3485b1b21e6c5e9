package properties

import "github.com/glarelab/glare/model"

// What the users see if one end takes the other's stream for something else than it is.
var (
	muteUnseen = &symptom{"one speaks into a muted microphone, and the other end does not show it", SilentDrop}
	muteLasts  = &symptom{"one is shown as muted, without a picture, and is not", SilentDrop}
)

func muteShown() *Property {
	return &Property{
		Name: "mute-shown", Kind: "finally", Clauses: []string{"V1-STRM-1", "V1-STRM-3", "V1-STRM-5", "V1-STRM-6"},
		About: "in an active call whose ends list their streams, each end shows the other one as muted if and only if it is, " +
			"unless something that it sent about the call was destroyed",
		symptoms: []*symptom{muteUnseen, muteLasts},
		final: func(e End, why *Conflict) bool {
			for c := range e.Sys.Calls() {
				caller, callee := e.Sys.Owner(c), e.Sys.Callee(e.World, c)
				if callee >= 0 && (e.shownWrong(caller, callee, c, why) || e.shownWrong(callee, caller, c, why)) {
					return true
				}
			}
			return false
		},
	}
}

// shownWrong reports whether device d shows the other end of call c, which is active at both,
// as muted though it is not, or the reverse.
func (e End) shownWrong(d, other, c int, why *Conflict) bool {
	mine, theirs := &e.World.Box[d], &e.World.Box[other]
	if (e.World.In[d]&e.World.In[other]).Calls(model.InActive)>>c&1 == 0 || !e.Sys.Lists(other, d) {
		return false
	}
	if !e.strict && (theirs.SendHurt|theirs.MediaHurt|mine.MediaHurt)>>c&1 != 0 {
		return false
	}
	is, shown := theirs.Device.Streams&model.OwnMuted != 0, mine.Device.Streams.Muted(c)
	if is == shown {
		return false
	}
	if why != nil {
		words, symptom := map[bool]string{true: "muted", false: "not muted"}, muteUnseen
		if shown {
			symptom = muteLasts
		}
		name := e.Sys.DeviceName(other)
		why.say(symptom, name+" is "+words[is]+" on call "+e.Sys.CallName(c), e.Sys.DeviceName(d)+" shows "+name+" as "+words[shown])
	}
	return true
}
