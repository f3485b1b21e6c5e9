package spec

// What decides which of two calls lives, and what the others are told.
var knobsOfGlare = []KnobText{
	{"inflight", "To which rule does an invite belong that was handed over but is not yet acknowledged?", "V0-GLARE-1 V0-GLARE-2 H-01 H-02 H-03 H-04", []ValueText{
		{"prep", "It is still being prepared: rule 1, yield to the incoming call.", "V0-GLARE-1; " + dartSDK},
		{"sent", "It was sent: rule 2, compare the IDs.", "V0-GLARE-2; " + jsSDK2015},
		{"defer", "Neither: hold the incoming call until the send ends, then rule 2 if it was accepted and accept the held call if it failed.", "option of H-01 and H-02"},
		{"echo", "It was sent once its echo is seen, and is being prepared until then.", "option of H-04, F-ECHO-2"},
		{"prep-now", "It is still being prepared: rule 1; and the hangup that abort-out has follows at once, not only once the invite has landed.", jsSDK211 + ", gotLocalOffer: create_offer until the reply, and a hangup is sent from that state"},
		{"sent-silent", "It was sent: rule 2; but a call that gives way meanwhile ends without a hangup, as one that is being prepared.", hydrogenSDK + ", PeerCall.handleInviteGlare: create_offer until the reply, and none is sent from that state"},
	}},
	{"rule1", "What does a client that is still preparing do with an incoming call?", "V0-GLARE-1 H-09", []ValueText{
		{"yield", "Drop the own call and accept the incoming one, whatever the IDs.", "V0-GLARE-1"},
		{"compare", "Compare the IDs, as if the invite had been sent.", jsSDK},
	}},
	{"glare", "Are the glare rules followed at all?", "V0-GLARE-1 V0-GLARE-2", []ValueText{
		{"rule", "Yes.", "V0-GLARE-1, V0-GLARE-2"},
		{"off-ignore", "No: an invite is ignored while the room has any call here.", elementAndroid},
		{"off-ring", "No: an invite rings as a second call beside the own one.", iosSDK},
	}},
	{"accept", "What becomes of an incoming call that has won?", "V0-GLARE-1 V0-GLARE-2 H-48 H-50", []ValueText{
		{"auto", "It is answered for the user.", "V0-GLARE-1, V0-GLARE-2"},
		{"ring", "It rings, and the user decides.", dartSDK + ", so that nobody is answered unexpectedly"},
	}},
	{"visible", "From when on does the own call take part in glare?", "V0-GLARE-1 H-51 H-54", []ValueText{
		{"press", "From the moment the user presses call.", "V0-GLARE-1"},
		{"media", "Once capture is granted; an invite that comes before that rings.", jsSDK},
	}},
	{"abort-out", "What is sent for the own call when it gives way?", "V0-GLARE-9 H-03 H-10 H-11 H-12 H-25 H-27 H-29 H-32 H-32b H-36", []ValueText{
		{"hangup", "A hangup of it, provided its invite was handed over.", "V0-MSG-5; " + jsSDK},
		{"silent", "Nothing.", "V0-GLARE-9; " + nheko},
	}},
	{"abort-in", "What is sent for the incoming call when it gives way?", "V0-GLARE-9 H-02 H-08 H-09 H-10 H-13 H-30 H-32b H-36 H-39 H-40 H-41 H-44 H-54", []ValueText{
		{"silent", "Nothing.", "V0-GLARE-9; " + nheko},
		{"hangup", "A hangup of it.", "V0-MSG-4; " + jsSDK2015 + "; " + jsSDK},
		{"reject", "A reject of it; to a version 0 invite, a hangup.", "V0-MSG-4; V1-REJ-1; option of H-13"},
	}},
	{"eq", "Which call lives if both have the same ID, or IDs that compare as equal?", "V0-GLARE-2 H-14 H-53", []ValueText{
		{"keep-own", "The own one.", jsSDK2015},
		{"take-incoming", "The incoming one.", "option of H-14"},
		{"user-id", "The one whose caller has the lesser user ID.", "XEP-0166, which compares the addresses; option of H-14"},
		{"abort-both", "Neither.", ringRTC},
		{"duplicate", "The question does not come up: the invite is taken for a repetition and ignored.", dartSDK + "; " + nheko},
	}},
	{"cmp", "By which order is one call ID lesser than another?", "V0-GLARE-2 H-15 H-15b H-16", []ValueText{
		{"bytes", "By the bytes of UTF-8.", nheko},
		{"points", "By Unicode code points.", "option of H-15; text in Python"},
		{"utf16", "By UTF-16 code units.", jsSDK + "; " + dartSDK},
		{"uca", "By the Unicode collation of the root locale.", "option of H-15; localeCompare in JavaScript"},
		{"fold", "By bytes, after ASCII letters are made lower case.", "option of H-15"},
		{"numeric", "As numbers if both are digits only, else by bytes.", "option of H-15"},
	}},
	{"winner", "Which of two crossing calls survives?", "V0-GLARE-2 H-14 H-15 H-15b", []ValueText{
		{"lesser-id", "The one with the lesser call ID.", "V0-GLARE-2"},
		{"greater-id", "The one with the greater call ID.", "option of V0-GLARE-2, which exchanges the two; a slip that clients make, mutant greater-wins"},
		{"lesser-user", "The one whose caller has the lesser user ID; call IDs are not compared, so that equal ones are no tie.", "XEP-0166, which compares the addresses; option of H-14"},
		{"first-in-room", "The one whose invite comes first in the room's timeline, as this client sees it; an own invite that has not come back through sync yet is later than any that has arrived.", "option of V0-GLARE-2 and F-ORD-1"},
		{"earliest-ts", "The one whose invite has the earlier origin_server_ts; a client knows its own once the invite has come back through sync, and counts it as later until then.", "option of V0-GLARE-2 and F-TS-1"},
	}},
	{"expired", "When does the age of an invite bar it from glare?", "V0-INV-4 H-19 H-20 H-22 H-49", []ValueText{
		{"drop-first", "Once it exceeds the lifetime; such an invite is dropped before the rules see it.", "V0-INV-4; " + jsSDK2015 + "; " + dartSDK},
		{"ignore", "Never.", nheko + ", which checks no age"},
		{"margin-MS", "Once less than this many milliseconds of the lifetime are left.", "V1-LIVE-2; " + jsSDK + " with 3000"},
	}},
	{"batch", "When are the events of one sync weighed?", "F-SYNC-5 H-25 H-26 H-27", []ValueText{
		{"event", "One by one, as they come.", "V0-GLARE-2"},
		{"sync-end", "After the whole sync was read, without the calls that ended in it.", "V1-LIVE-3; " + jsSDK},
	}},
	{"retro", "What does pressing call do while an invite to that room rings or is ignored?", "H-06 H-07 H-08 H-49", []ValueText{
		{"send", "Place the call beside it.", "V0-MSG-1; V0-GLARE-1 covers only invites received while preparing"},
		{"accept", "Answer that invite.", nheko},
		{"refuse", "Nothing: one call at a time.", "option of H-06"},
		{"compare", "Place the call, and treat that invite under rule 2 once the own one is sent.", "option of H-06"},
	}},
	{"ringpol", "What does a policy that keeps an invite from ringing also keep it from?", "H-07 H-33", []ValueText{
		{"all", "From being accepted under the glare rules as well.", "option of H-33"},
		{"ring-only", "From ringing only: it still takes part in glare.", "option of H-33; V0-GLARE-1, V0-GLARE-2, which have no exception"},
	}},
	{"invitee", "Must the rival be the very user who was called?", "V0-GLARE-3 H-34 H-35 H-37 H-48 H-49", []ValueText{
		{"literal", "No: any member's invite to the room counts.", "V0-GLARE-3"},
		{"match", "Yes: it comes from whom this user called, and is meant for this user.", jsSDK + "; " + nheko},
	}},
	{"sib", "What do the call events of the user's other devices mean during glare?", "VX-UNK-9 H-28 H-29 H-30 H-31 H-36 H-37", []ValueText{
		{"ignore", "Nothing.", jsSDK + ", for invites; option of H-36"},
		{"glare", "Their invites are rivals like any other.", "V0-GLARE-2, word by word; H-36"},
		{"withdraw", "Once the user has answered there, an own call that was not in the room before is withdrawn.", "option of H-30"},
	}},
	{"second-call", "What becomes of an invite that comes while the own call is no longer waiting?", "VX-UNK-13 H-05 H-17 H-24 H-27 H-29 H-35 H-38 H-41", []ValueText{
		{"ring", "It rings as a call waiting.", "V1-HUP-6; " + iosSDK},
		{"silent", "It is passed over.", elementAndroid},
		{"busy", "It is refused, as a busy line does.", "V1-HUP-2, which has such a reason; option of H-05"},
		{"compare", "The IDs are compared again.", "option of H-05 and H-35"},
	}},
}
