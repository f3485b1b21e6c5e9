package model

// Files and commits of matrix-js-sdk.
const (
	jsHandler = "src/webrtc/callEventHandler.ts at 8fec0cb6"
	jsCall    = "src/webrtc/call.ts at 8fec0cb6"
	jsOld     = "matrix-js-sdk a16ded9f4"
	jsRule    = "matrix-js-sdk before 6f695c1b8"
	jsAnswer  = "src/webrtc/call.ts of 21.1, gotCallFeedsForAnswer"
	jsHangup  = "src/webrtc/call.ts of 21.1, hangup"
	jsInvite  = "src/webrtc/call.ts of 21.1, gotLocalOffer"
)

// js2015 is the first version of matrix-js-sdk.
func js2015() Profile {
	return Profile{
		Name: "js-2015", Client: "matrix-js-sdk of 2015", Source: jsOld + "; the first version is 8a41504cb",
		Known: []KnownKnob{
			{InFlight, "sent", jsOld + ": the state is invite_sent as soon as the request is issued"},
			{Rule1, "yield", jsOld + ": in wait_local_media and create_offer"},
			{Glare, "rule", jsOld},
			{AcceptHow, "auto", jsOld + ": replacedBy answers; d99428f2c took that out in 2021"},
			{Visible, "press", jsOld + ": wait_local_media counts as preparing"},
			{AbortOut, "hangup", jsOld + ": a hangup of the own call"},
			{AbortIn, "hangup", jsOld + ": a hangup of the incoming call"},
			{Eq, "keep-own", jsOld + ": compared by >"},
			{Cmp, "utf16", jsOld + ": compared by > of JavaScript"},
			{Expired, "drop-first", jsOld + ": age over lifetime"},
			{Auth, "anyone", jsOld + ": obeys any hangup"},
			{Unk, "tombstone", jsOld + ": remembers a hangup that comes before its invite"},
			{EchoFilter, "user", jsOld + ": drops all invites of the own user"},
			{LifeOrigin, "put", jsOld + ": a timer begins as soon as the request is issued"},
			{LifeEnd, "hangup", jsOld + ": hangs up with the reason invite_timeout"},
			{Winner, "lesser-id", jsOld + ": the incoming call if the own ID is greater"},
			{Why, "true", jsOld + ", replacedBy: hangs up with true as the reason; the incoming call without one"},
			{StreamList, "none", jsOld + ": of version 0, which has none"},
			{UnsentHangup, "hangup", jsOld + ": hangup sends the event in every state, for the call that gives way too"},
			{Elsewhere, "stop", jsOld + ": an answer of the own user, while it rings, ends the call (_onAnsweredElsewhere); so does any hangup"},
		},
		Lacks: []string{
			"It obeys the echo of its own hangups too.",
			"Until 72caf1886 (2017) it compared a property that rooms do not have, so that a call in any other room was a rival (M02).",
		},
	}
}

// jsCommon is what all later versions share.
func jsCommon() []KnownKnob {
	return []KnownKnob{
		{Expired, "margin-3000", jsHandler + ": dropped if less than 3 s are left; not dated"},
		{Batch, "sync-end", jsHandler + ": the events of one sync are buffered, and an invite with an answer or hangup among them is skipped"},
		{Auth, "chosen", jsCall + ", onHangupReceived: while no opponent is chosen, no party matches, nor does version 0, which has none (js-sdk PR 1647, issue 2393)"},
		{Unk, "tombstone", jsHandler + ": a call that ended is kept for a hangup that comes first"},
		{Dup, "clobber", jsHandler + ": calls is keyed by the call ID"},
		{EchoFilter, "user", jsHandler + ": drops all invites of the own user"},
		{SendFail, "revert", jsCall + ": an answer that failed can be given again"},
		{Ver, "spec", jsCall},
		{LifeOrigin, "ack", jsCall + ", gotLocalOffer: a timer begins once sendVoipEvent has returned"},
		{LifeEnd, "hangup", jsCall + ", gotLocalOffer: hangs up with the reason invite_timeout"},
		{RingTimer, "invite", jsCall + ", initWithInvite: the lifetime less the invite's age, and nothing is sent"},
		{Select, "answer", jsCall + ", onRejectReceived: only ends the call (C02)"},
		{Elsewhere, "stop", jsHandler + ": while it rings, an answer of the own user ends the call (onAnsweredElsewhere), as a reject and a hangup of the own user do (M23)"},
		{Consent, "30000", jsCall + ", onIceConnectionStateChanged: hangs up when ICE was disconnected for 30 seconds; 21.1 once it has failed"},
		{Eoc, "send", jsCall + ", queueCandidate: an empty candidate with the next batch, 2 s or 0.5 s later; so in 21.1"},
		{EarlyMedia, "connect", jsCall + ": connecting is entered before the answer is sent, because ICE can be quicker than the reply (PR 1503)"},
	}
}

