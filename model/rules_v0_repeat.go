package model

// rulesRepeat are the rows of invites that come too late or name a known call.
func rulesRepeat() []Rule {
	known := all &^ States(None, Ended)
	rules := []Rule{
		{
			Row: "T0-04", In: RecvLate, From: States(None), Unless: own, Stays: true,
			Clauses: []string{"V0-INV-4", "V0-INV-5"}, About: "an expired invite is discarded",
		},
		{
			Row: "T0-14", In: RecvLate, From: States(None), When: []When{is(Expired, "drop-first", "margin-MS")},
			If: OwnPrep, Stays: true, Clauses: []string{"V0-INV-4", "H-19"},
			About: "an expired invite is discarded before glare is looked at",
		},
		{
			Row: "T0-14", Variant: "sent", In: RecvLate, From: States(None),
			When: []When{is(Expired, "drop-first", "margin-MS")}, Any: OwnSending | OwnWait, Stays: true,
			Clauses: []string{"V0-INV-4", "H-19"},
			About:   "an expired invite is discarded before glare is looked at, the own one being sent",
		},
		{
			Row: "T0-14", Variant: "ignore", In: RecvLate, From: States(None), When: []When{is(Expired, "ignore")},
			Any: own, Stays: true, Do: []Effect{Show}, Clauses: []string{"H-19"},
			About: "glare looks at an expired invite like at any other",
		},
		{
			Row: "T0-A1", In: RecvInvite, From: States(Ended), When: []When{is(Dup, "ignore", "error")}, Stays: true,
			Clauses: []string{"VX-UNK-3"}, About: "an invite for an ended call is ignored as stale",
		},
		{
			Row: "T0-A1", Variant: "clobber", In: RecvInvite, From: States(Ended), When: []When{is(Dup, "clobber")},
			To: IRing, Clauses: []string{"VX-UNK-3"}, About: "an invite for an ended call rings anew",
		},
		{
			Row: "T0-93", Variant: "known", In: RecvInvite, From: known, When: []When{is(Dup, "ignore")}, Stays: true,
			Clauses: []string{"VX-UNK-3", "H-17"}, About: "a second invite for a known call is ignored",
		},
		{
			Row: "T0-93", Variant: "clobber", In: RecvInvite, From: known, When: []When{is(Dup, "clobber")}, To: IRing,
			Do: []Effect{Release}, Clauses: []string{"VX-UNK-3", "H-17", "H-53"},
			About: "a second invite for a known call overwrites it",
		},
		{
			Row: "T0-93", Variant: "error", In: RecvInvite, From: known, When: []When{is(Dup, "error")}, To: Ended,
			Do: []Effect{SendHangup, Release}, Clauses: []string{"VX-UNK-3", "H-17", "H-53"},
			About: "a second invite for a known call is an error that ends it",
		},
		{
			Row: "T0-A1", Variant: "expired", In: RecvLate, From: all &^ States(None), Stays: true,
			Clauses: []string{"V0-INV-4"}, About: "an expired invite for a known call is ignored",
		},
	}
	return rules
}
