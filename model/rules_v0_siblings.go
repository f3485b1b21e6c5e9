package model

// Version 0 has no word for what the other devices of a user do. A client sees their events
// in the room all the same, and knob elsewhere says what it makes of them: nothing; or it
// stops ringing for what the user has answered or declined there; or it holds, besides, that
// of two answers the first in the room is the user's, which is the one that the caller takes.

// heeding are the readings that make something of what other own devices do.
var heeding = is(Elsewhere, "stop", "first")

// rulesSiblings are the rows whose input says what another device of the user has done
// about a call.
func rulesSiblings() []Rule {
	deaf := is(Elsewhere, "ring")
	incoming, outgoing := States(IPend, IRing, IIgn), States(OPrep, OSending, OWait, OConn)
	engaged := States(IAcc, ISending, IConn, Active)
	list := []Rule{
		{
			Row: "T0-54", Variant: "unheard", In: AnsweredElsewhere, From: all, When: []When{deaf}, Stays: true, Clauses: []string{"VX-UNK-9"},
			About: "the user answered on another device, and this one makes nothing of that",
		},
		{
			Row: "T0-55", Variant: "unheard", In: HungUpElsewhere, From: all, When: []When{deaf}, Stays: true, Clauses: []string{"VX-UNK-9"},
			About: "the user hung up on another device, and this one makes nothing of that",
		},
		{
			Row: "T0-3B", In: AnsweredElsewhere, From: outgoing, When: []When{heeding}, Stays: true, Clauses: []string{"VX-UNK-4"},
			About: "another own device answers the own call: it was not called",
		},
		{
			Row: "T0-84", In: AnsweredElsewhere, From: engaged, When: []When{is(Elsewhere, "stop")}, Stays: true, Clauses: []string{"V0-ANS-2", "H-28"},
			About: "two devices of the user have answered: neither gives way",
		},

		{
			Row: "T0-55", In: HungUpElsewhere, From: incoming, When: []When{heeding}, To: Ended, Clauses: []string{"VX-UNK-9", "V0-MSG-4"},
			About: "the user declined on another device: ringing stops here",
		},
		{
			Row: "T0-55", Variant: "engaged", In: HungUpElsewhere, From: engaged, When: []When{heeding}, To: Ended, Do: []Effect{Release},
			Clauses: []string{"V0-HUP-1", "VX-UNK-4"}, About: "the user hung up on another device, which the caller obeys: so does this one",
		},
		{
			Row: "T0-3B", Variant: "hangup", In: HungUpElsewhere, From: outgoing, When: []When{heeding}, Stays: true, Clauses: []string{"VX-UNK-4"},
			About: "another own device hangs up the own call, which it has no part in",
		},
		{
			Row: "T0-06", Variant: "hangup-elsewhere", In: HungUpElsewhere, From: States(None), When: []When{heeding, is(Unk, "drop", "buffer")}, Stays: true,
			Clauses: []string{"VX-UNK-1", "H-42"}, About: "a hangup elsewhere of an unknown call is dropped",
		},
		{
			Row: "T0-06", Variant: "tombstone-elsewhere", In: HungUpElsewhere, From: States(None), When: []When{heeding, is(Unk, "tombstone")}, To: Ended,
			Clauses: []string{"VX-UNK-1", "H-42"}, About: "a hangup elsewhere of an unknown call is remembered",
		},
		{
			Row: "T0-A0", Variant: "hangup-elsewhere", In: HungUpElsewhere, From: States(Ended), When: []When{heeding}, Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "a hangup elsewhere of an ended call changes nothing",
		},
	}
	for _, r := range []Rule{
		{
			Row: "T0-54", In: AnsweredElsewhere, From: incoming, When: []When{heeding}, To: Ended, Clauses: []string{"VX-UNK-9"},
			About: "the user answered on another device: ringing stops here",
		},
		{
			Row: "T0-06", Variant: "answered-elsewhere", In: AnsweredElsewhere, From: States(None), When: []When{heeding}, Stays: true,
			Clauses: []string{"VX-UNK-1"}, About: "an answer elsewhere to an unknown call changes nothing",
		},
		{
			Row: "T0-A0", Variant: "answered-elsewhere", In: AnsweredElsewhere, From: States(Ended), When: []When{heeding}, Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "an answer elsewhere to an ended call changes nothing",
		},
	} {
		list = append(list, besideOwn(r)...)
	}
	return append(append(list, firstAnswers("T0-84", "V0-ANS-2")...), siblingCalls()...)
}

// siblingCalls are the rules for an invite that another own device has sent. It is for
// somebody else; word by word the glare rules mean it all the same (H-36).
func siblingCalls() []Rule {
	glares, clauses := is(Sib, "glare"), []string{"VX-UNK-5", "H-36"}
	return []Rule{
		{
			Row: "T0-07", Variant: "sibling", In: SiblingInvite, From: all, When: []When{is(Sib, "ignore", "withdraw")}, Stays: true,
			Clauses: clauses, About: "another own device calls somebody: that is not for this one",
		},
		{
			Row: "T0-07", Variant: "sibling-alone", In: SiblingInvite, From: States(None), When: []When{glares}, Unless: own, Stays: true,
			Clauses: clauses, About: "another own device calls somebody, and this one does not",
		},
		{
			Row: "T0-07", Variant: "sibling-glare", In: SiblingInvite, From: States(None), When: []When{glares}, Any: own, Stays: true,
			Do: []Effect{Show}, Clauses: clauses, About: "another own device calls somebody, as this one does: taken for glare",
		},
		{
			Row: "T0-07", Variant: "sibling-known", In: SiblingInvite, From: all &^ States(None), When: []When{glares}, Stays: true,
			Clauses: clauses, About: "another own device's call is known already",
		},
	}
}

// firstAnswers are the rules by which, of two answers of one user, the first in the room
// counts: all devices of a user see them in the same order (F-ORD-3), and so does the
// caller, who takes the first one. A device that has not seen its own answer there yet is later.
func firstAnswers(row, clause string) []Rule {
	first := is(Elsewhere, "first")
	return []Rule{
		{
			Row: row, Variant: "second", In: AnsweredElsewhere, From: States(IAcc, ISending, IConn), When: []When{first}, Unless: OwnEchoed,
			To: Ended, Do: []Effect{Release}, Clauses: []string{clause, "F-ORD-3", "H-28", "H-29"},
			About: "the answer of another own device is the first in the room: this one gives way, and sends nothing",
		},
		{
			Row: row, Variant: "first", In: AnsweredElsewhere, From: States(IAcc, ISending, IConn), When: []When{first}, If: OwnEchoed,
			Stays: true, Clauses: []string{clause, "F-ORD-3"}, About: "another own device has answered too, later in the room",
		},
		{
			Row: row, Variant: "talking", In: AnsweredElsewhere, From: States(Active), When: []When{first}, Stays: true,
			Clauses: []string{clause}, About: "another own device has answered too, and media flow here",
		},
	}
}