// jsRules are the parts of the glare rule in which 21.1 and the later rule agree.
func jsRules() []KnownKnob {
	return []KnownKnob{
		{Glare, "rule", jsHandler},
		{Visible, "media", "placeCallWithCallFeeds: a call is known only after getUserMedia; so in 15.2.0 already"},
		{AcceptHow, "auto", jsCall + ", replacedBy"},
		{AbortOut, "hangup", jsCall + ", replacedBy: hangup with the reason replaced"},
		{AbortIn, "hangup", jsHandler + ": hangup with the reason replaced"},
		{Why, "replaced", jsCall + ", CallErrorCode.Replaced, of both calls"},
		{Eq, "keep-own", jsHandler + ": never compared; the own entry is overwritten, and the own call goes on unheard, which is nearest to this"},
		{Cmp, "utf16", jsHandler + ": > of JavaScript"},
		{Winner, "lesser-id", jsHandler + ": the incoming call if the own ID is greater"},
		{Kind, "own", jsCall + ", replacedBy: the feeds of the own call are cloned"},
	}
}

// toldUnsent is what later versions than 21.1 do with a call that was not sent.
func toldUnsent() KnownKnob {
	return KnownKnob{UnsentHangup, "hangup", jsCall + ", hangup: whether anything was sent is asked after the state has become ended, so that it never counts"}
}

// listsStreams is how later versions than 21.1 say what their streams are.
func listsStreams() KnownKnob {
	return KnownKnob{StreamList, "both", jsCall + ", sendMetadataUpdate, and SDPStreamMetadataKey: the event and its field have the names of the specification; the old ones are read, too"}
}

// hiddenRing is what Element Web does with what its library lets ring.
const hiddenRing = "While the microphone prompt is open the library lets the invite ring, but Element Web, whose room has a call, " +
	"does not show it (M10); here the user can answer it."

// deafToReject is what no version does with a reject that is quicker than a reply.
const deafToReject = "A reject that comes before the reply to the invite is not heard, since the state is create_offer until then."

// js211 is matrix-js-sdk up to 21.1.
func js211() Profile {
	return Profile{
		Name: "js-21.1", Client: "matrix-js-sdk up to 21.1, in Element Web", Source: "matrix-js-sdk v21.1.0; what it shares with 8fec0cb6 was read there",
		Known: append(append(jsCommon(), jsRules()...),
			KnownKnob{InFlight, "prep-now", jsInvite + ": the state stays create_offer, in which the rival is taken, until sendVoipEvent has returned; " +
				"in 2015 it was invite_sent as soon as the request was issued"},
			KnownKnob{UnsentHangup, "captured", jsHangup + ": none in wait_local_media"},
			KnownKnob{StreamList, "unstable", "src/webrtc/call.ts of 21.1, updateMuteStatus: the event and its field have the names of the proposals"},
			KnownKnob{EndedAnswer, "send", jsAnswer + ": after the pause for candidates it does not ask whether the call has ended"},
			KnownKnob{Rule1, "yield", jsRule + ": in wait_local_media and create_offer; dropped with 21.2.0"}),
		Lacks: []string{
			hiddenRing,
			deafToReject,
			"An answer whose call a hangup has ended follows up to 0.2 s later; here it follows at once.",
		},
	}
}

// js212 is matrix-js-sdk from 21.2 as its users meet it in a call of two.
func js212() Profile {
	return Profile{
		Name: "js-21.2", Client: "matrix-js-sdk from 21.2, in Element Web", Source: "matrix-js-sdk 8fec0cb6, element-web 35b225c4", Ships: true,
		Known: append(jsCommon(), toldUnsent(), listsStreams(),
			KnownKnob{
				Glare, "off-ignore", jsHandler + ": a rival must come from the own call's invitee, which createCall(roomId) does not set (M08); " +
					"onCallIncoming of LegacyCallHandler.tsx at 35b225c4 returns if the room has a call",
			}),
		Lacks: []string{"The ignored call goes on in the library, unseen, until it expires.", deafToReject},
	}
}

// jsInvitee is the rule of matrix-js-sdk for a caller that sets an invitee.
func jsInvitee() Profile {
	return Profile{
		Name: "js-invitee", Client: "matrix-js-sdk from 21.2, in a client that sets the invitee", Source: "matrix-js-sdk 8fec0cb6",
		Known: append(append(jsCommon(), jsRules()...),
			toldUnsent(), listsStreams(),
			KnownKnob{InFlight, "sent", jsHandler + ": invite_sent, like wait_local_media and create_offer, means to compare"},
			KnownKnob{Rule1, "compare", jsHandler + ": IDs are compared in every state (6f695c1b8)"},
			KnownKnob{Invitee, "match", jsHandler + ": the rival comes from the own call's invitee (76f11bee9, 8131b3900)"}),
		Lacks: []string{
			hiddenRing,
			deafToReject,
			"It gives its own call up for an incoming one that has failed already (C03).",
		},
	}
}
