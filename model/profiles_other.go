package model

// Files and commits of the other clients.
const (
	dartCalls     = "matrix-dart-sdk at 236f35b0"
	nhekoCalls    = "nheko, CallManager.cpp at 90ff9c6f"
	dartSession   = "matrix-dart-sdk, call_session.dart at 001045a9"
	nhekoManager  = "nheko, CallManager.cpp at 03ca360a"
	nhekoSession  = "nheko, WebRTCSession.cpp and CallManager.cpp at 03ca360a"
	hydrogenCalls = "hydrogen-web at 14c984a8"
	hydrogenPeer  = "hydrogen-view-sdk 0.3.1, PeerCall"
)

// dartProfile is famedly's matrix-dart-sdk.
func dartProfile() Profile {
	return Profile{
		Name: "dart", Client: "famedly matrix-dart-sdk", Source: "matrix-dart-sdk 236f35b0; its README, \"Glare\"", Ships: true,
		Known: []KnownKnob{
			{InFlight, "prep", dartCalls + ": sent only after the request has returned"},
			{Rule1, "yield", dartCalls + ": hangs up the own call"},
			{Glare, "rule", dartCalls + ": the latest call of the room, kept in a map"},
			{AcceptHow, "ring", dartCalls + ": rings, on purpose (262b4560)"},
			{AbortOut, "hangup", dartCalls + ": while preparing, and again after a late reply"},
			{AbortIn, "hangup", dartCalls + ": hangup with the reason userHangup"},
			{Eq, "duplicate", dartCalls + ": taken for a session that exists already"},
			{Cmp, "utf16", dartCalls + ": compareTo of Dart"},
			{Expired, "drop-first", dartCalls + ": age over lifetime"},
			{Auth, "peer", dartCalls + ": events of the remote user; a call that waits does hear a hangup of that user (M15, C06)"},
			{Unk, "drop", dartCalls + ": a hangup of an unknown call is dropped (M31)"},
			{Dup, "ignore", dartCalls},
			{Elsewhere, "ring", dartCalls + ": all but invites must come from the remote user, so that what another own device does is not heard (C06)"},
			{EchoFilter, "party", dartCalls + ": by device and party"},
			{Winner, "lesser-id", dartCalls + ": the own call is kept if its ID is lesser"},
			{LifeOrigin, "ack", dartSession + ", _gotLocalOffer: a timer begins once sendInviteToCall has returned"},
			{LifeEnd, "hangup", dartSession + ", _gotLocalOffer: hangs up with the reason inviteTimeout"},
			{UnsentHangup, "hangup", dartSession + ", hangup: sends the event in every state"},
			{Why, "userHangup", dartSession + ", hangup: the event says userHangup whatever the reason is"},
			{UserEnd, "hangup", dartSession + ", hangup and reject: each sends its event"},
			{RejectV1, "reject", dartSession + ", reject: while it rings"},
			{Eoc, "none", dartSession + ", _sendCandidateQueue: those that were found, when gathering is complete too, and no end"},
			{StreamList, "unstable", dartSession + ", updateMuteStatus: the event and its field have the names of the proposals"},
			{RingTimer, "shown-hangup", dartCalls + ", initWithInvite: a timer of its own from ringing on, which hangs up with the reason inviteTimeout (C09)"},
		},
		Lacks: []string{
			"An own call that was sent and loses is left waiting until the peer hangs it up; here it is hung up at once.",
			"Since 20a31c19 a return is missing: the call that it has refused rings all the same (M16).",
			"An invite that comes while TURN credentials are fetched finds no own call, and rings (C13).",
		},
	}
}

// nhekoProfile is nheko.
func nhekoProfile() Profile {
	return Profile{
		Name: "nheko", Client: "nheko", Source: "nheko 90ff9c6f, mtxclient 0ee58491", Ships: true,
		Known: []KnownKnob{
			{InFlight, "sent", nhekoSession + ": OFFERSENT begins as soon as the offer is handed over"},
			{Rule1, "yield", nhekoCalls + ": before OFFERSENT it ends its own call"},
			{Glare, "rule", nhekoCalls},
			{AcceptHow, "auto", nhekoCalls + ": in OFFERSENT it accepts"},
			{AbortOut, "silent", nhekoCalls + ": endCall sends nothing"},
			{AbortIn, "silent", nhekoCalls + ": the invite is ignored"},
			{Eq, "duplicate", nhekoCalls + ": not greater, so the invite is ignored"},
			{Cmp, "bytes", nhekoCalls + ": > of std::string"},
			{Expired, "ignore", nhekoCalls + ": no age is checked"},
			{Retro, "accept", nhekoCalls + ", sendInvite: with an invite pending it accepts that"},
			{Invitee, "match", nhekoCalls + ": callParty_ must be the sender"},
			{SecondCall, "silent", nhekoCalls + ": the invite is ignored"},
			{Dup, "ignore", nhekoCalls},
			{EchoFilter, "party", nhekoCalls + ": by sender and party_id"},
			{Winner, "lesser-id", nhekoManager + ": the incoming call if the own ID is greater"},
			{Batch, "event", nhekoManager + ", syncEvent: one by one, as they come"},
			{Auth, "anyone", nhekoManager + ": a hangup counts whose call ID is that of the call, whoever sent it"},
			{Unk, "drop", nhekoManager + ": a hangup of another call ID is passed over"},
			{HangupEcho, "none", nhekoManager + ", endCall: sends nothing"},
			{RejectV1, "reject", nhekoManager + ", rejectInvite: of version 0 it sends a hangup, too"},
			{LifeOrigin, "put", nhekoSession + ": a timer begins when the offer is handed over"},
			{LifeEnd, "hangup", nhekoSession + ": hangs up with the reason InviteTimeOut"},
			{Eoc, "none", nhekoSession + ": all candidates are sent at once behind the offer or answer, and no end"},
			{Elsewhere, "stop", nhekoManager + ": an answer of another party of the own user stops ringing while it is on no call; so does a reject"},
			{StreamList, "none", "mtxclient 0ee58491, voip.hpp: it has no such event, and its invites, answers and negotiations no field"},
			{Ver, "lenient", "mtxclient 0ee58491; " + nhekoCalls},
		},
		Lacks: []string{
			"While preparing it lets the incoming call ring instead of accepting it.",
			"It matches by user, in whichever room.",
			"Once the user's other device calls or was selected it ignores every invite until a hangup of that call (C11).",
			"While an invite is pending, be it a stranger's, a press goes to that one and places no call; here a press is for whom it names, and places one beside a stranger's.",
		},
	}
}

