package spec

// What decides whose events count, how calls end, and what restarts and versions do.
var knobsOfCalls = []KnobText{
	{"auth", "Whose hangup, answer and selection count for a call?", "V0-HUP-4 VX-UNK-4 H-09 H-13 H-18 H-30 H-39 H-52 H-53", []ValueText{
		{"anyone", "Any member's who names the call.", "V0-HUP-4; " + jsSDK2015 + "; " + iosSDK},
		{"peer", "That of the two users of the call, from any device; before an answer was taken, that of anyone whom the invite is for.", "option of VX-UNK-4"},
		{"party", "That of the very party which takes part; before an answer was taken, a hangup only from a peer of version 0, who rejects so.", "V1-NEG-3, for negotiation; V1-REJ-5; " + dartSDK},
		{"chosen", "That of the very party which takes part; before an answer was taken, nobody's hangup.", jsSDK + ", where version 0 has no party, and none is no match for one not chosen yet (js-sdk issue 2393)"},
	}},
	{"unk", "What becomes of an event about a call that is not known here?", "VX-UNK-1 H-03 H-42 H-43 H-44 H-46", []ValueText{
		{"drop", "It is dropped.", elementAndroid + "; " + iosSDK + "; " + dartSDK},
		{"buffer", "Candidates are kept for an invite yet to come; the rest is dropped.", "option of VX-UNK-1"},
		{"tombstone", "A hangup or reject is remembered, and so is that the caller has left the room where leave takes that for a hangup: an invite that comes after it does not ring.", jsSDK2015 + "; " + jsSDK},
	}},
	{"dup", "What becomes of an invite whose call ID is known already?", "VX-UNK-3 H-14 H-17 H-18 H-53", []ValueText{
		{"ignore", "It is ignored.", dartSDK + "; " + elementAndroid + "; " + nheko},
		{"clobber", "It takes the place of the call it names.", jsSDK},
		{"error", "It ends the call it names, as a breach of the protocol.", "option of VX-UNK-3"},
	}},
	{"echo-filter", "How does a client tell its own events when they come back?", "VX-UNK-5 F-ECHO-1 F-ECHO-2 H-04 H-37", []ValueText{
		{"party", "By their party; in version 0, which has none, by their transaction ID.", "V1-PARTY-5; F-ECHO-1; " + nheko},
		{"user", "By their sender, so that all devices of the user are taken for itself.", jsSDK + "; " + elementAndroid + "; " + iosSDK},
		{"none", "It does not, and treats them like any other.", "V0-GLARE-1, word by word; H-04"},
	}},
	{"life-origin", "From which moment does the caller count the lifetime of its invite?", "VX-UNK-7 H-21", []ValueText{
		{"put", "From handing it over.", "option of VX-UNK-7"},
		{"ack", "From the reply to the send.", "option of VX-UNK-7"},
		{"echo", "From its echo.", "option of VX-UNK-7"},
	}},
	{"life-end", "What does the caller send when its lifetime has passed?", "V0-INV-6 VX-UNK-7 H-20 H-24 H-55", []ValueText{
		{"hangup", "A hangup.", "V0-HUP-2, which has a reason for it"},
		{"silent", "Nothing: every client counts for itself.", "V0-INV-5; " + iosSDK},
	}},
	{"connecting", "How long may a call connect before it is given up?", "VX-UNK-8 H-23 H-43 H-45", []ValueText{
		{"none", "For ever.", "VX-UNK-8"},
		{"MS", "This many milliseconds; then it is hung up.", "option of H-23"},
	}},
	{"sendfail", "What follows a send that has failed?", "VX-UNK-6 H-02 H-32 H-32b", []ValueText{
		{"give-up", "The call ends here.", "option of VX-UNK-6"},
		{"retry-N", "It is sent again up to N times with the same transaction ID, while what comes after it waits; then the call ends here.", "F-TXN-2; " + hydrogen + " with 3"},
		{"revert", "The call goes back to the state before the send, such as ringing after a failed answer.", jsSDK + ", for answers"},
	}},
	{"restart", "What becomes of an own call when the client restarts?", "VX-UNK-10 H-45", []ValueText{
		{"forget", "It is forgotten, and nothing is sent.", "option of VX-UNK-10"},
		{"hangup", "It is hung up.", "option of H-45"},
		{"resume", "It goes on waiting.", "option of VX-UNK-10"},
	}},
	{"ver", "How is the field version read?", "V0-GEN-5 V1-VER-3 V1-VER-4 H-39 H-40", []ValueText{
		{"spec", "The integer 0 is version 0; anything else is version 1.", "V1-VER-3, V1-VER-4; " + jsSDK},
		{"strict", "Only exactly the value of the own version; any other event is dropped.", "V0-GEN-5; option of H-39"},
		{"lenient", "Any number and the text 0 are version 0; anything else, or none, is version 1.", mtxclient + ", for numbers; " + nheko + ", for the text 0; option of H-39"},
	}},
	{"kind", "Which media does a call have that was accepted for the user?", "VX-UNK-14 H-51", []ValueText{
		{"own", "Those that the user chose for the own call.", "V0-GLARE-6; " + jsSDK},
		{"incoming", "Those that the incoming call offers, even if they are more than the user chose.", "option of VX-UNK-14"},
		{"ask", "If they differ, the user is asked.", "option of VX-UNK-14"},
	}},
}
