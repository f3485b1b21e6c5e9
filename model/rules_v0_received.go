package model

// rulesReceived are the rows whose input is another event of the peer.
func rulesReceived() []Rule {
	inbound := States(IPend, IRing, IIgn, IAcc, ISending, IConn)
	unknown := []string{"VX-UNK-1"}
	obeyed := is(Auth, "anyone", "peer")
	deaf := is(Auth, "party", "chosen")
	return []Rule{
		{
			Row: "T0-30", In: RecvAnswer, From: States(OWait), To: OConn, Clauses: []string{"V0-MSG-2", "V0-ANS-1"},
			About: "the peer answered; media is being connected",
		},
		{
			Row: "T0-26", In: RecvAnswer, From: States(OSending), Unless: HoldsOne, To: OConn, Clauses: []string{"V0-MSG-2"},
			About: "an answer proves that the invite has landed",
		},
		{
			Row: "T0-26", Variant: "held", In: RecvAnswer, From: States(OSending), If: HoldsOne, To: OConn,
			Do: []Effect{EndOther, RefuseOther, KeepsNamed, ShowOther}, Clauses: []string{"V0-MSG-2", "H-01"},
			About: "an answer proves that the invite has landed; the held rival is aborted",
		},
		{
			Row: "T0-42", In: RecvAnswer, From: States(OConn), Stays: true, Clauses: []string{"V0-ANS-2"},
			About: "a second answer is ignored",
		},
		{
			Row: "T0-42", Variant: "odd", In: RecvAnswer, From: inbound | States(OPrep, Active), Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "an answer that fits no waiting call is ignored",
		},
		{
			Row: "T0-06", Variant: "answer", In: RecvAnswer, From: States(None), Stays: true, Clauses: unknown,
			About: "an answer for an unknown call is dropped",
		},
		{
			Row: "T0-A0", Variant: "answer", In: RecvAnswer, From: States(Ended), If: IsOwn, Stays: true, Do: []Effect{LateHangup},
			Clauses: []string{"VX-UNK-2"}, About: "an answer for an ended call changes nothing",
		},
		{
			Row: "T0-A0", Variant: "answer-to-another", In: RecvAnswer, From: States(Ended), Unless: IsOwn, Stays: true,
			Clauses: []string{"VX-UNK-2", "H-30"}, About: "an answer to the ended call of another device is that one's business",
		},

		{
			Row: "T0-35", In: RecvCandidates, From: States(OPrep, OSending, OWait), Stays: true, Clauses: []string{"V0-CAND-4"},
			About: "candidates that overtake the answer are kept for it",
		},
		{
			Row: "T0-45", In: RecvCandidates, From: States(OConn, IConn, Active), Stays: true, Clauses: []string{"V0-CAND-1"},
			About: "the peer's candidates are used",
		},
		{
			Row: "T0-56", In: RecvCandidates, From: inbound &^ States(IConn), Stays: true, Clauses: []string{"V0-CAND-1"},
			About: "the caller's candidates are kept for the answer",
		},
		{
			Row: "T0-06", Variant: "candidates", In: RecvCandidates, From: States(None), Stays: true, Clauses: unknown,
			About: "candidates for an unknown call change nothing",
		},
		{
			Row: "T0-A0", Variant: "candidates", In: RecvCandidates, From: States(Ended), Stays: true,
			Clauses: []string{"VX-UNK-2", "H-54"}, About: "candidates for an ended call are ignored",
		},

		{
			Row: "T0-31", Variant: "prep", In: RecvHangup, From: States(OPrep), To: Ended, Do: []Effect{Release},
			Clauses: []string{"H-14"}, About: "a hangup names the ID of the call being prepared",
		},
		{
			Row: "T0-31", Variant: "sending", In: RecvHangup, From: States(OSending), When: []When{obeyed}, Unless: HoldsOne,
			To: Ended, Do: []Effect{EchoHangup, Release}, Clauses: []string{"V0-MSG-4", "V0-HUP-1", "V0-HUP-4"},
			About: "the peer declined before the acknowledgement came",
		},
		{
			Row: "T0-31", In: RecvHangup, From: States(OWait), When: []When{obeyed}, To: Ended, Do: []Effect{EchoHangup, Release},
			Clauses: []string{"V0-MSG-4", "V0-HUP-1", "V0-HUP-4"}, About: "the peer declined",
		},
		{
			Row: "T0-31", Variant: "unheard", In: RecvHangup, From: States(OSending, OWait), When: []When{deaf}, Stays: true,
			Clauses: []string{"VX-UNK-4"}, About: "a hangup of a party not chosen yet is ignored",
		},
		{
			Row: "T0-43", In: RecvHangup, From: States(OConn), To: Ended, Do: []Effect{EchoHangup, Release}, Clauses: []string{"V0-HUP-1"},
			About: "the peer hung up while media connects",
		},
		{
			Row: "T0-53", In: RecvHangup, From: States(IRing), To: Ended, Do: []Effect{EchoHangup}, Clauses: []string{"V0-MSG-5", "V0-INV-5"},
			About: "the caller gave up: ringing stops",
		},
		{
			Row: "T0-53", Variant: "silent", In: RecvHangup, From: States(IIgn, IPend), To: Ended, Do: []Effect{EchoHangup}, Clauses: []string{"V0-MSG-5"},
			About: "the caller gave up a call that did not ring",
		},
		{
			Row: "T0-62", In: RecvHangup, From: States(IAcc), To: Ended, Do: []Effect{EchoHangup, Release}, Clauses: []string{"V0-HUP-1"},
			About: "the caller gave up while the answer was made; an own call is not restored",
		},
		{
			Row: "T0-72", In: RecvHangup, From: States(ISending), To: Ended, Do: []Effect{EchoHangup, Release}, Clauses: []string{"V0-HUP-1"},
			About: "the caller gave up while the answer was in flight",
		},
		{
			Row: "T0-82", In: RecvHangup, From: States(IConn), To: Ended, Do: []Effect{EchoHangup, Release}, Clauses: []string{"V0-HUP-1"},
			About: "the caller gave up while media connects",
		},
		{
			Row: "T0-91", In: RecvHangup, From: States(Active), To: Ended, Do: []Effect{EchoHangup, Release},
			Clauses: []string{"V0-MSG-3", "V0-HUP-1"}, About: "the peer hung up",
		},
		{
			Row: "T0-06", Variant: "hangup", In: RecvHangup, From: States(None), When: []When{is(Unk, "drop", "buffer")},
			Stays: true, Clauses: append(unknown, "H-42"), About: "a hangup for an unknown call is dropped",
		},
		{
			Row: "T0-06", Variant: "tombstone", In: RecvHangup, From: States(None), When: []When{is(Unk, "tombstone")},
			To: Ended, Clauses: append(unknown, "H-42"), About: "a hangup for an unknown call is remembered",
		},
		{
			Row: "T0-A0", Variant: "hangup", In: RecvHangup, From: States(Ended), Stays: true, Clauses: []string{"VX-UNK-2"},
			About: "a hangup for an ended call is ignored",
		},
	}
}
