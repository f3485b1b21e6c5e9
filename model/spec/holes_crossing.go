package spec

var holesOfCrossing = []Hole{
	// Crossing with hangups, answers and redials.
	{
		"H-25", "Winner withdrawn", "DIV",
		"a<b, and A's user gives up at once. B sees a, aborts its own b and answers a; then a's hangup ends that. B's call was destroyed for one that its owner had withdrawn, and nothing restores it.",
		[]string{"V0-GLARE-2", "V0-MSG-5"},
		[]string{"abort-out", "batch"},
		"v0 v1",
	},
	{
		"H-26", "Outcome depends on batches", "DIV",
		"If an invite and its hangup come in one sync, a client that looks at the whole batch never considers that call; one that goes event by event yields to it. So the way a server cuts its responses decides which call lives.",
		[]string{"V0-GLARE-2", "F-SYNC-5"},
		[]string{"batch"},
		"v0 v1",
	},
	{
		"H-27", "Three crossing invites after a redial", "DIV",
		"A calls, gives up and calls again as a2, while B calls, with a1<b<a2. B yields to a1, A yields to b, and each answers a call that was hung up. Every step follows the rules and nothing connects.",
		[]string{"V0-GLARE-2", "V0-MSG-5", "V0-GLARE-9"},
		[]string{"batch", "abort-out", "second-call"},
		"v0 v1",
	},
	{
		"H-28", "Another device answers the winner", "DIV",
		"a<b. B2 answers a while B1, which placed b, yields and answers a as well. A selection ends one of them in version 1; in version 0 the second answer is lost on A, and B1 connects for ever.",
		[]string{"V0-GLARE-2", "V0-ANS-2", "V0-CAND-4"},
		[]string{"sib", "elsewhere"},
		"v0 v1",
	},
	{
		"H-29", "Another device answers the loser", "DIV",
		"b<a. B2 answers a. If A sees b first it aborts a and B2 is left connecting; if A sees the answer first it is no longer waiting, and B1 waits on b beside its own user's live call. The order at A's server decides.",
		[]string{"V0-GLARE-2", "V0-ANS-2", "F-SYNC-1"},
		[]string{"sib", "abort-out", "second-call", "elsewhere"},
		"v0 v1",
	},
	{
		"H-30", "Winner's other device answers the loser", "DIV",
		"a<b, and A2 answers b before B sees a. A1 still waits on a and may hang b up for its user, which ends A2's live call wherever any hangup counts. Whether A1 should withdraw a is not said.",
		[]string{"V0-GLARE-2", "V0-HUP-4", "VX-UNK-4", "VX-UNK-9"},
		[]string{"sib", "auth", "abort-in", "elsewhere"},
		"v0 v1",
	},
	{
		"H-31", "Another device rejects the winner", "DIV",
		"a<b. B1 yields and answers a for its user, while on B2 the user rejects a. If A sees the reject first, a ends, and b was aborted before.",
		[]string{"V0-GLARE-2", "V0-MSG-4", "VX-UNK-9"},
		[]string{"sib", "elsewhere"},
		"v0 v1",
	},
	{
		"H-32", "Loser's answer cannot be sent", "STUCK",
		"The loser hangs up its own call, and then its answer to the winner is refused or held up. It has no call, and the winner waits. Answering first would be safer; the order of the two is not said.",
		[]string{"V0-GLARE-2", "VX-UNK-6", "F-SEND-2", "F-SEND-3"},
		[]string{"sendfail", "abort-out"},
		"v0 v1",
	},
	{
		"H-32b", "Loser's hangup is lost", "STUCK",
		"The answer arrives but the hangup of the losing call does not: the pair connects, and the winner's other devices ring on for the loser.",
		[]string{"VX-UNK-6", "VX-UNK-9"},
		[]string{"sendfail", "abort-out", "abort-in"},
		"v0 v1",
	},

	// Who takes part.
	{
		"H-33", "Ring policy against automatic answer", "STUCK",
		"A ignores incoming invites in that room but has placed a call there. With b<a, B keeps b and aborts a, while A ignores b.",
		[]string{"V0-GLARE-1", "V0-GLARE-2"},
		[]string{"ringpol"},
		"v1",
	},
	{
		"H-34", "Third party with a lesser ID", "SEC DIV",
		"In a room of three, A calls B and C calls A with a lesser ID. Taken word by word, A drops its call to B and accepts C's unasked, since only the room and the ID count.",
		[]string{"V0-GLARE-2", "V0-GLARE-3"},
		[]string{"invitee"},
		"v1",
	},
	{
		"H-35", "Three callers", "DIV",
		"Three members call the room at once. Each pair picks its lesser call, but a client that has yielded once no longer waits, so the pairs do not add up to the least of all; the order of arrival decides.",
		[]string{"V0-GLARE-2", "V0-GLARE-3", "V0-GLARE-9"},
		[]string{"second-call", "invitee"},
		"v1",
	},
	{
		"H-36", "Own other device calls too", "DEG DIV",
		"A1 and A2 both call, and B's ID lies between theirs. Word by word A1 and A2 are rivals of each other. A1's call survives only if B hangs up its own, and a loud abort by one of them ends the call for both.",
		[]string{"V0-GLARE-2", "VX-UNK-4", "VX-UNK-5"},
		[]string{"sib", "abort-out", "abort-in"},
		"v0 v1",
	},
	{
		"H-37", "Glare with oneself", "STUCK",
		"Two devices of one user call each other. Only the party tells a rival from an echo; with a constant party each takes the other's invite for its own, and both wait. Third devices and politeness are not treated.",
		[]string{"VX-UNK-4", "VX-UNK-5", "F-ECHO-1"},
		[]string{"echo-filter", "sib", "invitee"},
		"v1",
	},
	{
		"H-38", "Two rooms with the same people", "DEG",
		"A calls in one room and B in another. The rules look at one room only, so each user has an outgoing call and a ringing one.",
		[]string{"V0-GLARE-3"},
		[]string{"second-call"},
		"v0 v1",
	},
	{
		"H-39", "Mixed versions", "DIV STUCK",
		"A v0 client may drop events whose version is text, does not know rejects, and may refuse a whole batch for the marker that ends candidates; a v1 client may ignore a hangup without party. Clients also disagree on which values of the field mean which version.",
		[]string{"V0-GEN-5", "V0-CAND-3", "V0-CAND-4", "V0-ROOM-1"},
		[]string{"ver", "abort-in", "auth"},
		"v0 v1",
	},
}
