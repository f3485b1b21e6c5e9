package sim

import (
	"github.com/glarelab/glare/model"
)

// Limits of a world. A scenario over one of them is refused before it runs.
const (
	MaxUsers   = 3
	MaxDevices = 9 // of all users together
	MaxServers = 3
	MaxRooms   = 2
	MaxFaults  = 6  // kinds of faults in one scenario
	maxOut     = 8  // sends of one device under way
	maxIn      = 10 // events that one device has not synced yet
	maxFed     = 8  // events between two homeservers, one way
	maxPairs   = MaxServers * (MaxServers - 1)
)

// Item is an event under way: its type, the call whose ID it carries and how it
// travels; and who has sent it.
type Item struct{ what, who uint8 }

const (
	itemType   = 15
	itemCall   = 4      // shift of the call's index, two bits
	itemAgain  = 1 << 6 // in an outbox: sent before with the same transaction ID
	itemOwn    = 1 << 6 // in a sync queue: the device's own user has sent it
	itemCopy   = 1 << 7 // sent before with another transaction ID
	itemSender = 15     // in who
	itemNamed  = 4      // shift of the device that the event names, or of its reason
	itemMuted  = 1 << 4 // in who, of what says something of streams: its sender's is muted
	itemSecond = 1 << 5 // in who, of a negotiation: there is a second one, a shared screen
)

func item(t model.EventType, call, sender int) Item {
	return Item{uint8(t) | uint8(call)<<itemCall, uint8(sender)}
}

// Type is the event's type.
func (i Item) Type() model.EventType { return model.EventType(i.what & itemType) }

// Call is the index of the call whose ID the event carries.
func (i Item) Call() int { return int(i.what>>itemCall) & 3 }

// Sender is the device that has sent the event.
func (i Item) Sender() int { return int(i.who & itemSender) }

// Named is the device whose answer or reject a selection names.
func (i Item) Named() int { return int(i.who >> itemNamed) }

// Why is the reason that a hangup says, where reasons can be told: see [System.Reasoned].
func (i Item) Why() model.Reason {
	if i.Type() != model.Hangup {
		return model.NoReason
	}
	return model.Reason(i.who >> itemNamed)
}

// lists reports whether events of its type say something of streams.
func (i Item) lists() bool {
	const listing = 1<<model.Invite | 1<<model.Answer | 1<<model.Negotiate | 1<<model.NegotiateReply | 1<<model.Metadata
	return listing>>i.Type()&1 != 0
}

// Muted reports whether an event says that the stream of its sender is muted.
func (i Item) Muted() bool { return i.lists() && i.who&itemMuted != 0 }

// Second reports whether the description in an event has a second stream.
func (i Item) Second() bool { return i.lists() && i.who&itemSecond != 0 }

// Own reports whether an event in a sync queue was sent by a device of its user.
func (i Item) Own() bool { return i.what&itemOwn != 0 }

// Marks are how an event travels, as a number: 1 in an outbox sent before with the same
// transaction ID, in a sync queue sent by a device of the same user; 2 sent before with
// another one.
func (i Item) Marks() uint8 { return i.what >> 6 }

// has reports whether an event travels in one of some ways.
func (i Item) has(ways uint8) bool { return i.what&ways != 0 }

// as is the event as it travels in some more ways.
func (i Item) as(ways uint8) Item { return Item{i.what | ways, i.who} }

// without is the event as it travels in some ways less.
func (i Item) without(ways uint8) Item { return Item{i.what &^ ways, i.who} }

func (i Item) bare() Item { return i.without(itemAgain | itemCopy) }

// Box is one device with everything that is on its way to and from it. What is said of
// its user is the same in the boxes of all of the user's devices.
type Box struct {
	// The device and what follows it up to the queues are looked at as words too;
	// see [System.Measure].
	Device model.Device
	// Reply has bit c for an accepted invite of call c whose reply is under
	// way, bit 4+c for an answer.
	Reply    uint8
	Holds    BoxFlags
	SeenOver uint8 // a ghost: bit c: has seen call c ended or expired; above, see [Box.UserEnded]
	// Willing says whether the user wants to talk, and by which act: bit c by having
	// answered call c, bit MaxCalls+r by having pressed call in room r; above, see
	// [lapsed].
	Willing uint8

	// How long the queues are, and how often the user may still press what.
	NOut, NIn                          uint8
	Seamless                           uint8 // a ghost: bit r: in room r, glare was resolved and the call is not active yet
	Candidates                         uint8 // that may be gathered; above, see [Box.Gathered]
	Presses, HangUps, Rejects, Ignores uint8

	Out [maxOut]Item // sends handed over, not yet accepted, oldest first
	In  [maxIn]Item  // accepted events not yet synced, oldest first

	Late Item // an event that is not decrypted yet; see HasLate
	Last Item // the event synced last, while it may be replayed

	// Ghosts: memory that only properties look at.
	Pressed   uint8 // bit r: the press for room r has not led to an automatic answer yet; above, see [echoSeen]
	MediaHurt uint8 // bit c: this end's capture, TURN, media path or process was destroyed while on call c
	SendHurt  uint8 // bit c: an own send about call c was destroyed; above, see [Box.HangupLost]
	Answers   uint8 // bit c: an answer to call c was handed over; above, see [aheadOf]

	PickUps        uint8 // how often the user may still answer what rings; Always: each time
	Renegotiations uint8 // how often the user may still change the media of a call
	Mutes          uint8 // how often the user may still mute the own stream, or unmute it
}

