package sim

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
)

// Destruction is one thing that a step destroyed for good: what it was, and what it
// set in the world, by which properties know that they may not demand everything.
type Destruction struct {
	Call  int    // the call that lost it
	Words string // "the invite of a was refused for good by hs1"

	device      int // whose send or media it was
	call        CallFlags
	send, media bool
	hangup      bool // it was to say that its user has ended the call
}

// Destroyed is what an action destroyed that led from one world to the next: of each
// thing the call and the words. Nothing is said of what only came late.
func (s *System) Destroyed(before *World, a Action, after *World) []Destruction {
	var list []Destruction
	late := s.late(before, a)
	for c := range s.calls {
		if late>>c&1 != 0 && after.Call[c]&TimedOut != 0 {
			list = append(list, Destruction{
				Call: c, Words: "the invite of " + s.callName[c] + " reached " + s.DeviceName(int(a.Device)) + " after its lifetime had passed",
				device: s.owner(c), call: TimedOut,
			})
		}
	}
	switch a.Op {
	case OpLifetime:
		if c := int(a.Arg); after.Call[c]&^before.Call[c]&TimedOut != 0 {
			list = append(list, Destruction{
				Call: c, Words: "the lifetime of " + s.callName[c] + " passed at " + s.DeviceName(int(a.Device)) + " while " + s.awaitedWords(before, c),
				device: int(a.Device), call: TimedOut,
			})
		}
	case OpFault:
		if i, v := a.fault(); s.fault[i].Destroys {
			list = append(list, s.destroyedEvents(before, int(a.Device), i, v)...)
			list = append(list, s.destroyedMedia(before, int(a.Device), i, v)...)
		}
	}
	list = slices.DeleteFunc(list, func(hit Destruction) bool { return !hit.happened(after) })
	return append(list, s.unnamed(before, a, after, list)...)
}

// happened reports whether what is said to be destroyed was, by what a world remembers:
// a clock can also be wrong without a loss.
func (hit *Destruction) happened(w *World) bool {
	b, call := &w.Box[hit.device], uint8(1)<<hit.Call
	return w.Call[hit.Call]&hit.call == hit.call && (!hit.send || b.SendHurt&call != 0) && (!hit.media || b.MediaHurt&call != 0)
}

// destroyedEvents lists the events that target v of fault i destroys at device d.
func (s *System) destroyedEvents(w *World, d, i, v int) []Destruction {
	b, words := &w.Box[d], ""
	var events []Item
	switch s.fault[i].Name {
	case "send-fail":
		events, words = b.Out[:1], "was refused for good by "+s.ServerName(d)
	case "soft-fail":
		events, words = w.Fed[s.gated(d, v)].Items[:1], "was withheld from "+s.withheld(d)+" by "+s.ServerName(d)
	case "clock-skew":
		events, words = b.In[:1], "looked expired to "+s.DeviceName(d)+", since two clocks differ"
	case "sync-gap":
		events, words = b.In[:gapSize(w, d, v)], "was lost in a gap of "+s.DeviceName(d)+"'s sync"
	}
	var list []Destruction
	for _, event := range events {
		t, from := event.Type(), event.Sender()
		if !t.OfCall() || s.fault[i].Name != "send-fail" && event.Own() {
			continue
		}
		hit := Destruction{Call: event.Call(), Words: s.plainName(event) + " " + words, device: from, send: true}
		if t == model.Invite || t == model.Answer {
			hit.call = Hurt
		}
		hit.media = t == model.CandidatesEnd && s.unheard(w, s.Other(w, from, event.Call()))>>event.Call()&1 != 0
		hit.hangup = endsCalls(t) && w.Box[from].UserEnded()>>event.Call()&1 != 0
		list = append(list, hit)
	}
	return list
}

// withheld is from whom the homeserver of device d withholds what another one has sent.
func (s *System) withheld(d int) string {
	if s.near[d] != 0 {
		return "its users"
	}
	return s.names[d]
}

// destroyedMedia lists the calls whose media, or whose process, target v of fault i
// destroys at device d.
func (s *System) destroyedMedia(w *World, d, i, v int) []Destruction {
	b, user := &w.Box[d], s.DeviceName(d)
	var list []Destruction
	hit := func(c int, words string) {
		list = append(list, Destruction{Call: c, Words: user + words + s.callName[c], device: d, media: true})
	}
	switch s.fault[i].Name {
	case "capture-refused":
		hit(b.Device.OwnerCall(), "'s microphone was refused on ")
	case "turn-refused":
		hit(b.Device.OwnerCall(), " was refused TURN credentials for ")
	case "ice-fail":
		if b.Device.Call[v].State == model.Active {
			hit(v, " lost the media path of ")
		} else {
			hit(v, " found no media path for ")
		}
	case "crash":
		for c := range s.calls {
			if state := b.Device.Call[c].State; state != model.None && state != model.Ended {
				hit(c, "'s process restarted in the middle of ")
			}
		}
	}
	return list
}

// unnamed lists what a step destroyed by what it set in the world, as far as a list
// does not name it: what a fault destroys of which nothing is written above.
func (s *System) unnamed(before *World, a Action, after *World, list []Destruction) []Destruction {
	var more []Destruction
	for c := range s.calls {
		for d := range s.devices {
			is, was := &after.Box[d], &before.Box[d]
			hit := Destruction{Call: c, device: d, send: (is.SendHurt&^was.SendHurt)>>c&1 != 0, media: (is.MediaHurt&^was.MediaHurt)>>c&1 != 0}
			if d == s.owner(c) {
				hit.call = after.Call[c] &^ before.Call[c] & (Hurt | TimedOut)
			}
			for _, named := range list {
				if named.Call == c {
					hit.call &^= named.call
					hit.send = hit.send && (named.device != d || !named.send)
					hit.media = hit.media && (named.device != d || !named.media)
				}
			}
			switch {
			case hit.media && is.Holds&MediaStalled != 0: // by the fault, or inherited from a call that gave way
				hit.Words = s.DeviceName(d) + "'s media for " + s.callName[c] + " never got ready"
			case hit.send || hit.media || hit.call != 0:
				hit.Words = s.callName[c] + " was hit when this happened: " + s.Name(before, a)
			default:
				continue
			}
			more = append(more, hit)
		}
	}
	return more
}

// Only makes w a world in which of all destructions only those of a list happened, so
// that a judge can be asked what they alone excuse.
func (w *World) Only(list ...Destruction) {
	for c := range w.Call {
		w.Call[c] &^= Hurt | TimedOut
	}
	for d := range w.Box {
		w.Box[d].SendHurt, w.Box[d].MediaHurt = 0, 0
	}
	for _, hit := range list {
		w.Call[hit.Call] |= hit.call
		b := &w.Box[hit.device]
		b.SendHurt |= uint8(bit(hit.send)|bit(hit.hangup)<<model.MaxCalls) << hit.Call
		b.MediaHurt |= uint8(bit(hit.media)) << hit.Call
	}
}

// Hit reports whether anything was destroyed on the way to w.
func (w *World) Hit() bool {
	hit := uint8(0)
	for d := range w.Box {
		hit |= w.Box[d].SendHurt | w.Box[d].MediaHurt
	}
	for c := range w.Call {
		hit |= uint8(w.Call[c] & (Hurt | TimedOut))
	}
	return hit != 0
}

// plainName is an event in plain words: "the invite of a", "the answer to a".
func (s *System) plainName(event Item) string {
	of := " of "
	if event.Type() == model.Answer {
		of = " to "
	}
	return "the " + strings.TrimPrefix(event.Type().String(), "m.call.") + of + s.callName[event.Call()]
}
