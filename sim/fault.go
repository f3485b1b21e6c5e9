package sim

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/names"
)

// Fault is something that the network or a device may do to us: one file each.
type Fault struct {
	Name     string
	About    string
	Destroys bool // what it hits is lost for good, which excuses some properties
	Delays   bool // what it hits comes later or in another order, or is not true, which excuses nothing
	Needs    Need // what a scenario must have for it

	// targets is the set of things that the fault can hit at device d now, one
	// bit each; do hits one of them; name says so in a schedule. Both are told in v, beside the target, which invites have expired: see
	// lateCalls.
	targets func(s *System, w *World, d int) uint16
	do      func(s *System, w *World, d, v int)
	name    func(s *System, w *World, d, v int) string
	// invites is the set of calls whose invites the fault brings to device d. Nil:
	// none, or expired anyway.
	invites func(w *World, d, v int) uint8
}

// Need is what a scenario must have for a fault to find anything to hit.
type Need uint8

// The needs.
const (
	NeedsNothing    Need = iota
	NeedsFederation      // two homeservers: it hits what goes from one to the other
	NeedsTURN            // slow media: it hits the credentials for TURN
	NeedsHostile         // a hostile member: what it sends
	NeedsVersion1        // a device of version 1: version 0 has no word on it
)

// Hits reports whether there is anything in a scenario that the fault can hit.
func (f *Fault) Hits(s *Scenario) bool {
	switch f.Needs {
	case NeedsFederation:
		return s.Federated()
	case NeedsTURN:
		return s.SlowMedia
	case NeedsHostile:
		return s.hostile() >= 0
	case NeedsVersion1:
		return s.Speaks(model.Version1)
	default:
		return true
	}
}

// Faults lists the faults.
func Faults() []*Fault {
	return []*Fault{
		sendDelay(), sendFail(), sendUnknown(), sendOverlap(), rateLimit(),
		fedDelay(), fedReorder(), softFail(),
		syncBatch(), syncGap(), syncReplay(), lateDecryption(), syncUnreadable(),
		crash(), suspend(), clockSkew(),
		captureRefused(), turnRefused(), turnExpired(), mediaStall(), iceFail(), thirdMember(), hostileMember(), duplicate(),
		leave(), pushOfInvite(),
	}
}

// FaultNames lists the names of the faults.
func FaultNames() []string {
	var names []string
	for _, f := range Faults() {
		names = append(names, f.Name)
	}
	return names
}

func findFault(name string) (*Fault, error) {
	for _, f := range Faults() {
		if f.Name == name {
			return f, nil
		}
	}
	return nil, names.Unknown("fault", name, FaultNames())
}

// one is the target set of a fault that has one target, if the condition holds.
func one(condition bool) uint16 {
	if condition {
		return 1
	}
	return 0
}

// destroy notes that an event of device d was destroyed. The end of candidates that the other
// side waits for is a part of the media.
func (s *System) destroy(w *World, d int, event Item) {
	w.Box[d].SendHurt |= 1 << event.Call()
	switch event.Type() {
	case model.Invite, model.Answer:
		w.Call[event.Call()] |= Hurt
	case model.CandidatesEnd:
		w.Box[d].MediaHurt |= s.unheard(w, s.Other(w, d, event.Call())) & (1 << event.Call())
	case model.Hangup, model.CallReject:
		w.Box[d].SendHurt |= w.Box[d].UserEnded() & (1 << event.Call()) << model.MaxCalls
	}
}

// eventName is how schedules name an event: type and call.
func (s *System) eventName(event Item) string {
	if event.Type() == model.Message {
		return event.Type().String()
	}
	if event.Type() == model.Leaving {
		return event.Type().String() + " of " + s.UserName(event.Sender())
	}
	name := s.EventWords(event)
	if event.Own() {
		name = "own " + name
	}
	if sender := event.Sender(); s.mates[sender].rest() != 0 || s.hostile.Has(sender) { // it is one of several, or not who would
		name += " of " + s.names[sender]
	}
	return name
}

// sent is how schedules name the first send of device d.
func (s *System) sent(w *World, d int) string { return s.EventWords(w.Box[d].Out[0]) }

// EventWords is the type of an event, of what says nothing but that its sender is muted what it
// says, and its call.
func (s *System) EventWords(event Item) string {
	name := event.Type().String()
	if event.Type() == model.Metadata {
		name += mutedWords[event.Muted()]
	}
	return name + " " + s.CallName(event.Call())
}

// mutedWords are what the name of an event says that says nothing else.
var mutedWords = map[bool]string{true: "(muted)", false: "(unmuted)"}

// SendName is what device d has sent, as schedules name it, when world w is what came of that.
func (s *System) SendName(w *World, d int, send model.Send) string {
	text := s.EventWords(s.listing(w.Box[d].Device.Streams, item(send.Type, int(send.Call), d)))
	if s.reasons && send.Why != model.NoReason {
		text += " (" + send.Why.String() + ")"
	}
	return text
}
