package sim

import "github.com/glarelab/glare/model"

// What invites, answers and negotiations say of the sender's stream is what it is when they
// are handed over (V1-STRM-1); what is handed over again says what it said. A client that
// says nothing of streams, or not so that another one can read it, is to that one as if none
// were muted (V1-STRM-3, V1-STRM-6).

// changesStreams reports whether there is more to say of a user's streams than that they are
// there.
func (u User) changesStreams() bool { return u.Mute.Times > 0 || u.Screen && u.Renegotiate.Times > 0 }

// ChangesStreams reports whether some user may mute the own stream, or share a screen.
func (s *System) ChangesStreams() bool { return s.mutes || s.shares }

// Lists reports whether what device d says of its streams can be read at device e, and the
// reverse: both are of version 1, and use one name for it (knob metadata).
func (s *System) Lists(d, e int) bool { return !s.unlisted[e].Has(d) }

// findUnlisted finds the devices that do not list their streams so that device d reads it.
func (s *System) findUnlisted(d int) (devices DeviceSet) {
	names := func(e int) string {
		switch reading := &s.Scenario.Devices[e].Reading; {
		case s.Version(e) == model.Version0 || reading.Is(model.StreamList, "none"):
			return ""
		case reading.Is(model.StreamList, "unstable"):
			return "org.matrix"
		default:
			return "m"
		}
	}
	for e := range s.devices {
		if name := names(e); name == "" || name != names(d) {
			devices |= 1 << e
		}
	}
	return devices
}

// listing is an event as a device hands it over that knows this of streams, with what it says
// of its own.
func (s *System) listing(known model.Streams, event Item) Item {
	said := known&model.OwnMuted != 0
	switch event.Type() {
	case model.Invite, model.Answer:
		if event.has(itemAgain) {
			said = known&model.SaidMuted != 0
		}
	case model.Negotiate, model.NegotiateReply:
		if known&model.OwnScreen != 0 {
			event.who |= itemSecond
		}
	case model.Metadata:
	default:
		return event
	}
	if said {
		event.who |= itemMuted
	}
	return event
}

// said keeps what an invite or answer of a device said of its stream, where it may have to be
// handed over again.
func (s *System) said(b *Box, event Item) {
	if streams := &b.Device.Streams; s.resends && (event.Type() == model.Invite || event.Type() == model.Answer) {
		if *streams &^= model.SaidMuted; event.Muted() {
			*streams |= model.SaidMuted
		}
	}
}

// second says of an input of device d about call c whether there is a second stream, and
// whether it is one too many: one that the other end does not list or, where the user of a
// client that lists its streams would add it, does not know.
func (s *System) second(w *World, d int, in model.Input, c int, env *model.Env) {
	env.Second = w.Last.second
	surplus := env.Second
	if in == model.Renegotiate {
		surplus = s.user(d).Screen && w.Box[d].Device.Streams&model.OwnScreen == 0 && !s.machine[d].Reading.Is(model.StreamList, "none")
	}
	if surplus && !s.Lists(s.opponent(w, d, c), d) {
		env.Facts |= model.Surplus
	}
}
