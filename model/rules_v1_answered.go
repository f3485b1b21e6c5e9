package model

import "slices"

// rulesAnsweredElsewhere are the rows whose input is an answer to the named call by another
// device of the same user, who was called too.
func rulesAnsweredElsewhere() []Rule {
	alerting, outgoing := States(IRing, IIgn), States(OPrep, OSending, OWait, OConn)
	engaged := States(IAcc, ISending, IConn, Active)
	list := []Rule{
		{
			Row: "T1-63", Variant: "answered", In: AnsweredElsewhere, From: engaged, When: []When{is(Elsewhere, "ring", "stop")}, Stays: true, Clauses: []string{"V1-ACT-1", "V1-SEL-5"},
			About: "another device answered too: the caller chooses",
		},
		{
			Row: "T1-35", Variant: "answered", In: AnsweredElsewhere, From: outgoing, Stays: true, Clauses: []string{"VX-UNK-4"},
			About: "another own device answers the own call: it was not called",
		},
	}
	for _, r := range []Rule{
		{
			Row: "T1-10", Variant: "answered", In: AnsweredElsewhere, From: States(IPend), To: Ended, Clauses: []string{"V1-LIVE-3"},
			About: "another device answered in the same sync response: it never rings",
		},
		{
			Row: "T1-56", In: AnsweredElsewhere, From: alerting, When: []When{is(Elsewhere, "ring")}, Stays: true, Clauses: []string{"VX-UNK-9", "V1-ACT-1"},
			About: "another device answered: that is an attempt, and this one rings until the caller has chosen",
		},
		{
			Row: "T1-56", Variant: "stop", In: AnsweredElsewhere, From: alerting, When: []When{heeding}, To: Ended, Clauses: []string{"VX-UNK-9"},
			About: "another device answered: ringing stops here, before the caller has chosen",
		},
		{
			Row: "T1-09", Variant: "answered-elsewhere", In: AnsweredElsewhere, From: States(None), Stays: true, Clauses: []string{"VX-UNK-1"},
			About: "an answer elsewhere to an unknown call changes nothing",
		},
		{
			Row: "T1-A0", Variant: "answered-elsewhere", In: AnsweredElsewhere, From: States(Ended), Stays: true, Clauses: []string{"VX-UNK-2"},
			About: "an answer elsewhere to an ended call changes nothing",
		},
	} {
		list = append(list, besideOwn(r)...)
	}
	return append(list, firstAnswers("T1-63", "V1-SEL-5")...)
}

// besideOwn tells apart whether an own call to the room is under way when its user has
// answered the peer's on another device. Nothing says whether it should be withdrawn (H-30).
// Under sib=withdraw it is, unless it was in the room before that answer: the peer, who has
// seen it there, may have given its own call up for it.
func besideOwn(r Rule) []Rule {
	alone := r
	alone.Unless |= own
	list := []Rule{alone}
	for _, beside := range []struct {
		variant    string
		sib        []string
		needs, any Facts
		unless     Facts
		do         []Effect
		about      string
	}{
		{"calling", []string{"ignore", "glare"}, 0, own, 0, nil, r.About},
		{
			"withdrawn-unsent",
			[]string{"withdraw"},
			OwnPrep, 0, 0,
			[]Effect{EndOther, UnsentOther},
			"the user answered the peer's call on another device: the own one is given up",
		},
		{
			"withdrawn",
			[]string{"withdraw"},
			0, OwnSending | OwnWait, OwnEchoed,
			[]Effect{EndOther, AbortOther},
			"the user answered the peer's call on another device before the own one was in the room: it is withdrawn",
		},
		{
			"kept",
			[]string{"withdraw"},
			OwnEchoed, OwnSending | OwnWait, 0, nil,
			"the user answered the peer's call on another device after the own one was in the room: it stays",
		},
	} {
		more := r
		more.Variant = join(r.Variant, beside.variant)
		more.When = append(slices.Clone(r.When), is(Sib, beside.sib...))
		more.If, more.Any, more.Unless = beside.needs, beside.any, beside.unless
		more.Do, more.About = beside.do, beside.about
		more.Clauses = append(slices.Clone(r.Clauses), "H-30")
		list = append(list, more)
	}
	return list
}
