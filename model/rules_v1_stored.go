package model

// rulesStored are the rows in which a client restarts that has stored an invite: whatever
// becomes of own calls (knob restart), an invite that is still valid is signalled, but only
// after a sync is through (V1-LIVE-4). Nothing says that a client stores whom its user has
// silenced.
func rulesStored() []Rule {
	own := is(RestartHow, "forget", "hangup")
	return []Rule{
		{
			Row: "T1-B0", In: Restart, From: States(IRing), To: IPend, Clauses: []string{"V1-LIVE-4", "H-45"},
			About: "after a restart, what rang is decided on anew once a sync is through",
		},
		{
			Row: "T1-B0", Variant: "silenced", In: Restart, From: States(IIgn), When: []When{own}, To: IPend, Clauses: []string{"V1-LIVE-4", "V1-ACT-3"},
			About: "after a restart, what the user had silenced is decided on anew once a sync is through",
		},
		{
			Row: "T1-B0", Variant: "held", In: Restart, From: States(IPend), When: []When{own}, To: IPend, Do: []Effect{Unhold},
			Clauses: []string{"V1-LIVE-4"}, About: "after a restart, what was held back is decided on once a sync is through",
		},
	}
}

// unstored takes the states of an invite that is stored from a rule about restarts.
func unstored(stored ...State) func(Rule) []Rule {
	return func(r Rule) []Rule {
		r.From &^= States(stored...)
		return []Rule{r}
	}
}
