package properties

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// What a user sees whose button does nothing.
var staysAsItWas = &symptom{"one has muted the microphone, or turned it on, and it stays as it was", OpenMicrophone}

// What the users see if one end takes the other's streams for something else than they are.
var (
	muteUnseen   = &symptom{"one speaks into a muted microphone, and the other end does not show it", SilentDrop}
	muteLasts    = &symptom{"one is shown as muted, without a picture, and is not", SilentDrop}
	screenUnseen = &symptom{"one shares a screen that the other end does not show", SilentDrop}
	screenLasts  = &symptom{"a screen is shown that nobody shares", SilentDrop}
)

func streamsShown() *Property {
	return &Property{
		Name: "streams-shown", Kind: "always, finally", Clauses: []string{"V1-STRM-1", "V1-STRM-2", "V1-STRM-3", "V1-STRM-4", "V1-STRM-5", "V1-STRM-6"},
		About: "in an active call each end shows the other's screen if and only if it is shared and, where the two list their streams, " +
			"the other as muted if and only if it is, unless something that one of them sent about the call was destroyed; " +
			"and whoever mutes is muted",
		symptoms: []*symptom{staysAsItWas, muteUnseen, muteLasts, screenUnseen, screenLasts},
		on:       muted,
		needs:    (*sim.System).ChangesStreams,
		step: func(s Step, why *Conflict) bool {
			d := s.device()
			if s.After.Last.Action.Op != sim.OpMute || (s.Before.Box[d].Device.Streams^s.After.Box[d].Device.Streams)&model.OwnMuted != 0 {
				return false
			}
			if why != nil {
				why.say(staysAsItWas, s.Sys.Name(s.Before, s.After.Last.Action), "the stream is as it was")
			}
			return true
		},
		final: func(e End, why *Conflict) bool {
			for c := range e.Sys.Calls() {
				caller, callee := e.Sys.Owner(c), e.Sys.Callee(e.World, c)
				if callee < 0 || (e.World.In[caller]&e.World.In[callee]).Calls(model.InActive)>>c&1 == 0 || e.hurt(caller, c) || e.hurt(callee, c) {
					continue
				}
				if e.shownWrong(caller, callee, c, why) || e.shownWrong(callee, caller, c, why) {
					return true
				}
			}
			return false
		},
	}
}

// hurt reports whether something that device d sent about call c was destroyed, or its media,
// which excuses.
func (e End) hurt(d, c int) bool {
	b := &e.World.Box[d]
	return !e.strict && (b.SendHurt|b.MediaHurt)>>c&1 != 0
}

// shownWrong reports whether device d shows what is not so of the other end of call c.
func (e End) shownWrong(d, other, c int, why *Conflict) bool {
	mine, theirs := e.World.Box[d].Device.Streams, e.World.Box[other].Device.Streams
	muted, shares := theirs&model.OwnMuted != 0, theirs&model.OwnScreen != 0
	is, shown := "shares no screen", "shares a screen"
	shows := screenLasts
	switch {
	case mine.Muted(c) != muted && e.Sys.Lists(other, d):
		is, shown = "is not muted", "is muted"
		shows = muteLasts
		if muted {
			is, shown = shown, is
			shows = muteUnseen
		}
	case mine&model.PeerScreen != 0 == shares:
		return false
	case shares:
		is, shown = shown, is
		shows = screenUnseen
	}
	if why != nil {
		name := e.Sys.DeviceName(other)
		why.say(shows, name+" "+is+" on call "+e.Sys.CallName(c), e.Sys.DeviceName(d)+" shows that "+name+" "+shown)
	}
	return true
}
