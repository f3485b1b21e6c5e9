package model

// rulesGathering are the rows in which the gathering of candidates comes to its end. Who has
// found all of its candidates says so at once, with whatever is still to be sent
// (V1-EOC-2), whoever the other end is: that clients must is said without a condition; of
// which version the other end is, a caller cannot know before the answer; and one of version 0
// has no such entry and passes it over. What the peer makes of it is knob trickle.
func rulesGathering() []Rule {
	caller, callee, active := States(OWait, OConn), States(IConn), States(Active)
	early, pending := States(OSending, OWait), States(IPend, IRing, IIgn, IAcc, ISending)
	connecting := callee | active | States(OConn)
	send, wait := is(Eoc, "send"), is(Trickle, "wait")
	end := []string{"V1-EOC-1", "V1-EOC-2"}
	complete := []Effect{MarkComplete}
	return []Rule{
		{
			Row: "T1-39", In: GatherDone, From: caller | active, When: []When{send}, Stays: true, Do: []Effect{SendEnd}, Clauses: end,
			About: "all candidates are found, which the caller, or who is in the call, says at once",
		},
		{
			Row: "T1-87", Variant: "end", In: GatherDone, From: callee, When: []When{send}, Stays: true, Do: []Effect{SendEnd},
			Clauses: end, About: "the callee has found all of its candidates, and says so at once",
		},
		{
			Row: "T1-39", Variant: "silent", In: GatherDone, From: caller | callee | active, When: []When{is(Eoc, "none")}, Stays: true,
			Clauses: []string{"V1-EOC-1"}, About: "all candidates are found, and nobody is told",
		},
		{
			Row: "T1-39", Variant: "stale", In: GatherDone, From: all &^ (caller | callee | active), Stays: true,
			Clauses: []string{"H-54"}, About: "all candidates are found of a call that cannot use them",
		},

		{
			Row: "T1-3A", Variant: "end", In: RecvEnd, From: early, When: []When{wait}, Stays: true, Do: complete,
			Clauses: []string{"V1-PARTY-6", "V1-EOC-1"}, About: "the end of the candidates overtakes the answer, and is kept for it",
		},
		{
			Row: "T1-5A", Variant: "end", In: RecvEnd, From: pending, When: []When{wait}, Stays: true, Do: complete,
			Clauses: []string{"V1-CAND-4", "V1-EOC-1"}, About: "the caller's candidates are all there before the answer is",
		},
		{
			Row: "T1-42", Variant: "end", In: RecvEnd, From: connecting, When: []When{wait}, Stays: true, Do: complete,
			Clauses: []string{"V1-EOC-1", "V1-EOC-2"}, About: "the peer's candidates are all there: what waited for them can connect",
		},
		{
			Row: "T1-42", Variant: "trickled", In: RecvEnd, From: early | pending | connecting, When: []When{is(Trickle, "use")}, Stays: true,
			Clauses: []string{"V1-EOC-1"}, About: "candidates are used as they come, so that nothing waits for their end",
		},
		{
			Row: "T1-09", Variant: "end", In: RecvEnd, From: States(None), When: []When{wait, is(Unk, "buffer")}, Stays: true, Do: complete,
			Clauses: []string{"VX-UNK-1"}, About: "the end of the candidates of a call that is not known yet is kept",
		},
		{
			Row: "T1-09", Variant: "end-dropped", In: RecvEnd, From: States(None), When: []When{wait, is(Unk, "drop", "tombstone")}, Stays: true,
			Clauses: []string{"VX-UNK-1"}, About: "the end of the candidates of an unknown call is dropped",
		},
		{
			Row: "T1-09", Variant: "end-trickled", In: RecvEnd, From: States(None), When: []When{is(Trickle, "use")}, Stays: true,
			Clauses: []string{"VX-UNK-1"}, About: "the end of the candidates of an unknown call changes nothing",
		},
		{
			Row: "T1-A0", Variant: "end", In: RecvEnd, From: States(OPrep, Ended), Stays: true, Clauses: []string{"VX-UNK-2", "H-54"},
			About: "the end of the candidates of a call that is over, or not begun, is ignored",
		},
	}
}
