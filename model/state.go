package model

import (
	"encoding/binary"
	"unsafe"
)

// MaxCalls is how many calls one world may hold, all users and rooms together.
const MaxCalls = 4

// NoCall is the index that names no call.
const NoCall = -1

// State is the state of one call at one device.
type State uint8

// The states of a call. O_ states are the caller's, I_ states the callee's.
const (
	None     State = iota // no object
	OPrep                 // user placed a call; the invite is not handed over yet
	OSending              // the invite's send is in flight, outcome unknown
	OWait                 // the invite is acknowledged; waiting for a response
	OConn                 // an answer was taken; media is being connected
	IPend                 // an invite is known but not decided on: held back
	IRing                 // alerting
	IIgn                  // silenced by the user; the call is still live
	IAcc                  // accepted; capture, TURN and the answer are being made
	ISending              // the answer's send is in flight
	IConn                 // the answer is acknowledged; media is being connected
	Active                // media flows
	Ended                 // tombstone
	NumStates
)

var stateNames = [NumStates]string{
	"NONE", "O_PREP", "O_SENDING", "O_WAIT", "O_CONN", "I_PEND", "I_RING", "I_IGN",
	"I_ACC", "I_SENDING", "I_CONN", "ACTIVE", "ENDED",
}

// String is the state's name in the transition table.
func (s State) String() string {
	if s >= NumStates {
		return "state?"
	}
	return stateNames[s]
}

var stateWords = [NumStates]string{
	"idle", "preparing", "inflight", "waiting", "connecting", "held", "ringing", "ignoring",
	"accepting", "accepting", "connecting", "active", "idle",
}

// Word is the state as an outcome names it.
func (s State) Word() string {
	if s >= NumStates {
		return "state?"
	}
	return stateWords[s]
}

// A StateSet is a set of states, one bit each.
type StateSet uint16

// States is the set of the states given.
func States(list ...State) StateSet {
	var set StateSet
	for _, s := range list {
		set |= 1 << s
	}
	return set
}

// Has reports whether s is in the set.
func (set StateSet) Has(s State) bool { return set>>(s&15)&1 != 0 }

// Sets of states with a meaning of their own.
const (
	// UnderWay is an own call that is not answered yet.
	UnderWay StateSet = 1<<OPrep | 1<<OSending | 1<<OWait
	// Live is accepted, connected or active.
	Live StateSet = 1<<OConn | 1<<IAcc | 1<<ISending | 1<<IConn | 1<<Active
	// Alerting is an incoming call that the user can still take.
	Alerting StateSet = 1<<IRing | 1<<IIgn
	// Unsettled is every state that must not last for ever.
	Unsettled StateSet = 1<<OPrep | 1<<OSending | 1<<OWait | 1<<OConn | 1<<IPend | 1<<IRing |
		1<<IIgn | 1<<IAcc | 1<<ISending | 1<<IConn
)

// Flags are what a device remembers of a call beside its state.
type Flags uint8

// The flags of a call.
const (
	Auto     Flags = 1 << iota // accepted on behalf of the user (glare)
	Held                       // the invite waits for the own invite's fate (inflight=defer)
	Echoed                     // the echo of the own invite, or answer, was seen
	Owes                       // ended in flight: a hangup is due if the invite lands
	Wide                       // answered with the caller's media kind, not the user's
	Offered                    // the own offer of a negotiation waits for its reply (version 1)
	Pushed                     // it rings by a push; its invite is not seen yet (version 1)
	Complete                   // the peer's candidates are all there, for which the device waits (version 1)
	NumFlag  = 8
)

// Call is what one device knows of one call: two bytes.
type Call struct {
	State State
	Flags Flags
}

// anew is a call whose invite is decided on anew: candidates that came meanwhile are kept.
func (c Call) anew() Call { return Call{Flags: c.Flags & Complete} }

// Stream is the phase of the device's one captured media stream.
type Stream uint8

// The phases of a stream.
const (
	NoStream Stream = iota // nothing is captured
	Pending                // capture was asked for
	Granted                // captured
)

// Turn is the phase of the TURN credentials.
type Turn uint8

// The phases of the TURN credentials.
const (
	NoTurn   Turn = iota // none
	Fetching             // asked for
	HaveTurn             // at hand
)

// Device is the state of one device: a flat value of bytes, without padding.
type Device struct {
	Call   [MaxCalls]Call
	Stream Stream
	Owner  uint8 // the call that the stream feeds, plus one; 0 none
	Turn   Turn
	// Streams is what is known of them: see [Streams].
	Streams Streams
}

// Bits is the calls of the device as one word, each in a lane of 16 bits: its state,
// and above that its flags.
func (d *Device) Bits() uint64 {
	return binary.LittleEndian.Uint64((*[2 * MaxCalls]byte)(unsafe.Pointer(&d.Call))[:])
}

// Bits is the flags in the lanes of all calls; see [Device.Bits].
func (f Flags) Bits() uint64 { return uint64(f) * (1<<56 | 1<<40 | 1<<24 | 1<<8) }

// OwnerCall is the call that the stream feeds, or NoCall.
func (d *Device) OwnerCall() int { return int(d.Owner) - 1 }

// Feeds is the call that the stream feeds, as a set, bit c for call c.
func (d *Device) Feeds() uint8 { return 1 << (d.Owner & 7) >> 1 }
