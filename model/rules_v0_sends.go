package model

// rulesSends are the rows whose input is the outcome of an own send.
func rulesSends() []Rule {
	return []Rule{
		{
			Row: "T0-20", In: InviteOK, From: States(OSending), To: OWait, Do: []Effect{ShowOther},
			Clauses: []string{"V0-GLARE-2", "VX-UNK-7"},
			About:   "the invite is acknowledged: sent, and waiting; a held rival is decided on",
		},
		{
			Row: "T0-65", In: InviteOK, From: States(Ended), If: DoesOwe, To: Ended, Do: []Effect{SendHangup, Settle},
			Clauses: []string{"H-03", "V0-MSG-5"}, About: "an invite cancelled in flight has landed: it is hung up now",
		},
		{
			Row: "T0-20", Variant: "late", In: InviteOK, From: all &^ States(OSending, Ended), Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "an acknowledgement that nobody waits for",
		},
		{
			Row: "T0-A0", Variant: "reply", In: InviteOK, From: States(Ended), Unless: DoesOwe, Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "an acknowledgement of an ended call",
		},

		{
			Row: "T0-21", In: InviteFail, From: States(OSending), Unless: HoldsOne, To: Ended, Do: []Effect{Release},
			Clauses: []string{"H-02", "VX-UNK-6"}, About: "the invite failed for good: there is no call",
		},
		{
			Row: "T0-21", Variant: "late", In: InviteFail, From: all &^ States(OSending), Stays: true,
			Do: []Effect{Settle}, Clauses: []string{"H-03"}, About: "an invite that nobody waits for failed",
		},
		{
			Row: "T0-22", In: InviteUnk, From: States(OSending), Stays: true, Do: []Effect{Resend},
			Clauses: []string{"F-TXN-2"}, About: "outcome unknown: the same send again, same transaction",
		},
		{
			Row: "T0-22", Variant: "cancelled", In: InviteUnk, From: States(Ended), If: DoesOwe, Stays: true,
			Do: []Effect{Resend}, Clauses: []string{"F-TXN-2", "H-03"},
			About: "outcome of a cancelled invite unknown: ask again, since a hangup may be due",
		},
		{
			Row: "T0-22", Variant: "late", In: InviteUnk, From: all &^ States(OSending, Ended), Stays: true,
			Clauses: []string{"VX-UNK-6"}, About: "nobody waits for this outcome",
		},
		{
			Row: "T0-22", Variant: "ended", In: InviteUnk, From: States(Ended), Unless: DoesOwe, Stays: true,
			Clauses: []string{"VX-UNK-6"}, About: "the call is over: its outcome does not matter",
		},

		{
			Row: "T0-70", In: AnswerOK, From: States(ISending), To: IConn, Clauses: []string{"V0-ANS-1"},
			About: "the answer is acknowledged; media is being connected",
		},
		{
			Row: "T0-70", Variant: "late", In: AnswerOK, From: all &^ States(ISending), Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "an acknowledgement that nobody waits for",
		},
		{
			Row: "T0-71", In: AnswerFail, From: States(ISending), When: []When{is(SendFail, "give-up", "retry-N")},
			To: Ended, Do: []Effect{SendHangup, Release}, Clauses: []string{"H-32", "VX-UNK-6"},
			About: "the answer failed for good: the call is given up with a hangup",
		},
		{
			Row: "T0-71", Variant: "revert", In: AnswerFail, From: States(ISending), When: []When{is(SendFail, "revert")},
			To: IRing, Do: []Effect{Release}, Clauses: []string{"H-32", "VX-UNK-6"},
			About: "the answer failed for good: the call rings again",
		},
		{
			Row: "T0-71", Variant: "late", In: AnswerFail, From: all &^ States(ISending), Stays: true,
			Clauses: []string{"VX-UNK-6"}, About: "an answer that nobody waits for failed",
		},
		{
			Row: "T0-71", Variant: "unknown", In: AnswerUnk, From: States(ISending), Stays: true, Do: []Effect{Resend},
			Clauses: []string{"F-TXN-2", "VX-UNK-6"}, About: "outcome unknown: the same send again, same transaction",
		},
		{
			Row: "T0-71", Variant: "unknown-late", In: AnswerUnk, From: all &^ States(ISending), Stays: true,
			Clauses: []string{"VX-UNK-6"}, About: "nobody waits for this outcome",
		},
	}
}
