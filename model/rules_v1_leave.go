package model

// rulesLeave are the rows in which a user leaves the room. What the other user's client makes
// of it is said of calls in progress (V1-LEAVE-1), and left open for invites (V1-LEAVE-2);
// of what rings nothing is said, nor of an invite that comes after its caller has left.
func rulesLeave() []Rule {
	inProgress, waiting := States(OConn, IAcc, ISending, IConn, Active), States(OSending, OWait)
	incoming := States(IPend, IRing, IIgn)
	asHangup := is(Leave, "hangup", "reject")
	return []Rule{
		{
			Row: "T1-93", In: RecvLeave, From: inProgress, To: Ended, Do: []Effect{Release}, Clauses: []string{"V1-LEAVE-1"},
			About: "the other user has left the room: as if that user had hung up",
		},
		{
			Row: "T1-59", In: RecvLeave, From: incoming, When: []When{asHangup}, To: Ended, Clauses: []string{"V1-LEAVE-1"},
			About: "the caller has left the room: it stops ringing",
		},
		{
			Row: "T1-59", Variant: "rings", In: RecvLeave, From: incoming, When: []When{is(Leave, "progress")}, Stays: true,
			Clauses: []string{"V1-LEAVE-1"}, About: "the caller has left the room: what rings is no call in progress yet, and rings on",
		},
		{
			Row: "T1-3E", In: RecvLeave, From: waiting, When: []When{is(Leave, "reject")}, If: Pair, To: Ended, Do: []Effect{Release},
			Clauses: []string{"V1-LEAVE-2"}, About: "nobody is left who could answer: as if the call had been rejected",
		},
		{
			Row: "T1-3E", Variant: "others", In: RecvLeave, From: waiting, When: []When{is(Leave, "reject")}, Unless: Pair, Stays: true,
			Clauses: []string{"V1-LEAVE-2"}, About: "somebody else can still answer",
		},
		{
			Row: "T1-3E", Variant: "waits", In: RecvLeave, From: waiting, When: []When{is(Leave, "hangup", "progress")}, Stays: true,
			Clauses: []string{"V1-LEAVE-2"}, About: "nobody is left who could answer, and the call waits for its lifetime",
		},
		{
			Row: "T1-3E", Variant: "prepares", In: RecvLeave, From: States(OPrep), Stays: true,
			Clauses: []string{"V1-LEAVE-2"}, About: "an invite that is not sent yet is no outstanding one",
		},
		{
			Row: "T1-A0", Variant: "left", In: RecvLeave, From: States(Ended), Stays: true, Clauses: []string{"V1-LEAVE-3"},
			About: "of a call that is over nothing is left to end",
		},
		{
			Row: "T1-09", Variant: "left-own", In: RecvLeave, From: States(None), If: IsOwn, Stays: true, Clauses: []string{"V1-LEAVE-1"},
			About: "the other user has left the room: that ends no call that is yet to be placed",
		},
		{
			Row: "T1-09", Variant: "left-progress", In: RecvLeave, From: States(None), When: []When{is(Leave, "progress")}, Unless: IsOwn, Stays: true,
			Clauses: []string{"V1-LEAVE-1"}, About: "the caller has left the room: an invite that is yet to come is no call in progress",
		},
		{
			Row: "T1-09", Variant: "left", In: RecvLeave, From: States(None), When: []When{asHangup, is(Unk, "drop", "buffer")}, Unless: IsOwn, Stays: true,
			Clauses: []string{"V1-LEAVE-1", "VX-UNK-1", "H-42"}, About: "the caller has left the room, which is as a hangup for an unknown call: it is dropped",
		},
		{
			Row: "T1-09", Variant: "left-tombstone", In: RecvLeave, From: States(None), When: []When{asHangup, is(Unk, "tombstone")}, Unless: IsOwn, To: Ended,
			Clauses: []string{"V1-LEAVE-1", "VX-UNK-1", "H-42"}, About: "the caller has left the room, which is as a hangup for an unknown call: it is remembered, and nothing of that caller rings",
		},

		{
			Row: "T1-93", Variant: "own", In: Left, From: all &^ (States(None, Ended) | incoming), To: Ended, Do: []Effect{Release},
			Clauses: []string{"V1-LEAVE-1"}, About: "the user has left the room: nothing can be sent there any more, and the call ends",
		},
		{
			Row: "T1-59", Variant: "own", In: Left, From: incoming, To: Ended, Clauses: []string{"V1-LEAVE-1"},
			About: "the user has left the room: nothing rings for it",
		},
		{
			Row: "T1-A0", Variant: "own-left", In: Left, From: States(None, Ended), Stays: true, Do: []Effect{Settle}, Clauses: []string{"V1-LEAVE-3"},
			About: "the user has left the room: what was owed there cannot be sent",
		},
	}
}
