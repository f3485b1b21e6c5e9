package model

// rulesEcho are the rows whose input is an own event that comes back through
// sync.
func rulesEcho() []Rule {
	filtered := is(EchoFilter, "party", "user")
	sent := States(OSending, OWait)
	return []Rule{
		{
			Row: "T0-23", In: EchoInvite, From: States(OSending), When: []When{filtered}, Stays: true,
			Do: []Effect{MarkEchoed}, Clauses: []string{"H-04", "F-ECHO-2"},
			About: "the own invite is seen in the room before its acknowledgement",
		},
		{
			Row: "T0-07", In: EchoInvite, From: all &^ States(OSending), When: []When{filtered}, Stays: true,
			Do: []Effect{MarkEchoed}, Clauses: []string{"VX-UNK-5", "F-ECHO-1"}, About: "an own event is ignored",
		},
		{
			Row: "T0-07", Variant: "taken", In: EchoInvite, From: sent, When: []When{is(EchoFilter, "none")}, To: Ended,
			Do: []Effect{SendHangup, Release, ShowOther}, Clauses: []string{"VX-UNK-5", "H-04"},
			About: "the own invite is taken for glare: the own call is hung up",
		},
		{
			Row: "T0-07", Variant: "unfiltered", In: EchoInvite, From: all &^ sent, When: []When{is(EchoFilter, "none")},
			Stays: true, Clauses: []string{"VX-UNK-5"}, About: "an own invite of a call that is not waiting is ignored",
		},
		{
			Row: "T0-07", Variant: "answer", In: EchoAnswer, From: all, Stays: true, Do: []Effect{MarkEchoed},
			Clauses: []string{"VX-UNK-5", "F-ECHO-1"}, About: "the own answer is seen in the room",
		},
		{
			Row: "T0-07", Variant: "other", In: EchoOther, From: all, Stays: true, Clauses: []string{"VX-UNK-5", "F-ECHO-1"},
			About: "another own event is ignored",
		},
	}
}

// rulesTimers are the rows whose input is a timer.
func rulesTimers() []Rule {
	waits := States(OConn, IConn)
	return []Rule{
		{
			Row: "T0-32", In: LifeOver, From: States(OWait), To: Ended, Do: []Effect{LifeHangup, Release},
			Clauses: []string{"V0-INV-5", "V0-INV-6", "V0-HUP-2"}, About: "nobody answered within the lifetime",
		},
		{
			Row: "T0-32", Variant: "sending", In: LifeOver, From: States(OSending), Unless: HoldsOne, To: Ended,
			Do: []Effect{LifeLater, Release}, Clauses: []string{"V0-INV-5", "H-21"},
			About: "the lifetime passed while the invite was in flight",
		},
		{
			Row: "T0-52", In: LifeOver, From: States(IRing), To: Ended, Do: []Effect{RingHangup}, Clauses: []string{"V0-INV-4", "V0-INV-5"},
			About: "ringing stops when the lifetime passed",
		},
		{
			Row: "T0-52", Variant: "silent", In: LifeOver, From: States(IIgn, IPend), To: Ended, Clauses: []string{"V0-INV-4"},
			About: "a call that did not ring is discarded when its lifetime passed",
		},
		{
			Row: "T0-63", In: LifeOver, From: States(IAcc, ISending), Stays: true, Clauses: []string{"H-20"},
			About: "the lifetime means nothing to a call that was accepted",
		},
		{
			Row: "T0-32", Variant: "stale", In: LifeOver, From: States(None, OPrep, OConn, IConn, Active, Ended), Stays: true,
			Clauses: []string{"H-55"}, About: "a lifetime that no call waits for",
		},
		{
			Row: "T0-83", In: ConnectOver, From: waits, When: []When{is(Connecting, "MS")}, To: Ended,
			Do: []Effect{SendHangup, Release}, Clauses: []string{"VX-UNK-8", "H-23"},
			About: "media did not connect in time: the call is hung up",
		},
		{
			Row: "T0-83", Variant: "none", In: ConnectOver, From: waits, When: []When{is(Connecting, "none")}, Stays: true,
			Clauses: []string{"VX-UNK-8", "H-23"}, About: "no timer exists: connecting may last for ever",
		},
		{
			Row: "T0-83", Variant: "stale", In: ConnectOver, From: all &^ waits, Stays: true, Clauses: []string{"VX-UNK-8"},
			About: "a timeout that no call waits for",
		},
	}
}

