package sim

import (
	"unsafe"

	"github.com/glarelab/glare/model"
)

// Limits of a world. A scenario over one of them is refused before it runs.
const (
	MaxDevices = 2
	MaxRooms   = 2
	MaxFaults  = 6  // kinds of faults in one scenario
	maxOut     = 8  // sends of one device under way
	maxIn      = 10 // events that one device has not synced yet
	maxFed     = 8  // events between two homeservers, one way
)

// Item is an event under way, in one byte: its type, the call whose ID it
// carries, and how it travels.
type Item uint8

const (
	itemCall  = 4      // shift of the call's index, two bits
	itemAgain = 1 << 6 // in an outbox: sent before with the same transaction ID
	itemOwn   = 1 << 6 // in a sync queue: the device's own event
	itemCopy  = 1 << 7 // sent before with another transaction ID
)

func item(t model.EventType, call int) Item { return Item(t) | Item(call)<<itemCall }

// Type is the event's type.
func (i Item) Type() model.EventType { return model.EventType(i & 15) }

// Call is the index of the call whose ID the event carries.
func (i Item) Call() int { return int(i>>itemCall) & 3 }

// Own reports whether an event in a sync queue is the device's own.
func (i Item) Own() bool { return i&itemOwn != 0 }

func (i Item) bare() Item { return i &^ (itemAgain | itemCopy) }

// Box is one device with everything that is on its way to and from it.
type Box struct {
	// The device and what follows it up to the queues are looked at as words too;
	// see [System.Measure].
	Device  model.Device
	PickUps uint8 // how often the user may still answer what rings; Always: each time
	// Reply has bit c for an accepted invite of call c whose reply is under
	// way, bit 4+c for an answer.
	Reply uint8
	Holds BoxFlags
	Late  Item // an event that is not decrypted yet; see HasLate
	Last  Item // the event synced last, while it may be replayed

	// How long the queues are, and how often the user may still press what.
	NOut, NIn, NFed                    uint8
	Candidates                         uint8 // that may be gathered
	Presses, HangUps, Rejects, Ignores uint8

	Out [maxOut]Item // sends handed over, not yet accepted, oldest first
	In  [maxIn]Item  // accepted events not yet synced, oldest first
	Fed [maxFed]Item // events on their way to this device's homeserver

	// Willing says whether the user wants to talk, and by which act: bit c by having
	// answered call c, bit MaxCalls+r by having pressed call in room r; above, see
	// [lapsed].
	Willing uint8

	// Ghosts: memory that only properties look at.
	Seamless  uint8 // bit r: in room r, glare was resolved and the call is not active yet
	SeenOver  uint8 // bit c: has seen call c ended or expired; above, see [Box.UserEnded]
	Pressed   uint8 // bit r: the press for room r has not led to an automatic answer yet; above, see [echoSeen]
	MediaHurt uint8 // bit c: this end's capture, TURN, media path or process was destroyed while on call c
	SendHurt  uint8 // bit c: an own send about call c was destroyed; above, see [Box.HangupLost]
	Answers   uint8 // bit c: an answer to call c was handed over; above, see [aheadOf]

	Renegotiations uint8 // how often the user may still change the media of a call
}

// BoxFlags are conditions of a device's surroundings.
type BoxFlags uint8

// The conditions.
const (
	Suspended    BoxFlags = 1 << iota // the device sleeps
	OutStalled                        // the first send is held up for long
	FedStalled                        // the first event from the other server is
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

// State is the part of a world that distinguishes it: bytes only, no padding.
type State struct {
	Box    [MaxDevices]Box
	Call   [model.MaxCalls]CallFlags
	IDs    uint8            // index of the scenario's ID assignment
	Budget [MaxFaults]uint8 // what is left of each fault of the scenario
	Third  uint8            // 1: a third member has joined
	Causes Causes
	Crowd  uint8 // other events of the room still to come
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
}

const stateSize = unsafe.Sizeof(State{})

// bytes is the state as bytes, aliasing w. The state holds single bytes only
// (a test sums them), so the bytes are the same on every architecture.
func (w *World) bytes() []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(&w.State)), stateSize)
}