// hydrogenProfile is hydrogen-web.
func hydrogenProfile() Profile {
	return Profile{
		Name: "hydrogen", Client: "hydrogen-web", Source: "hydrogen-web 14c984a8; hydrogen-view-sdk 0.3.1, which was driven",
		Known: []KnownKnob{
			{InFlight, "sent-silent", hydrogenPeer + ", handleInviteGlare: compared in every state, and in create_offer, which lasts until the reply, no hangup is sent"},
			{Rule1, "compare", hydrogenCalls + ": preparing is handled as sent, without the hangup"},
			{Glare, "rule", hydrogenCalls + ": per member connection"},
			{AcceptHow, "auto", hydrogenCalls + ": by the new peer call"},
			{Visible, "media", hydrogenPeer + ": a PeerCall is made with the media"},
			{AbortOut, "hangup", hydrogenCalls + ": hangup with the reason replaced, unless nothing was sent"},
			{AbortIn, "hangup", hydrogenCalls + ": a hangup of the new call ID"},
			{Why, "replaced", hydrogenCalls + ", handleInviteGlare: CallErrorCode.Replaced, of both calls"},
			{Eq, "duplicate", hydrogenCalls + ": the same ID goes to the call that exists, and is ignored"},
			{Cmp, "utf16", hydrogenPeer + ", handleInviteGlare: > of JavaScript"},
			{Winner, "lesser-id", hydrogenCalls + ": the incoming call if the own ID is greater"},
			{Expired, "ignore", hydrogenPeer + ", handleInvite: no age is checked"},
			{Batch, "event", hydrogenPeer + ": events are handled as they come"},
			{Invitee, "match", hydrogenCalls + ": per member connection"},
			{SecondCall, "compare", hydrogenPeer + ", handleInviteGlare: asked whatever the state of the call is"},
			{Auth, "peer", hydrogenPeer + ", handleIncomingSignallingMessage: a hangup of any device of the member counts"},
			{Dup, "ignore", hydrogenPeer + ", handleFirstInvite"},
			{LifeOrigin, "ack", hydrogenPeer + ", handleNegotiation: a timer begins once the send has ended"},
			{LifeEnd, "hangup", hydrogenPeer + ", handleNegotiation: hangs up with the reason invite_timeout"},
			{SendFail, "retry-3", hydrogenCalls},
			{RingTimer, "shown", hydrogenPeer + ", handleInvite: the lifetime from ringing on, and nothing is sent"},
			{UnsentHangup, "captured-user", hydrogenPeer + ": hangup sends in every state, handleInviteGlare none before the reply to the invite"},
			{EarlyMedia, "connect", hydrogenPeer + ", onIceConnectionStateChange: connected in every state"},
			{Eoc, "send", hydrogenPeer + ", handleIceGatheringState: an empty candidate once gathering is complete"},
			{RejectV1, "hangup", hydrogenPeer + ": it declines by a hangup"},
			{StreamList, "unstable", hydrogenCalls + ", PeerCall, setMuted: the event and its field have the names of the proposals"},
			{Select, "none", hydrogenPeer + ": sends none"},
		},
		Lacks: []string{
			"Its calls are group calls, whose events go to devices and not to the room: it shares no room with the others.",
			"Before it has its media it knows no member, and an invite that comes then is lost to it; here it rings, and the user can answer.",
			"Its own notes say that glare was never tested (M19).",
			"A reply to its invite that comes after the answer sets the call back to waiting, until the invite's lifetime ends it.",
			"A call that its user has hung up crosses others, and is replaced or kept, until the hangup is acknowledged.",
			"It does not know m.call.reject.",
		},
	}
}
