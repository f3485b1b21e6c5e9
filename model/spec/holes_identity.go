package spec

var holesOfIdentity = []Hole{
	// Identity and comparison.
	{
		"H-14", "Equal call IDs", "DIV",
		"Of two equal IDs none is the lesser. If both keep their own call, both wait, and a hangup meant for one call ends both. IDs made of milliseconds collide, and a peer can copy an ID. Checks for repeated IDs often strike before glare does.",
		[]string{"V0-GLARE-2", "V0-INV-2", "VX-UNK-3"},
		[]string{"eq", "winner", "dup"},
		"v0 v1",
	},
	{
		"H-15", "Which lexicographical order", "DIV",
		"Bytes, code points and UTF-16 units agree on the IDs that version 1 allows, but collation, folding of case and comparison as numbers do not; version 0 allows any text. Two clients with different orders keep different calls.",
		[]string{"V0-GLARE-2", "V0-INV-2", "V0-GLARE-9"},
		[]string{"cmp", "winner"},
		"v0 v1",
	},
	{
		"H-15b", "IDs that begin with the time", "DEG",
		"Where IDs start with the clock, the lesser is the earlier by its maker's own clock, so a slow clock always wins, and one brand of client always beats another. It also ties the boundary of the rules to who pressed first.",
		[]string{"V0-INV-2", "V0-GLARE-2"},
		[]string{"cmp", "winner"},
		"v0 v1",
	},
	{
		"H-16", "Invalid IDs", "SEC DIV",
		"An empty ID, or one with forbidden characters, sorts below or above all others. A client that drops such an invite keeps its own call, while one that compares may yield.",
		[]string{"V0-INV-2", "V0-GLARE-2"},
		[]string{"schema", "cmp"},
		"v0 v1",
	},
	{
		"H-17", "The same invite twice", "DIV",
		"After a lost reply a client sends its invite again under a new transaction ID, or a client reads the same sync twice after a crash. The second copy may destroy the call, be ignored, or ring.",
		[]string{"VX-UNK-3", "VX-UNK-6", "F-TXN-2", "F-SYNC-6"},
		[]string{"dup", "second-call"},
		"v0 v1",
	},
	{
		"H-18", "Scope of a call ID", "SEC",
		"If a client looks calls up by ID alone, an event in another shared room hits the call, which the scope of the rules forbids.",
		[]string{"V0-INV-2", "V0-GLARE-3", "VX-UNK-4"},
		[]string{"auth", "dup"},
		"v0 v1",
	},

	// Time.
	{
		"H-19", "Winner expired at the receiver", "STUCK",
		"a<b, but a is so late, or the servers' clocks are so far apart, that B drops a as expired and keeps b. A, which received b in time, aborts it. Both wait for calls that the other has discarded.",
		[]string{"V0-INV-4", "V0-GLARE-2", "F-AGE-1"},
		[]string{"expired"},
		"v0 v1",
	},
	{
		"H-20", "Answer after expiry", "STUCK",
		"B accepts a for its user shortly before a's lifetime ends; media takes longer than what is left. A's hangup for the timeout crosses the answer, and b is already gone.",
		[]string{"V0-INV-4", "V0-INV-5", "V0-GLARE-2"},
		[]string{"expired", "life-end"},
		"v0 v1",
	},
	{
		"H-21", "Where the caller's timer starts", "DIV",
		"The caller may count from handing over the invite, from its acceptance or from its echo; the receiver counts from the server's timestamp. A queue of some seconds sets the two apart.",
		[]string{"V0-INV-6", "VX-UNK-7", "F-AGE-1"},
		[]string{"life-origin"},
		"v0 v1",
	},
	{
		"H-22", "Negative or absent age", "STUCK DIV",
		"With skewed servers the age of an invite is below zero, so that it never expires, or far too large, so that it is dead on arrival. What replaces an absent age is not said.",
		[]string{"V0-INV-4", "V0-INV-6", "F-AGE-1", "F-TS-1"},
		[]string{"expired"},
		"v0 v1",
	},
	{
		"H-23", "No limit to connecting", "STUCK",
		"Nothing ends the wait for media after an answer, so every divergence that leaves a device connecting is permanent.",
		[]string{"VX-UNK-8"},
		[]string{"connecting"},
		"v0 v1",
	},
	{
		"H-24", "Own timeout crosses an invite", "DEG DIV",
		"A's lifetime ends and its hangup is under way when b arrives; whether A still waits is open. B, which has not seen the hangup, finds a<b, aborts b and answers a, which then ends.",
		[]string{"V0-INV-5", "V0-GLARE-2", "VX-UNK-7"},
		[]string{"life-end", "second-call"},
		"v0 v1",
	},
}
