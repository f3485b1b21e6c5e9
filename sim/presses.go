package sim

import (
	"math/bits"

	"github.com/glarelab/glare/model"
)

// PressKind is something that users do. What tells one kind from the others is said in
// its entry of the list below; names, slots, budgets, what commutes and what takes how
// long follow from it.
type PressKind struct {
	Op   Op
	Name string // in scenario files: "hangup"
	Verb string // in the names of actions: "hangs up"
	Undo string // the same of what takes the one before back: "unmutes"; "" if nothing does
	Rest string // in exported states, how often it may still be done: "hang_ups"

	// Declines: whoever presses it does not want to talk any more. Ends: it gives up
	// the call.
	Declines, Ends bool

	Of   func(*User) *Press // what a scenario says of it
	Left func(*Box) *uint8  // how often it may still be done, at each of the user's devices

	usual   uint8       // how often, if a scenario does not say
	input   model.Input // what the device is told
	calls   pressCalls
	touches pressTouches
	first   LatencyKind // of a user's first press of the kind; the others are reactions
	// The slot of call 0 among those of a device's acts, and how far those of two calls
	// are apart.
	slot, apart int
	// may is the set of calls for which it is enabled at device d, if some are left and
	// the device is awake. [System.acts] finds the same for all kinds at once, since it
	// is asked in every world; a test compares the two.
	may func(s *System, w *World, d int) uint8
	// means is what it means to the world, before the device is told; nil is nothing.
	means func(s *System, w *World, d, c int)
	// since is the first version that has it.
	since model.Version
	// option is one more word that its lines in scenarios may have; nil is none.
	option *pressOption
}

// pressCalls says whose calls a press can be about.
type pressCalls uint8

const (
	ownCalls pressCalls = iota
	peerCalls
	anyCalls
)

func (p pressCalls) has(own bool) bool { return p == anyCalls || own == (p == ownCalls) }

// pressTouches says what commutes with a press: see [System.Commutes].
type pressTouches uint8

const (
	touchesAll    pressTouches = iota // nothing does
	touchesDevice                     // what commutes with a sync of the device
	touchesPeer                       // what its slots say, since it changes what the peer remembers
)

// pressOption is a word of a scenario's line about a press, and what it sets.
type pressOption struct {
	word string
	of   func(*User) *bool
}

// NumPresses is how many kinds of presses there are: the actions from OpPlace to
// OpMute.
const NumPresses = int(OpMute-OpPlace) + 1

