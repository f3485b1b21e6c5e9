package model

// Facts are all that a guard may look at, beside the state of the named call:
// one bit each. "The own call" is the device's own unanswered call in the room
// of the named incoming call; "the other call" is the one that Machine.facts finds beside them.
type Facts uint64

// The facts.
const (
	OwnPrep     Facts = 1 << iota // the own call is being prepared
	OwnSending                    // the own call's invite is in flight
	OwnWait                       // the own call waits for a response
	OwnEchoed                     // the own call's echo was seen; of an input that names an own call, that one's; of one answered here, the answer's
	OwnCaptured                   // capture was granted
	Less                          // the incoming call's ID is less than the own call's: by knob winner, it goes first
	Greater                       // ... is greater: the own one goes first
	Equal                         // both IDs are equal, and nothing else decides
	Yields                        // this user's ID is greater than the peer's
	OwnConn                       // no unanswered own call, but a call of the room connects as caller
	Taken                         // ... or was accepted by this device
	Talking                       // ... or is active
	RingsToo                      // another call of the room rings or is ignored
	HoldsOne                      // an invite of the room is held back
	AwayPrep                      // an own call is being prepared in another room
	AwaySent                      // an own call is in flight or waiting in another room
	Pair                          // the room has exactly two participants
	InBatch                       // the sync response goes on
	Wider                         // the incoming media kind is wider than the user's
	IsOwn                         // the named call is this device's own
	IsHeld                        // the named call has the flag Held
	IsAuto                        // ... Auto
	DoesOwe                       // ... Owes
	Quiet                         // the user silenced the room, and that counts here (knob ringpol)
	InSync                        // the sync response goes on, whether or not the reading decides at its end
	Invite1                       // the invite of the named call is of version 1
	Peer1                         // the other end speaks version 1
	IsOffered                     // the named call has the flag Offered
	IsPushed                      // ... Pushed: the flag after Offered, and the fact after its fact
	Stranger                      // the event comes from a user whose call it is not
	ForOther                      // the invite of the named call names another user
	Uncalled                      // the incoming call is of somebody else than whom the other call is with
	Surplus                       // a second stream that is not listed, or that the other end would not know
	Unlisted                      // what the other end says of its streams cannot be read here, or the reverse
	NumFacts    = iota
)

var factNames = [NumFacts]string{
	"own call preparing", "own call in flight", "own call waiting", "own echo seen", "capture granted",
	"incoming ID less", "incoming ID greater", "IDs equal", "own user ID greater", "a call connects", "a call was accepted",
	"a call is active", "another call rings", "an invite is held", "preparing in another room",
	"calling in another room", "two participants", "more in this sync", "wider media kind", "own call",
	"held", "automatic", "owes a hangup", "silenced room", "sync goes on", "invite of version 1", "peer of version 1",
	"offer under way", "rung by a push", "stranger", "for somebody else", "not the one who was called", "a stream too many", "no streams listed",
}

// Names lists the facts in the set in words.
func (f Facts) Names() []string {
	var names []string
	for i, name := range factNames {
		if f&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// If is the facts in the set if something holds, or none.
func (f Facts) If(holds bool) Facts {
	if holds {
		return f
	}
	return 0
}

// Env is what a device knows of its surroundings when an input arrives.
type Env struct {
	// Order[x][y] is negative if call x goes before call y by what the reading
	// compares, knob winner, positive if after it, 0 if that decides nothing: of call
	// IDs, the sign of their comparison under the device's own order relation.
	Order *[MaxCalls][MaxCalls]int8
	// SameID[x] has bit y if calls x and y have one ID. Nil: no two calls have.
	SameID *[MaxCalls]uint8
	// Facts are those of the surroundings that hold: Pair, InBatch and InSync (see [MoreInSync]),
	// Quiet, Peer1, Stranger, Unlisted and Surplus. Of one's peer they are said of who has sent the
	// event, or else of with whom the device is in the call. Stranger is who
	// takes no part in the call: neither its caller nor, to the caller, one whom the invite is
	// for or whose answer was taken.
	Facts Facts
	// Muted: the event says that its sender's stream is muted. Second: its description has a
	// second stream.
	Muted, Second bool
}

// MoreInSync are the facts of a sync response that goes on: two, since a reading may decide at its
// end.
const MoreInSync = InBatch | InSync

// facts computes what is true for an input that names call c.
func (m *Machine) facts(d *Device, c int, env *Env) (f Facts, other int) {
	other = NoCall
	mine := m.own&(1<<c) != 0
	room := m.room[c]
	for n := range m.calls {
		i := m.Nth(n)
		if i == c {
			continue
		}
		s := d.Call[i].State
		if s == None || s == Ended {
			continue
		}
		if m.room[i] != room {
			switch s {
			case OPrep:
				f |= AwayPrep
			case OSending, OWait:
				f |= AwaySent
			}
			continue
		}
		switch {
		case UnderWay.Has(s):
			f |= [3]Facts{OwnPrep, OwnSending, OwnWait}[s-OPrep]
			if d.Call[i].Flags&Echoed != 0 {
				f |= OwnEchoed
			}
			if !mine {
				other = i
			}
		case s == IPend:
			if d.Call[i].Flags&Held != 0 {
				f |= HoldsOne
				if mine {
					other = i
				}
			}
		case Alerting.Has(s):
			f |= RingsToo
			if mine && other == NoCall {
				other = i
			}
		default:
			switch s {
			case Active:
				f |= Talking
			case OConn:
				f |= OwnConn
			default:
				f |= Taken
			}
			if !mine && other == NoCall {
				other = i
			}
		}
	}
	if f&(OwnPrep|OwnSending|OwnWait) != 0 {
		f &^= OwnConn | Taken | Talking
	}
	if other != NoCall {
		f |= m.compared(c, other, mine, env)
	}
	f |= m.flagFacts(d, c, env)
	if m.ringOnly && f&(OwnPrep|OwnSending|OwnWait) != 0 {
		f &^= Quiet
	}
	return f, other
}

// compared are the facts of an incoming call beside an own one: which of them is less, and
// which has more media. The call named is mine, and so the other incoming, or the reverse.
func (m *Machine) compared(c, other int, mine bool, env *Env) (f Facts) {
	in, own := c, other
	if mine {
		in, own = other, c
	}
	switch sign := env.Order[in][own]; {
	case sign < 0:
		f = Less
	case sign > 0:
		f = Greater
	default:
		f = Equal
	}
	if m.kind[in] > m.kind[own] && m.own&(1<<own) != 0 {
		f |= Wider
	}
	if m.uncalled[in]>>own&1 != 0 {
		f |= Uncalled
	}
	return f
}

// flagFacts are the facts that need no look at the other calls.
func (m *Machine) flagFacts(d *Device, c int, env *Env) Facts {
	f := m.fixed | m.callFacts[c] | env.Facts
	if d.Stream == Granted {
		f |= OwnCaptured
	}
	flags := d.Call[c].Flags
	if flags&Held != 0 {
		f |= IsHeld
	}
	if flags&Echoed != 0 {
		f |= OwnEchoed
	}
	if flags&Auto != 0 {
		f |= IsAuto
	}
	if flags&Owes != 0 {
		f |= DoesOwe
	}
	if has := flags & (Offered | Pushed); has != 0 { // one question, since most calls have neither
		f |= Facts(has/Offered) * IsOffered
	}
	return f
}
