package model

// Input is what a device is given; it always names one call.
type Input uint8

// The inputs. Those of version 1 alone say so.
const (
	Place  Input = iota // the user presses call
	Accept              // the user answers
	Reject              // the user declines
	Ignore              // the user silences the ringing
	HangUp              // the user hangs up

	CaptureOK   // microphone (and camera) granted
	CaptureFail // microphone refused
	TurnOK      // TURN credentials arrived
	TurnOver    // TURN credentials ran out
	Ready       // offer or answer is made
	ReadyFail   // TURN refused, or offer or answer cannot be made
	Gathered    // ICE candidates were found

	InviteOK   // the invite's send was acknowledged
	InviteFail // the invite's send failed for good
	InviteUnk  // the outcome of the invite's send is unknown
	AnswerOK
	AnswerFail
	AnswerUnk

	RecvInvite     // an invite of the peer, within its lifetime
	RecvLate       // an invite of the peer that is past its lifetime
	RecvAnswer     // an answer of the peer
	RecvCandidates // candidates of the peer
	RecvHangup     // a hangup of the peer
	RecvReject     // a reject of the peer: version 1
	RecvSelect     // the caller has selected this device's answer: version 1
	RecvOffer      // the peer's offer of a negotiation: version 1
	RecvReply      // the peer's reply to an own offer: version 1

	RecvSelectOther   // the caller has selected another device: version 1
	AnsweredElsewhere // another device that was called has answered
	RejectedElsewhere // another device that was called has rejected: version 1

	EchoInvite // the own invite comes back through sync
	EchoOther  // another own event comes back through sync

	LifeOver    // the call's lifetime passed
	ConnectOver // the connecting timeout passed

	IceOK   // a media path was found
	IceFail // no media path was found
	IceLost // the media path broke

	SyncEnd // a sync response is processed to its end
	Gap     // the room's timeline had a gap
	Restart // the process starts anew

	Renegotiate // the user changes the media of a call: version 1
	OfferOver   // the lifetime of an own offer passed: version 1

	RecvLeave // the other user has left the room: version 1
	Left      // the user has left the room: version 1
	RecvPush  // a push tells of an invite of the peer: version 1

	HungUpElsewhere // another device of the user has hung up an incoming call, or declined it so
	EchoAnswer      // the own answer comes back through sync
	SiblingInvite   // another device of the user has sent an invite that is not for this user
	RecvEnd         // the peer's candidates, and that there are no more: version 1

	GatherDone  // all ICE candidates were found
	RecvInvalid // an event that breaks its schema, which the device minds
	RecvUnread  // an event whose version the device cannot read

	Mute         // the user mutes the own stream, or does so no more: version 1
	RecvMetadata // the peer says that it has muted its stream, or does so no more: version 1
	NumInputs
)

var inputNames = [NumInputs]string{
	"U_PLACE", "U_ACCEPT", "U_REJECT", "U_IGNORE", "U_HANGUP",
	"L_CAPTURE_OK", "L_CAPTURE_FAIL", "L_TURN_OK", "L_TURN_OVER", "L_READY", "L_READY_FAIL", "L_CAND",
	"SEND_OK(invite)", "SEND_FAIL(invite)", "SEND_UNK(invite)",
	"SEND_OK(answer)", "SEND_FAIL(answer)", "SEND_UNK(answer)",
	"R_INVITE", "R_INVITE(expired)", "R_ANSWER", "R_CAND", "R_HANGUP",
	"R_REJECT", "R_SELECT", "R_NEG(offer)", "R_NEG(answer)",
	"R_SELECT(other)", "R_ANSWER(elsewhere)", "R_REJECT(elsewhere)", "ECHO(invite)", "ECHO(other)",
	"T_LIFE", "T_CONN", "ICE_OK", "ICE_FAIL", "ICE_LOST", "SYNC_END", "GAP", "RESTART",
	"U_RENEG", "T_NEG", "R_LEAVE", "U_LEAVE", "PUSH(invite)", "R_HANGUP(elsewhere)", "ECHO(answer)", "R_INVITE(sibling)",
	"R_CAND(end)", "L_GATHER_DONE",
	"R_INVALID", "R_INVALID(version)",
	"U_MUTE", "R_META",
}

// String is the input's name in the transition table.
func (in Input) String() string {
	if in >= NumInputs {
		return "input?"
	}
	return inputNames[in]
}

// IsReceived reports whether the input is an event that came through sync.
func (in Input) IsReceived() bool {
	return in >= RecvInvite && in <= EchoOther || in >= HungUpElsewhere && in <= RecvUnread || in == RecvMetadata
}

// EventType is the type of a room event.
type EventType uint8

// The event types, and Message for anything else in the room. Those behind it are of
// version 1 alone.
const (
	Invite EventType = iota
	Answer
	Candidates
	Hangup
	Message
	SelectAnswer
	CallReject
	Negotiate      // with an offer
	NegotiateReply // the same type of event, with an answer
	Leaving        // of who has sent it, that this user is not in the room any more
	CandidatesEnd  // candidates, and that there are no more
	Metadata       // that the sender's stream is muted, or is not any more
	NumEventTypes
)

var wireNames = [NumEventTypes]string{
	"m.call.invite", "m.call.answer", "m.call.candidates", "m.call.hangup", "m.room.message",
	"m.call.select_answer", "m.call.reject", "m.call.negotiate(offer)", "m.call.negotiate(answer)", "m.room.member",
	"m.call.candidates(end)",
	"m.call.sdp_stream_metadata_changed",
}

// OfCall reports whether events of the type are about a call.
func (t EventType) OfCall() bool { return t != Message && t != Leaving }

// OfCandidates reports whether events of the type bring candidates.
func (t EventType) OfCandidates() bool { return t == Candidates || t == CandidatesEnd }

// String is the type's wire name, and what tells two uses of one type apart.
func (t EventType) String() string {
	if t >= NumEventTypes {
		return "m.?"
	}
	return wireNames[t]
}