// pressKinds are the kinds of presses, in the order of their actions: it is looked at by
// Op - OpPlace, and is the order of a scenario's lines.
var pressKinds = [NumPresses]PressKind{
	{
		Op: OpPlace, Name: "place", Verb: "places", Rest: "presses",
		Of:    func(u *User) *Press { return &u.Place },
		Left:  func(b *Box) *uint8 { return &b.Presses },
		usual: 1, input: model.Place, calls: ownCalls, touches: touchesDevice, first: PressLatency, slot: actPlace, apart: 1,
		may: mayPlace, means: (*System).placed,
		option: &pressOption{"while-ringing", func(u *User) *bool { return &u.WhileRinging }},
	},
	{
		Op: OpAnswer, Name: "answer", Verb: "answers", Rest: "answers_left",
		Of:    func(u *User) *Press { return &u.Answer },
		Left:  func(b *Box) *uint8 { return &b.PickUps },
		usual: Always, input: model.Accept, calls: peerCalls, touches: touchesDevice, first: ReactLatency, slot: actAnswer, apart: 1,
		may: mayAnswer, means: (*System).answered,
	},
	{
		Op: OpReject, Name: "reject", Verb: "rejects", Rest: "rejects", Declines: true, Ends: true,
		Of:    func(u *User) *Press { return &u.Reject },
		Left:  func(b *Box) *uint8 { return &b.Rejects },
		usual: 1, input: model.Reject, calls: peerCalls, touches: touchesAll, first: ReactLatency, slot: actEnd, apart: 3,
		may: mayDecline,
	},
	{
		Op: OpIgnore, Name: "ignore", Verb: "ignores", Rest: "ignores", Declines: true,
		Of:    func(u *User) *Press { return &u.Ignore },
		Left:  func(b *Box) *uint8 { return &b.Ignores },
		usual: 1, input: model.Ignore, calls: peerCalls, touches: touchesAll, first: ReactLatency, slot: actEnd + 1, apart: 3,
		may: mayDecline,
	},
	{
		Op: OpHangUp, Name: "hangup", Verb: "hangs up", Rest: "hang_ups", Declines: true, Ends: true,
		Of:    func(u *User) *Press { return &u.HangUp },
		Left:  func(b *Box) *uint8 { return &b.HangUps },
		usual: 1, input: model.HangUp, calls: anyCalls, touches: touchesPeer, first: ReactLatency, slot: actEnd + 2, apart: 3,
		may: mayHangUp, means: (*System).hungUp,
	},
	{
		Op: OpRenegotiate, Name: "renegotiate", Verb: "renegotiates", Rest: "renegotiations",
		Of:    func(u *User) *Press { return &u.Renegotiate },
		Left:  func(b *Box) *uint8 { return &b.Renegotiations },
		usual: 1, input: model.Renegotiate, calls: anyCalls, touches: touchesDevice, first: ReactLatency, slot: actRenegotiate, apart: 1,
		may: mayRenegotiate, since: model.Version1,
		option: &pressOption{"screen", func(u *User) *bool { return &u.Screen }},
	},
	{
		Op: OpMute, Name: "mute", Verb: "mutes", Undo: "unmutes", Rest: "mutes",
		Of:    func(u *User) *Press { return &u.Mute },
		Left:  func(b *Box) *uint8 { return &b.Mutes },
		usual: 1, input: model.Mute, calls: anyCalls, touches: touchesDevice, first: ReactLatency, slot: actMute, apart: 1,
		may: mayMute, since: model.Version1,
	},
}

// shorthands are words of a scenario's lines that stand for several presses.
var shorthands = []struct {
	name string
	set  func(*User, Press)
}{
	{"redial", func(u *User, p Press) { // place, hang up, place again
		u.Place = Press{Must: p.Must, Times: p.Times + 1, By: p.By}
		u.HangUp = Press{Times: p.Times, By: p.By}
	}},
}

// PressKinds lists the kinds of presses, in the order of their actions.
func PressKinds() [NumPresses]PressKind { return pressKinds }

// Option is the setting of a user that belongs to the press, or nil if it has none.
func (k *PressKind) Option(u *User) *bool {
	if k.option == nil {
		return nil
	}
	return k.option.of(u)
}

// isPress reports whether an action is what a user does.
func (op Op) isPress() bool { return op-OpPlace < Op(NumPresses) }

// press is the kind of press that an action is; it is one.
func (op Op) press() *PressKind { return &pressKinds[op-OpPlace] }

// pressWords are what a scenario's lines call presses.
func pressWords() []string {
	var words []string
	for i := range pressKinds {
		words = append(words, pressKinds[i].Name)
	}
	for _, short := range shorthands {
		words = append(words, short.name)
	}
	return words
}

func mayPlace(s *System, w *World, d int) uint8 {
	rings := w.anywhere(s.mates[d], model.InRing)
	busy := w.anywhere(s.mates[d], model.InLive) | w.anywhere(s.presser(d), model.InUnderWay)
	if busy != 0 || rings != 0 && !s.user(d).WhileRinging {
		return 0
	}
	return uint8(s.nextCalls(w, d))
}

// presser is the devices that count as one where the user of device d presses call: an own
// call under way on another device of the user keeps nobody from that who may call with both.
func (s *System) presser(d int) DeviceSet {
	if s.several[d] {
		return 1 << d
	}
	return s.mates[d]
}

