package sim

// Op is what an action does.
type Op uint8

// The actions, calmest kinds first. Those from OpFault on are faults.
const (
	OpAccept      Op = iota // a homeserver accepts the device's first send
	OpFederate              // a homeserver receives the first event from another; Device: the first there; Arg: which
	OpReply                 // the reply to an accepted send arrives; Arg: bit of Box.Reply
	OpSync                  // the device syncs the first event of its queue
	OpDecrypt               // the key for a late event arrives
	OpSyncNothing           // the device gets a sync response without events; see [System.syncsNothing]
	OpCapture               // the microphone is granted
	OpTurn                  // TURN credentials arrive
	OpReady                 // the offer or answer is made; Arg: call
	OpConnect               // a media path is found; Arg: call
	OpCandidate             // candidates are gathered; Arg: call
	OpGathered              // all of them are; Arg: call
	OpPlace                 // the user presses call; Arg: call; for this and the following see [PressKind]
	OpAnswer                // the user answers; Arg: call
	OpReject                // the user declines; Arg: call
	OpIgnore                // the user silences the ringing; Arg: call
	OpHangUp                // the user hangs up; Arg: call
	OpRenegotiate           // the user changes the media; Arg: call
	OpMute                  // the user mutes the own stream, or does so no more; Arg: call
	OpCrowd                 // somebody sends another event into the room
	OpExpired               // as OpSync or OpDecrypt, by Arg, and the invite's lifetime has passed
	OpLifetime              // the lifetime of a call passes; Arg: call
	OpTimeout               // the connecting timeout passes; Arg: call
	OpGone                  // the device notices that the other end of its call has gone; Arg: call; see [System.gone]
	OpOfferOver             // the lifetime of an own offer passes; Arg: call
	OpTick                  // a timer of a driven device's client is due
	OpResume                // a suspended device resumes
	OpFault                 // Arg: see fault
)

// Action is one thing that may happen: a small comparable value. It has no more
// than four fields, since the compiler keeps no larger struct in registers.
type Action struct {
	Op     Op
	Device uint8 // whose action
	Arg    uint16
	AtMS   uint32 // virtual time in ms, in timed worlds only
}

// faultAction is the action that spends the scenario's fault i on target v of
// device d.
func faultAction(d, i, v int) Action {
	return Action{Op: OpFault, Device: uint8(d), Arg: uint16(i<<8 | v)}
}

// fault is, of an action that spends a fault, the index of the scenario's fault,
// and which of the targets at the device it hits: see [Fault].
func (a Action) fault() (i, v int) { return int(a.Arg >> 8), int(a.Arg & 0xff) }

// The kinds of actions, as package scheduler numbers them.
const (
	kindUser    uint8 = 0
	kindMessage uint8 = 1
	kindTimer   uint8 = 2
	kindFault   uint8 = 3
)

func (a Action) kind() uint8 {
	if a.Op.isPress() {
		return kindUser
	}
	switch a.Op {
	case OpExpired, OpLifetime, OpTimeout, OpGone, OpOfferOver, OpTick:
		return kindTimer
	case OpFault:
		return kindFault
	default:
		return kindMessage
	}
}

// calm says how near an action is to normal delivery, 0 nearest.
func (a Action) calm() uint8 {
	switch {
	case a.Op == OpFault:
		return 4
	case a.Op >= OpExpired && a.Op <= OpTick:
		return 3
	case a.Op >= OpPlace && a.Op <= OpCrowd:
		return 2
	case a.Op >= OpCapture && a.Op <= OpGathered:
		return 1
	default:
		return 0
	}
}
