package model

// rulesElsewhere are the rows whose input says what became of a call at another device:
// of the same user, or of another one who was called too. An answer there is an attempt like
// the own one, and the caller chooses (V1-ACT-1); its selection is the last word (V1-SEL-2).
func rulesElsewhere() []Rule {
	alerting, making := States(IRing, IIgn), States(IAcc, ISending)
	outgoing := States(OPrep, OSending, OWait, OConn)
	engaged := making | States(IConn, Active)
	return []Rule{
		{
			Row: "T1-10", Variant: "selected", In: RecvSelectOther, From: States(IPend), To: Ended, Clauses: []string{"V1-LIVE-3", "V1-SEL-2"},
			About: "another device was selected in the same sync response: it never rings",
		},
		{
			Row: "T1-57", In: RecvSelectOther, From: alerting, To: Ended, Clauses: []string{"V1-SEL-2", "VX-UNK-9"},
			About: "another device was selected: ringing stops, answered elsewhere",
		},
		{
			Row: "T1-62", Variant: "selected", In: RecvSelectOther, From: making, To: Ended, Do: []Effect{Release}, Clauses: []string{"V1-SEL-2"},
			About: "another device was selected while the answer was made: nothing is sent",
		},
		{
			Row: "T1-81", In: RecvSelectOther, From: States(IConn), To: Ended, Do: []Effect{Release}, Clauses: []string{"V1-SEL-2", "V1-REJ-4"},
			About: "another device was selected, or a reject: the own answer has lost, and nothing is sent",
		},
		{
			Row: "T1-9C", In: RecvSelectOther, From: States(Active), Unless: IsOwn, To: Ended, Do: []Effect{Release}, Clauses: []string{"V1-SEL-2"},
			About: "another device was selected, though media flow here",
		},
		{
			Row: "T1-82", Variant: "own", In: RecvSelectOther, From: States(Active), If: IsOwn, Stays: true, Clauses: []string{"VX-UNK-4"},
			About: "a selection for an own call is the own device's to send",
		},
		{
			Row: "T1-82", In: RecvSelectOther, From: outgoing, Stays: true, Clauses: []string{"VX-UNK-4"},
			About: "a selection for an own call that waits is the own device's to send",
		},
		{
			Row: "T1-09", Variant: "selected", In: RecvSelectOther, From: States(None), Stays: true, Clauses: []string{"VX-UNK-1"},
			About: "a selection of another device for an unknown call changes nothing",
		},
		{
			Row: "T1-A0", Variant: "selected", In: RecvSelectOther, From: States(Ended), Stays: true, Clauses: []string{"VX-UNK-2"},
			About: "a selection of another device for an ended call changes nothing",
		},

		{
			Row: "T1-10", Variant: "rejected", In: RejectedElsewhere, From: States(IPend), To: Ended, Clauses: []string{"V1-LIVE-3", "V1-ACT-2"},
			About: "another device rejected in the same sync response: it never rings",
		},
		{
			Row: "T1-55", In: RejectedElsewhere, From: alerting, To: Ended, Clauses: []string{"V1-ACT-2", "V1-REJ-1"},
			About: "the user rejected on another device: ringing stops here",
		},
		{
			Row: "T1-63", Variant: "rejected", In: RejectedElsewhere, From: engaged, Stays: true, Clauses: []string{"V1-REJ-2", "V1-REJ-4"},
			About: "the user rejected on another device after this one had answered: the caller chooses",
		},
		{
			Row: "T1-35", Variant: "rejected", In: RejectedElsewhere, From: outgoing, Stays: true, Clauses: []string{"VX-UNK-4"},
			About: "another own device rejects the own call: it was not called",
		},
		{
			Row: "T1-09", Variant: "rejected-elsewhere", In: RejectedElsewhere, From: States(None), When: []When{is(Unk, "drop", "buffer")}, Stays: true,
			Clauses: []string{"VX-UNK-1", "H-42"}, About: "a reject elsewhere of an unknown call is dropped",
		},
		{
			Row: "T1-09", Variant: "rejected-tombstone", In: RejectedElsewhere, From: States(None), When: []When{is(Unk, "tombstone")}, To: Ended,
			Clauses: []string{"VX-UNK-1", "H-42"}, About: "a reject elsewhere of an unknown call is remembered",
		},
		{
			Row: "T1-A0", Variant: "rejected-elsewhere", In: RejectedElsewhere, From: States(Ended), Stays: true, Clauses: []string{"VX-UNK-2"},
			About: "a reject elsewhere of an ended call changes nothing",
		},
	}
}