// FedQueue is what is on its way from one homeserver to another.
type FedQueue struct {
	N       uint8
	Stalled uint8        // 1: the first event is held up for long
	Items   [maxFed]Item // oldest first
}

// BoxFlags are conditions of a device's surroundings.
type BoxFlags uint8

// The conditions.
const (
	Suspended    BoxFlags = 1 << iota // the device sleeps
	OutStalled                        // the first send is held up for long
	HasLate                           // Late holds an event
	HasLast                           // Last holds an event
	MediaStalled                      // what the device prepares its media for never gets them
	// What is above counts: see [triesFrom].
)

// CallFlags are what the world remembers of a call as a whole.
type CallFlags uint8

// The conditions of a call.
const (
	InviteSent     CallFlags = 1 << iota // the invite was handed over
	InviteAccepted                       // a homeserver accepted the invite
	AnswerAccepted                       // a homeserver accepted an answer
	InviteFailed                         // the invite failed for good
	GivenUp                              // a user hung it up or rejected it
	Hurt                                 // a destroying fault hit its invite or answer
	Placed                               // a user placed it
	TimedOut                             // its lifetime passed while it could still be connected
)

// State is the part of a world that distinguishes it: bytes only, no padding. What a
// scenario uses of it is one piece, whose ends follow from how many pairs of homeservers
// and how many devices it has: see [System.Key]. The rest is zero.
type State struct {
	Fed [maxPairs]FedQueue // those in use are the last: see [topology]
	// Peer is, for each call, one more than the device whose answer its caller has taken,
	// where there are more than two devices.
	Peer   [model.MaxCalls]uint8
	Call   [model.MaxCalls]CallFlags
	IDs    uint8            // index of the scenario's ID assignment
	Budget [MaxFaults]uint8 // what is left of each fault of the scenario
	Third  uint8            // 1: a third member has joined
	Causes Causes
	Crowd  uint8 // other events of the room still to come
	Left   uint8 // who has left which room: see leftBit
	// Unused, so that the words of the first device do not lie across two lines of a cache.
	Unused uint8
	Box    [MaxDevices]Box
}

// Causes are the rare circumstances that a run went through.
type Causes uint8

// The causes. The names of the first four are holes of the text.
const (
	LateArrival  Causes = 1 << iota // H-19: an invite had expired when it arrived
	LateAnswer                      // H-20: a lifetime passed while the answer was on its way
	CrossTimeout                    // H-24: a lifetime passed while an invite was on its way
	EarlyTimeout                    // H-23: a connecting timeout passed while media was still on its way
	Overflow                        // a limit of the world was exceeded: the run means nothing
)

// World is a whole simulated world: a flat value; copying it is a snapshot.
type World struct {
	State
	// In says how the calls of each device stand: it follows from the state.
	In [MaxDevices]model.Standing
	// Last is what the latest action did: not part of the state.
	Last Last
}

// NewWorld is the world in a state.
func NewWorld(state State) (w World) {
	w.State = state
	w.see()
	return w
}

// see finds out how the calls of each device stand.
func (w *World) see() {
	for d := range w.Box {
		w.In[d] = w.Box[d].Device.Standing()
	}
}

// Last is what one action made its device do.
type Last struct {
	Action  Action
	N       uint8 // how many inputs the device was given
	Inputs  [MaxInputs]Given
	Effects model.Effects
	from    uint8 // who has sent the event that is being given, plus one; 0: it is no event
	// That event says that its sender's stream is muted; its description has a second one.
	muted, second bool
}

// begin forgets the action before. What lies beyond the counts is left as it is.
func (l *Last) begin(a Action) {
	l.Action, l.N = a, 0
	l.Effects.N, l.Effects.NFired, l.Effects.Marks = 0, 0, 0
}

// MaxInputs bounds the inputs that one action gives to a device.
const MaxInputs = 16

// Given is one input that a device was given.
type Given struct {
	Input model.Input
	Call  uint8 // the call that the device takes it for
	Meant uint8 // the call that it was sent for: another one where IDs are equal
	From  uint8 // the device whose event it is, plus one; 0: it is no event
	Event Item  // what came, where it is an event
}
