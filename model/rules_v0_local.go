package model

// rulesLocal are the rows whose input comes from the device's own media layer.
func rulesLocal() []Rule {
	making := States(OPrep, IAcc)
	return []Rule{
		{
			Row: "T0-10", Variant: "capture", In: CaptureOK, From: making, Stays: true, Do: []Effect{Grant},
			Clauses: []string{"V0-GEN-3"}, About: "the microphone is granted",
		},
		{
			Row: "T0-10", Variant: "stale-capture", In: CaptureOK, From: all &^ making, Stays: true,
			Clauses: []string{"H-54"}, About: "capture that no call waits for",
		},
		{
			Row: "T0-10", Variant: "turn", In: TurnOK, From: making, Stays: true, Do: []Effect{Credentials},
			Clauses: []string{"V0-TURN-1", "V0-TURN-2"}, About: "the TURN credentials arrive",
		},
		{
			Row: "T0-10", Variant: "stale-turn", In: TurnOK, From: all &^ making, Stays: true,
			Clauses: []string{"V0-TURN-3"}, About: "TURN credentials that no call waits for",
		},
		{
			Row: "T0-10", Variant: "turn-expired", In: TurnOver, From: making, Stays: true, Do: []Effect{Refetch},
			Clauses: []string{"V0-TURN-3"}, About: "the TURN credentials ran out before they were used",
		},
		{
			Row: "T0-10", Variant: "stale-expiry", In: TurnOver, From: all &^ making, Stays: true,
			Clauses: []string{"V0-TURN-3"}, About: "TURN credentials that no call needs ran out",
		},
		{
			Row: "T0-11", In: CaptureFail, From: States(OPrep), To: Ended, Do: []Effect{Unsent, Release},
			Clauses: []string{"H-54"}, About: "the microphone is refused to the caller; nothing was sent",
		},
		{
			Row: "T0-61", In: CaptureFail, From: States(IAcc), To: Ended, Do: []Effect{SendHangup, Release},
			Clauses: []string{"H-54"}, About: "the microphone is refused to the callee, who hangs up",
		},
		{
			Row: "T0-11", Variant: "stale", In: CaptureFail, From: all &^ making, Stays: true,
			Clauses: []string{"H-54"}, About: "refusal that no call waits for",
		},

		{
			Row: "T0-10", In: Ready, From: States(OPrep), To: OSending, Do: []Effect{SendInvite},
			Clauses: []string{"V0-INV-1", "V0-INV-2", "V0-INV-3", "V0-INV-4", "V0-GEN-5"},
			About:   "the offer is made; the invite is handed over",
		},
		{
			Row: "T0-60", In: Ready, From: States(IAcc), To: ISending, Do: []Effect{SendAnswer},
			Clauses: []string{"V0-ANS-1", "V0-MSG-2"}, About: "the answer is made and handed over",
		},
		{
			Row: "T0-10", Variant: "stale", In: Ready, From: all &^ making, Stays: true, Clauses: []string{"VX-UNK-2"},
			About: "an offer or answer that no call waits for",
		},
		{
			Row: "T0-11", Variant: "offer", In: ReadyFail, From: States(OPrep), To: Ended, Do: []Effect{Unsent, Release},
			Clauses: []string{"V0-TURN-3"}, About: "TURN is refused or no offer can be made; nothing was sent",
		},
		{
			Row: "T0-61", Variant: "answer", In: ReadyFail, From: States(IAcc), To: Ended, Do: []Effect{SendHangup, Release},
			Clauses: []string{"V0-TURN-3"}, About: "TURN is refused or no answer can be made; the callee hangs up",
		},
		{
			Row: "T0-11", Variant: "stale-offer", In: ReadyFail, From: all &^ making, Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "a failure that no call waits for",
		},

		{
			Row: "T0-34", In: Gathered, From: States(OWait, OConn), Stays: true, Do: []Effect{SendCandidates},
			Clauses: []string{"V0-CAND-1", "V0-CAND-2", "V0-CAND-3"},
			About:   "the caller sends candidates after the invite",
		},
		{
			Row: "T0-70", Variant: "candidates", In: Gathered, From: States(IConn), Stays: true, Do: []Effect{SendCandidates},
			Clauses: []string{"V0-CAND-1", "V0-CAND-2", "V0-CAND-3"}, About: "the callee sends candidates after the answer",
		},
		{
			Row: "T0-34", Variant: "stale", In: Gathered, From: all &^ States(OWait, OConn, IConn), Stays: true,
			Clauses: []string{"H-54"}, About: "candidates of a call that cannot use them",
		},
		{
			Row: "T0-34", Variant: "end", In: GatherDone, From: all, Stays: true, Clauses: []string{"V0-CAND-3"},
			About: "all candidates are found: version 0 has nothing that says so",
		},
	}
}
