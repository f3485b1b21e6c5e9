package spec

// What decides how long one is kept waiting, and who is told that a call is over, and how.
var knobsOfEndings = []KnobText{
	{"ring-timer", "From when does the callee count how long its phone rings, and whom does it tell that it has stopped?", "V0-INV-4 V0-INV-5 VX-UNK-7", []ValueText{
		{"invite", "From the age of the invite, as the caller does; it tells nobody.", "V0-INV-4; " + jsSDK},
		{"shown", "From when it shows on the callee's screen, for as long as a lifetime; it tells nobody.", "actual-chat #4736"},
		{"shown-hangup", "From when it shows on the callee's screen, for as long as a lifetime; then it sends a hangup.", dartSDK + "; snikket-ios #255"},
	}},
	{"hangup-echo", "What does a client send when a hangup has ended its call?", "V0-HUP-1 VX-UNK-2", []ValueText{
		{"none", "Nothing.", "V0-HUP-1, which asks for one hangup; " + jsSDK},
		{"hangup", "A hangup of the same call.", "element-android #6443"},
	}},
	{"late-answer", "What does a caller do with an answer to a call that it has ended?", "V0-ANS-2 VX-UNK-2", []ValueText{
		{"ignore", "Nothing.", jsSDK + "; " + elementAndroid},
		{"hangup", "It sends a hangup of the call, once more if it had sent one.", "livekit/sip #756 and pjproject #1817, as SIP does"},
	}},
	{"ended-answer", "What becomes of an answer that is being made when a hangup ends its call?", "V0-MSG-2 V0-HUP-1 VX-UNK-2", []ValueText{
		{"drop", "It is not sent.", "V0-HUP-1; " + jsSDK + ", which looks before it sends"},
		{"send", "It is sent all the same, if capture was granted.", jsSDK211 + ", gotCallFeedsForAnswer, which does not look"},
	}},
	{"unsent-hangup", "What is sent for a call that is given up before its invite was handed over?", "V0-INV-2 V0-GLARE-9", []ValueText{
		{"silent", "Nothing: nobody knows of it.", "V0-INV-2; " + hydrogen},
		{"hangup", "A hangup of it all the same.", jsSDK2015 + "; " + jsSDK + ", whose check comes after the call has ended"},
		{"captured", "A hangup, once capture was granted.", jsSDK211 + ", hangup: none is sent in wait_local_media"},
		{"captured-user", "A hangup, once capture was granted, if its user gives it up; nothing if it gives way.", hydrogenSDK + ", PeerCall, hangup and handleInviteGlare"},
	}},
	{"early-media", "May the callee's media connect before the reply to its answer?", "V0-GEN-3 V0-ANS-1", []ValueText{
		{"wait", "No: a media path counts once the answer is acknowledged.", "option of V0-GEN-3"},
		{"connect", "Yes: whoever has the answer can connect at once.", "matrix-js-sdk #1503"},
	}},
	{"user-end", "What does a client send when its user declines a call, or gives up one that is not active yet?", "V0-MSG-4 V0-MSG-5 V0-HUP-1", []ValueText{
		{"hangup", "A hangup of it.", "V0-MSG-4, V0-MSG-5"},
		{"silent-decline", "A hangup if it was given up; nothing if it was declined.", "element-ios #1107, where encryption refuses the hangup and nobody notices"},
		{"silent-cancel", "A hangup if it was declined; nothing if it was given up.", "snikket-ios #255; Conversations #3989"},
	}},
	{"reject-v1", "What does a client send when its user declines an invite of version 1?", "V1-REJ-1 V1-REJ-5 V1-MSG-2", []ValueText{
		{"reject", "A reject.", "V1-REJ-1"},
		{"hangup", "A hangup, as for an invite of version 0.", "the diagram of releases v1.7 to v1.18, which had a hangup where v1.19 has a reject"},
		{"both", "A reject, and a hangup for whoever does not know it.", "option of V1-MSG-2"},
	}},
	{"select", "Does a caller say whose answer or reject it has taken?", "V1-SEL-1 V1-REJ-3", []ValueText{
		{"send", "Yes, by a selection.", "V1-SEL-1"},
		{"answer", "Of an answer; not of a reject.", jsSDK + " and 21.1, onRejectReceived, which only ends the call (C02)"},
		{"none", "No: who has answered too is not told.", hydrogenSDK + ", PeerCall, whose calls are between two devices"},
	}},
	{"sync", "Does a sync response tell where a whole one ends?", "V1-LIVE-3", []ValueText{
		{"classic", "Yes: nothing rings before the response is through.", "V1-LIVE-3"},
		{"sliding", "No: sliding sync has no whole response, so that each event is decided on when it comes.", "MSC4186, which has nothing that V1-LIVE-3 could mean"},
	}},
	{"leave", "Which calls end when the other user leaves the room?", "V1-LEAVE-1 V1-LEAVE-2", []ValueText{
		{"hangup", "Those in progress, and those of that user that ring.", "V1-LEAVE-1, which has it treated as a hangup; " + jsSDK2015 + ", which hangs up on every change of membership"},
		{"reject", "Also an own one that nobody is left to answer.", "V1-LEAVE-2"},
		{"progress", "Only those in progress: what rings rings on.", "V1-LEAVE-1, word by word"},
	}},
	{"push", "What does a push that tells of an invite make a client do?", "F-PUSH-1 V1-LIVE-3", []ValueText{
		{"wait", "It wakes, and rings once a sync response says so.", "V1-LIVE-3"},
		{"ring", "It rings at once, unless it knows the call.", iosSDK + ", whose platform wants a ringing phone for each such push"},
		{"blind", "It rings at once, even for a call that it knows to be over.", "option of F-PUSH-1"},
	}},
	{"elsewhere", "What does a device make of it that its user has answered or declined on another one?", "VX-UNK-9 VX-UNK-4 V0-ANS-2 H-28 H-29 H-30 H-31", []ValueText{
		{"ring", "In version 0 nothing: it rings on. In version 1 it rings until the caller has chosen, or the user has rejected.", "V1-SEL-2, to the letter; " + dartSDK + ", C06"},
		{"stop", "It stops ringing, whether or not the caller has chosen.", jsSDK + ", onAnsweredElsewhere; " + iosSDK + ", M24"},
		{"first", "It stops ringing; and of two answers the first in the room is the user's, so that a device whose own comes later gives way and sends nothing.", "option of V0-ANS-2; F-ORD-3"},
	}},
	{"consent", "How long does an end stay in a call whose other end has gone?", "V0-HUP-2 VX-UNK-10 H-45", []ValueText{
		{"none", "For ever, if no event of the room ends the call.", "option of VX-UNK-10"},
		{"MS", "This many milliseconds, after which the other end's consent to be sent media has expired; then it hangs up.", "RFC 7675, section 5.1, after 30 seconds; " + jsSDK + ", onIceConnectionStateChanged, 30 seconds after disconnected"},
	}},
	{"eoc", "Does a client say when it has found all of its candidates?", "V1-EOC-1 V1-EOC-2 V0-CAND-3", []ValueText{
		{"send", "Yes, at once, whoever the other end is.", "V1-EOC-1; " + jsSDK + " and 21.1, with the next batch and so up to 2 s later; " + hydrogenSDK + ", PeerCall, handleIceGatheringState"},
		{"none", "No: nobody is told that there are no more.", "V0-CAND-3; " + elementAndroid + "; " + iosSDK + "; " + dartSDK + "; " + nheko},
	}},
	{"trickle", "From when does a client use the candidates of the other end?", "V1-CAND-4 V1-EOC-2", []ValueText{
		{"use", "As they come.", "V0-GEN-3; " + jsSDK + ", onRemoteIceCandidatesReceived"},
		{"wait", "Once all are there: until an end of version 1 has said so, no media path is found.", "V1-EOC-2, which names bridges to networks that take all candidates at once"},
	}},
	{"reason", "Which reason does the hangup of a call say that gives way to another one, or was over before, for which the text has none?", "V1-HUP-2 V1-HUP-5 V0-HUP-2 H-12", []ValueText{
		{"unknown_error", "In version 1 unknown_error; in version 0, whose list has nothing for it, none.", "V1-HUP-5: what ends a call that its user did not end, and is nothing else"},
		{"user_hangup", "In version 1 user_hangup, as if its user had ended it; in version 0 none.", "option of H-12"},
		{"replaced", "In both versions replaced, which is in no list.", jsSDK + ", CallErrorCode.Replaced; " + hydrogen},
		{"userHangup", "In both versions userHangup, which is in no list; and whatever else happened, too.", dartSDK + ", hangup, which says so whatever its reason is"},
		{"true", "Of an own call the boolean true, which is no text; of the peer's none.", jsSDK2015 + ", _replacedBy, which hangs up with true as the reason"},
		{"none", "In both versions none; nor whatever else happened.", "V1-HUP-2, by which a missing one is read as user_hangup; option of H-12"},
	}},
	{"schema", "What does a client do with an event that breaks its schema, by the characters of its call ID or by the reason of a hangup?", "V1-SEC-3 V1-ID-3 V1-HUP-2 V0-HUP-2 H-12 H-16", []ValueText{
		{"take", "It takes it for what it says all the same.", "option of V1-ID-3 and V1-HUP-2; " + jsSDK},
		{"drop", "It drops it.", trixnity + ", CallEventContent.Hangup: the reasons are an enum of the list, and no other is read; option of H-16, for IDs"},
	}},
	{"metadata", "Who says what its streams are, and whether they are muted?", "V1-STRM-1 V1-STRM-3 V1-STRM-5 H-57", []ValueText{
		{"both", "Each end: with what it offers and answers, and in an event of its own between.", "V1-STRM-1, V1-STRM-5"},
		{"caller", "Each end with what it offers and answers; the event between is sent by callers alone.", "the schema of m.call.sdp_stream_metadata_changed, to the letter"},
		{"unstable", "As both, by the names that the proposals had: who reads those of the specification reads nothing.", jsSDK211 + ", SDPStreamMetadataKey; " + dartSDK + "; " + hydrogen},
		{"none", "Nobody: nothing is said of streams, and nothing read. What is shared beside the first one is tracks that nothing lists.", "V1-STRM-3, of the other end; " + elementAndroid + "; " + iosSDK + "; " + mtxclient},
	}},
}
