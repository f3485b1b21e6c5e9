package model

// What was read of other systems.
const (
	ringrtcCalls = "RingRTC, check_for_collision of call_manager.rs at ae5d7bdd"
	jingleText   = "XEP-0166, tie-breaking"
	messageText  = "XEP-0353, tie-breaking"
	stanzasOrder = "RFC 6120, 10.1: the stanzas of a stream are processed in order and wait for no reply, so that what was handed over was sent"
)

// ringrtcProfile is the rule of Signal's calls.
func ringrtcProfile() Profile {
	return Profile{
		Name: "ringrtc", Client: "the rule of Signal (RingRTC)", Source: "RingRTC ae5d7bdd", Elsewhere: true,
		Known: []KnownKnob{
			{InFlight, "sent", ringrtcCalls + ": an active call has its ID in every state"},
			{Rule1, "compare", ringrtcCalls + ": IDs are compared in every state before the call is accepted"},
			{Glare, "rule", ringrtcCalls},
			{AcceptHow, "ring", ringrtcCalls + ": the incoming call starts as any other, and rings"},
			{AbortOut, "hangup", ringrtcCalls + ": GlareLoser, TerminateAndSendHangup"},
			{AbortIn, "silent", ringrtcCalls + ": GlareWinner, Ignore"},
			{Eq, "abort-both", ringrtcCalls + ": GlareDoubleLoser"},
			{Cmp, "numeric", ringrtcCalls + ": as_u64"},
			{Winner, "greater-id", ringrtcCalls + ": the own call is kept if its ID is greater"},
			{Invitee, "match", ringrtcCalls + ": the remote peer must be the same"},
			{SecondCall, "busy", ringrtcCalls + ": Busy"},
			{Unk, "tombstone", "RingRTC, PendingCallMessages of call_manager.rs at ae5d7bdd: a hangup that comes before its offer is kept"},
		},
		Lacks: []string{"A device that is already in a call with the very device that calls takes the new call for a repetition (ReCall)."},
	}
}

// xmppCommon is what both rules of XMPP have.
func xmppCommon(text string) []KnownKnob {
	return []KnownKnob{
		{InFlight, "sent", stanzasOrder},
		{Glare, "rule", text},
		{AcceptHow, "ring", text + ": the other call is proceeded with, or rejected, as any other"},
		{AbortIn, "reject", text + ": an answer that says tie-break"},
		{Eq, "user-id", text + ": of equal IDs the lesser JID decides"},
		{Cmp, "bytes", text + ": i;octet"},
		{Winner, "lesser-id", text + ": the lesser session ID"},
		{Invitee, "match", text + ": two entities, each with the other"},
	}
}

// jingleProfile is the rule of Jingle.
func jingleProfile() Profile {
	return Profile{
		Name: "xep-0166", Client: "the rule of XMPP (Jingle)", Source: jingleText, Elsewhere: true,
		Known: append(xmppCommon(jingleText), KnownKnob{AbortOut, "silent", jingleText + ": the error with tie-break ends it at both sides"}),
		Lacks: []string{"It applies only where what both offer is functionally equivalent."},
	}
}

// jingleMessageProfile is the rule of Jingle message initiation.
func jingleMessageProfile() Profile {
	return Profile{
		Name: "xep-0353", Client: "the rule of XMPP (Jingle message initiation)", Source: messageText, Elsewhere: true,
		Known: append(xmppCommon(messageText), KnownKnob{AbortOut, "hangup", messageText + ": the greater one is retracted"}),
		Lacks: []string{"A new proposal of a peer with an accepted session takes that session's place (migrated)."},
	}
}
