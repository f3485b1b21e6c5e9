package spec

var holesOfRules = []Hole{
	// The boundary between the two rules.
	{
		"H-01", "In-flight send", "DIV",
		"Rule 1 speaks of preparing and rule 2 of having sent; an invite in flight is neither. If both in-flight sides take rule 1, each drops its own call and answers the other's, which is gone. If only A is in flight, that happens when a<b.",
		[]string{"V0-GLARE-1", "V0-GLARE-2", "V0-GLARE-9", "VX-UNK-6"},
		[]string{"inflight"},
		"v0 v1",
	},
	{
		"H-02", "Invite that fails after it won", "DIV",
		"A counts its invite in flight as sent, finds a<b and aborts b. Then the send of a is refused for good. A has nothing left, B was aborted, and no event takes an abort back.",
		[]string{"V0-GLARE-2", "VX-UNK-6", "F-SEND-2"},
		[]string{"inflight", "sendfail", "abort-in"},
		"v0 v1",
	},
	{
		"H-03", "Ghost invite", "DIV STUCK",
		"Rule 1 drops a call whose invite then reaches the room after all. No text makes A hang it up, so other devices of B ring for it and may answer a dead call; and a hangup for an invite that never arrived names an unknown call.",
		[]string{"V0-GLARE-1", "VX-UNK-1", "VX-UNK-6"},
		[]string{"inflight", "abort-out", "unk"},
		"v0 v1",
	},
	{
		"H-04", "Echo before acknowledgement", "DIV",
		"A sees its own invite in sync before the reply to the send. Whether a is now sent is open; and a client that does not know its echo takes it for a rival under rule 1 and accepts its own call.",
		[]string{"V0-GLARE-1", "VX-UNK-5", "F-ECHO-2"},
		[]string{"inflight", "echo-filter"},
		"v0 v1",
	},
	{
		"H-05", "When waiting ends", "DEG DIV",
		"Rule 2 needs a client that waits for a response, but waiting may end at the answer, its application, the selection or media. If B's answer to a overtakes b, A either rings for b, or compares again, or refuses b as busy.",
		[]string{"V0-GLARE-2", "V0-GLARE-9"},
		[]string{"second-call"},
		"v0 v1",
	},
	{
		"H-06", "Invite that came before the press", "DIV",
		"b already rings when A's user presses call instead of answer. Rule 1 speaks of invites received while preparing, so it does not apply. If a is sent and b<a, B aborts a and A waits beside a call that rings.",
		[]string{"V0-GLARE-1", "V0-GLARE-2"},
		[]string{"retro"},
		"v0 v1",
	},
	{
		"H-07", "Ignored, then called back", "STUCK",
		"A ignores b, which sends nothing, and later calls B. With b<a, B keeps b and aborts a, while A has silenced b: both hear ringing until the lifetime ends.",
		[]string{"V0-GLARE-2", "VX-UNK-2"},
		[]string{"retro", "ringpol"},
		"v0 v1",
	},
	{
		"H-08", "Rejected, then called back, with the reject late", "DIV",
		"A rejects b, but that send is held up and a reaches B first. With b<a, B aborts a; then the reject ends b. Both calls are gone although A wanted to call back.",
		[]string{"V0-GLARE-2", "V0-MSG-4", "F-SEND-2", "F-SEND-3"},
		[]string{"retro", "abort-in"},
		"v0 v1",
	},

	// What dropping and aborting send.
	{
		"H-09", "Aborting the incoming call aloud", "DIV DEG",
		"The winner ends the losing call with an event. If that event reaches the loser before the winning invite does, the loser's call ends first, and the winning invite then rings as an ordinary call that nobody accepts for the user.",
		[]string{"V0-GLARE-2", "V0-GLARE-9", "V0-HUP-1", "F-FED-2"},
		[]string{"abort-in", "auth", "rule1"},
		"v0 v1",
	},
	{
		"H-10", "Aborting the incoming call in silence", "STUCK",
		"The winner says nothing about b, so its user's other devices ring on until B itself hangs b up. If B is silent too, A2 may answer b and wait for media for ever.",
		[]string{"V0-GLARE-2", "V0-GLARE-9", "VX-UNK-9"},
		[]string{"abort-in", "abort-out"},
		"v0 v1",
	},
	{
		"H-11", "Aborting the own call in silence", "STUCK",
		"The loser drops its call without a hangup, and other devices that received its invite ring for nothing. At least one hangup of the losing call is needed for all devices to agree; no text asks for it.",
		[]string{"V0-GLARE-1", "V0-GLARE-2", "V0-GLARE-9"},
		[]string{"abort-out"},
		"v0 v1",
	},
	{
		"H-12", "No reason means replaced", "DEG STUCK",
		"None of the defined reasons says that a call was superseded. The closest ones make a missed call or an error of it, and an invented one may fail strict parsing, which loses the hangup.",
		[]string{"V0-HUP-2", "V0-HUP-3"},
		[]string{"abort-out", "reason", "schema"},
		"v0 v1",
	},
	{
		"H-13", "Hanging up another's call", "DIV",
		"In version 0 a hangup is how one rejects. In version 1 it is unclear whether a client that never answered may send one, so some peers obey it and some do not.",
		[]string{"V0-MSG-4", "V0-HUP-4", "VX-UNK-4"},
		[]string{"abort-in", "auth"},
		"v0 v1",
	},
}