// rulesMedia are the rows whose input is the fate of the media path.
func rulesMedia() []Rule {
	return []Rule{
		{
			Row: "T0-40", In: IceOK, From: States(OConn), To: Active, Clauses: []string{"V0-GEN-3", "V0-MSG-2"},
			About: "media flows; the caller is in the call",
		},
		{
			Row: "T0-80", In: IceOK, From: States(IConn), To: Active, Clauses: []string{"V0-GEN-3", "V0-MSG-2"},
			About: "media flows; the callee is in the call",
		},
		{
			Row: "T0-80", Variant: "early", In: IceOK, From: States(ISending), When: []When{is(EarlyMedia, "connect")}, To: Active,
			Clauses: []string{"V0-GEN-3", "V0-MSG-2"}, About: "media flows before the reply to the answer; the callee is in the call",
		},
		{
			Row: "T0-80", Variant: "too-early", In: IceOK, From: States(ISending), When: []When{is(EarlyMedia, "wait")}, Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "a media path before the reply to the answer is not used yet",
		},
		{
			Row: "T0-40", Variant: "stale", In: IceOK, From: all &^ States(OConn, ISending, IConn), Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "a media path that no call waits for",
		},
		{
			Row: "T0-41", In: IceFail, From: States(OConn), To: Ended, Do: []Effect{SendHangup, Release},
			Clauses: []string{"V0-HUP-2"}, About: "the caller finds no media path: hangup, ice_failed",
		},
		{
			Row: "T0-81", In: IceFail, From: States(IConn), To: Ended, Do: []Effect{SendHangup, Release},
			Clauses: []string{"V0-HUP-2"}, About: "the callee finds no media path: hangup, ice_failed",
		},
		{
			Row: "T0-41", Variant: "stale", In: IceFail, From: all &^ States(OConn, IConn), Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "a failure that no call waits for",
		},
		{
			Row: "T0-92", In: IceLost, From: States(Active), To: Ended, Do: []Effect{SendHangup, Release},
			Clauses: []string{"V0-HUP-2"}, About: "the media path broke: hangup",
		},
		{
			Row: "T0-92", Variant: "stale", In: IceLost, From: all &^ States(Active), Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "a loss that no call notices",
		},
	}
}

// rulesProcess are the rows of syncs and restarts.
func rulesProcess() []Rule {
	talking := States(OConn, IAcc, ISending, IConn, Active)
	crash := []string{"VX-UNK-10", "H-45"}
	return []Rule{
		{
			Row: "T0-03", Variant: "sync-end", In: SyncEnd, From: States(IPend), Unless: IsHeld, Stays: true,
			Do: []Effect{Show}, Clauses: []string{"H-26"}, About: "the sync response is through: the invite is decided on",
		},
		{
			Row: "T0-03", Variant: "still-held", In: SyncEnd, From: States(IPend), If: IsHeld, Stays: true,
			Clauses: []string{"H-01"}, About: "the rival stays held back",
		},
		{
			Row: "T0-03", Variant: "through", In: SyncEnd, From: all &^ States(IPend), Stays: true, Clauses: []string{"H-26"},
			About: "the sync response is through",
		},
		{
			Row: "T0-B1", In: Gap, From: all, Stays: true, Clauses: []string{"VX-UNK-11", "H-43"},
			About: "events were skipped; nothing is done about it",
		},
		{
			Row: "T0-B0", In: Restart, From: all, When: []When{is(RestartHow, "forget")}, To: None, Do: []Effect{Release},
			Clauses: crash, About: "a restart forgets everything",
		},
		{
			Row: "T0-B0", Variant: "hangup", In: Restart, From: talking | States(OSending, OWait),
			When: []When{is(RestartHow, "hangup")}, To: Ended, Do: []Effect{SendHangup, Release}, Clauses: crash,
			About: "after a restart, what was live is hung up",
		},
		{
			Row: "T0-B0", Variant: "clean", In: Restart, From: all &^ (talking | States(OSending, OWait)),
			When: []When{is(RestartHow, "hangup")}, To: None, Do: []Effect{Release}, Clauses: crash,
			About: "after a restart, nothing else is remembered",
		},
		{
			Row: "T0-B0", Variant: "resume", In: Restart, From: States(None, OWait, IPend, IRing, IIgn, Ended),
			When: []When{is(RestartHow, "resume")}, Stays: true, Clauses: crash,
			About: "after a restart, waiting and ringing go on",
		},
		{
			Row: "T0-B0", Variant: "resend", In: Restart, From: States(OSending), When: []When{is(RestartHow, "resume")},
			Stays: true, Do: []Effect{Resend}, Clauses: crash, About: "after a restart, an invite in flight is sent again",
		},
		{
			Row: "T0-B0", Variant: "lost", In: Restart, From: talking, When: []When{is(RestartHow, "resume")}, To: Ended,
			Do: []Effect{SendHangup, Release}, Clauses: crash, About: "after a restart, a call without its media is hung up",
		},
		{
			Row: "T0-B0", Variant: "unsent", In: Restart, From: States(OPrep), When: []When{is(RestartHow, "resume")},
			To: Ended, Do: []Effect{Release}, Clauses: crash, About: "after a restart, a call not sent yet is given up",
		},
	}
}
