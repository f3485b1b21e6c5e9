package model

import "fmt"

// Sets of states that only the caller's or only the callee's device knows.
const (
	callerOnly StateSet = UnderWay | 1<<OConn
	calleeOnly StateSet = Alerting | 1<<IPend | 1<<IAcc | 1<<ISending | 1<<IConn
)

// flagStates are the states in which each flag has a meaning; everywhere else it
// is dropped.
var flagStates = [NumFlag]StateSet{
	1<<IAcc | 1<<ISending | 1<<IConn | 1<<Active, // Auto
	1 << IPend, // Held
	1<<OSending | 1<<OWait | 1<<ISending | 1<<IConn, // Echoed
	1 << Ended, // Owes
	1<<IAcc | 1<<ISending | 1<<IConn | 1<<Active, // Wide
	1 << Active,                  // Offered
	Alerting,                     // Pushed
	all &^ (1<<OPrep | 1<<Ended), // Complete
}

var flagNames = [NumFlag]string{"Auto", "Held", "Echoed", "Owes", "Wide", "Offered", "Pushed", "Complete"}

// Valid says what is wrong with a device, as an error that names the calls; nil
// means that the device can be had. What it demands holds under every reading:
// every [Machine.Step] with a [Possible] input leads from a valid device to a
// valid one.
//
// A device is engaged in at most one call, in all rooms together: its own
// unanswered one or one that is live. That call, and no other, holds the stream.
// Calls that ring or are held back come beside it.
func Valid(config Config, d *Device) error {
	engaged := NoCall
	for c := range d.Call {
		if err := validCall(config, d.Call[c], c); err != nil {
			return err
		}
		if !(UnderWay | Live).Has(d.Call[c].State) {
			continue
		}
		if engaged != NoCall {
			return fmt.Errorf("call %d is %v while call %d is %v: a device is engaged in one call",
				c, d.Call[c].State, engaged, d.Call[engaged].State)
		}
		engaged = c
	}
	for c := range config.Calls {
		if d.Call[c].Flags&Held != 0 && (engaged == NoCall || d.Call[engaged].State != OSending ||
			config.Room[engaged] != config.Room[c]) {
			return fmt.Errorf("call %d is held back, but no own invite of its room is in flight", c)
		}
	}
	if d.Streams != d.Streams&^OwnStreams && engaged == NoCall {
		return fmt.Errorf("an own stream is muted or shared, but no call is under way or live")
	}
	for c := range d.Call {
		if state := d.Call[c].State; d.Streams.Muted(c) && (state == None || state == Ended) {
			return fmt.Errorf("call %d is %v, and its other end is said to be muted", c, state)
		}
	}
	return validStream(d, engaged)
}

// validCall looks at one call alone.
func validCall(config Config, call Call, c int) error {
	own := config.Own&(1<<c) != 0
	switch {
	case call.State >= NumStates:
		return fmt.Errorf("call %d has the unknown state %d", c, call.State)
	case c >= config.Calls && call != Call{}:
		return fmt.Errorf("call %d is %v, but there are only %d calls", c, call.State, config.Calls)
	case own && calleeOnly.Has(call.State):
		return fmt.Errorf("call %d is %v, a state of the callee, at its caller", c, call.State)
	case !own && callerOnly.Has(call.State):
		return fmt.Errorf("call %d is %v, a state of the caller, at its callee", c, call.State)
	}
	for i, states := range flagStates {
		flag := Flags(1) << i
		if call.Flags&flag == 0 {
			continue
		}
		if flag == Complete && config.Version != Version1 {
			return fmt.Errorf("call %d has the flag %s, which only devices of version 1 have", c, flagNames[i])
		}
		if !states.Has(call.State) {
			return fmt.Errorf("call %d has the flag %s in %v, where it means nothing", c, flagNames[i], call.State)
		}
		if flag != Offered && flag != Echoed && flag != Complete && own != (flag == Owes) {
			return fmt.Errorf("call %d has the flag %s at the wrong end", c, flagNames[i])
		}
	}
	return nil
}

// validStream looks at the stream and the TURN credentials: the engaged call has
// both or is on the way to them, and nobody else keeps a microphone open.
func validStream(d *Device, engaged int) error {
	switch {
	case d.Stream > Granted || d.Turn > HaveTurn:
		return fmt.Errorf("the stream or TURN is in an unknown phase, %d and %d", d.Stream, d.Turn)
	case d.OwnerCall() != engaged && engaged == NoCall:
		return fmt.Errorf("the stream feeds call %d, but no call is under way or live", d.OwnerCall())
	case d.OwnerCall() != engaged:
		return fmt.Errorf("call %d is %v, but the stream does not feed it", engaged, d.Call[engaged].State)
	case engaged == NoCall && (d.Stream != NoStream || d.Turn != NoTurn):
		return fmt.Errorf("nobody holds the stream or the TURN credentials, yet they are there")
	case engaged == NoCall:
		return nil
	case d.Stream == NoStream || d.Turn == NoTurn:
		return fmt.Errorf("call %d is %v, and nothing was captured or fetched for it", engaged, d.Call[engaged].State)
	case States(OPrep, IAcc).Has(d.Call[engaged].State):
		return nil
	case d.Stream != Granted || d.Turn != HaveTurn:
		return fmt.Errorf("call %d is %v, past its offer or answer, without a stream or TURN",
			engaged, d.Call[engaged].State)
	default:
		return nil
	}
}

// Possible reports whether an input may name call c at a device. It is what
// [Machine.Step] relies on whoever gives the inputs for:
//
//   - users place their own calls, and place or answer only while they are not
//     engaged in another room: there is one microphone and one screen;
//   - an offer or answer is made of a granted stream, with TURN credentials;
//   - outcomes of sends, echoes and invites name calls of the end that they belong
//     to, which is found by sender, not by call ID: two calls may share one (H-14);
//   - a restart is given to every call of the device, one after the other; and so is that a
//     user has left, to every call of the room;
//   - what only one version has comes to devices of that version.
func Possible(config Config, d *Device, in Input, c int) bool {
	if !config.Version.Has(in) {
		return false
	}
	own := config.Own&(1<<c) != 0
	switch in {
	case Place:
		return own && !engagedElsewhere(config, d, c)
	case Accept:
		return !engagedElsewhere(config, d, c)
	case Ready:
		return !States(OPrep, IAcc).Has(d.Call[c].State) || d.Stream == Granted && d.Turn == HaveTurn
	case InviteOK, InviteFail, InviteUnk, EchoInvite:
		return own
	case AnswerOK, AnswerFail, AnswerUnk, RecvInvite, RecvLate, RecvPush, EchoAnswer, SiblingInvite:
		return !own
	default:
		return true
	}
}

func engagedElsewhere(config Config, d *Device, c int) bool {
	for i := range config.Calls {
		if config.Room[i] != config.Room[c] && (UnderWay | Live).Has(d.Call[i].State) {
			return true
		}
	}
	return false
}