func mayAnswer(s *System, w *World, d int) uint8 {
	if w.anywhere(s.mates[d], model.InLive) != 0 {
		return 0
	}
	rings := w.In[d].Calls(model.InRing)
	if s.pushes {
		rings &^= w.Box[d].pushed()
	}
	return s.answerable(rings, w.anywhere(s.mates[d], model.InUnderWay))
}

func mayDecline(_ *System, w *World, d int) uint8 { return w.In[d].Calls(model.InRing) }

func mayHangUp(_ *System, w *World, d int) uint8 {
	return w.In[d].Calls(model.InLive) | w.In[d].Calls(model.InUnderWay)
}

func mayRenegotiate(_ *System, w *World, d int) uint8 { return renegotiable(&w.Box[d], w.In[d]) }

func mayMute(_ *System, w *World, d int) uint8 { return mutable(&w.Box[d], w.In[d]) }

// mutable is the set of a device's calls whose own stream its user can mute: the one that
// it feeds, under way or live.
func mutable(b *Box, in model.Standing) uint8 {
	return (in.Calls(model.InUnderWay) | in.Calls(model.InLive)) & b.Device.Feeds()
}

// verb is what the press is called at a device.
func (k *PressKind) verb(b *Box) string {
	if k.Undo != "" && b.Device.Streams&model.OwnMuted != 0 {
		return k.Undo
	}
	return k.Verb
}

// renegotiable is the set of a device's calls whose media its user can change: active
// ones, one offer at a time.
func renegotiable(b *Box, in model.Standing) (calls uint8) {
	calls = in.Calls(model.InActive)
	for c := range b.Device.Call {
		if b.Device.Call[c].Flags&model.Offered != 0 {
			calls &^= 1 << c
		}
	}
	return calls
}

// press is what happens when the user of device d does something about call c.
func (s *System) press(w *World, d int, kind *PressKind, c int) {
	if left := kind.Left(&w.Box[d]); *left != Always {
		if *left--; !s.alone {
			s.spend(w, d, kind)
		}
	}
	if kind.means != nil {
		kind.means(s, w, d, c)
	}
	under := w.In[d].Calls(model.InUnderWay)
	s.give(w, d, kind.input, c, false)
	if s.company && kind.Op == OpAnswer {
		s.abandon(w, d, c, under)
	}
	if kind.Declines {
		s.want(w, d, c, 0)
	}
	if kind.Ends {
		s.ended(w, d, c)
	}
}

// ended is what it means that the user of device d ends call c: it need not go on, nor
// seamlessly.
func (s *System) ended(w *World, d, c int) {
	s.ends(w, d, c)
	w.Call[c] |= GivenUp
	for i := range s.devices {
		w.Box[i].Seamless &^= 1 << s.room[c]
	}
}

// abandon is what it means that the user of device d, who has answered call c, had own calls
// under way: those that were for somebody else, and are over by that, the user gave up.
func (s *System) abandon(w *World, d, c int, under uint8) {
	for under &= w.In[d].Calls(model.InEnded); under != 0; under &= under - 1 {
		if own := bits.TrailingZeros8(under); !s.isFor(own, s.owner(c)) {
			s.ended(w, d, own)
		}
	}
}

// spend makes it one time less that the user of device d may still press something, at
// the user's other devices: but for calls, of which each device has its own.
func (s *System) spend(w *World, d int, kind *PressKind) {
	if kind.Op == OpPlace && s.several[d] {
		return
	}
	for set := s.mates[d] &^ (1 << d); set != 0; set = set.rest() {
		if left := kind.Left(&w.Box[set.first()]); *left > 0 {
			*left--
		}
	}
}

// presses reports whether device d is for a kind of press of its user.
func (s *System) presses(press *Press, d int, kind *PressKind) bool {
	switch {
	case press.By > 0:
		return press.By.Has(d)
	case kind.Op == OpPlace:
		return int(s.firstOf[s.userOf[d]]) == d
	default:
		return true
	}
}
