package model

// rulesSecond are the rows in which an invite meets a call that is past
// waiting, or one that rings, or a client without a glare rule (G-7, G-11).
func rulesSecond() []Rule {
	var list []Rule
	add := func(row, variant string, facts, unless Facts, to State, do []Effect, about string, when ...When) {
		list = append(list, Rule{
			Row: row, Variant: variant, In: RecvInvite, From: States(None), When: when, If: facts,
			Unless: unless | Quiet | InBatch, To: to, Do: do, Clauses: []string{"VX-UNK-13"}, About: about,
		})
	}
	for _, s := range []struct {
		row           string
		facts, unless Facts
	}{
		{"T0-93", Talking, own},
		{"T0-66", Taken, own | Talking},
		{"T0-46", OwnConn, own | Talking | Taken},
	} {
		on := is(Glare, "rule", "off-ring")
		add(s.row, "ring", s.facts, s.unless, IRing, nil, "a second call rings beside the first", on, is(SecondCall, "ring"))
		add(s.row, "silent", s.facts, s.unless, Ended, nil, "a second call is dropped in silence", on, is(SecondCall, "silent"))
		add(s.row, "busy", s.facts, s.unless, Ended, []Effect{SendHangup}, "a second call is told busy", on, is(SecondCall, "busy"))
		compare, auto, ring := is(SecondCall, "compare"), is(AcceptHow, "auto"), []Effect{EndOther, SendHangupOther}
		add(s.row, "compare-less", s.facts|Less, s.unless|Wider, IAcc,
			[]Effect{Move, EndOther, SendHangupOther, MarkAuto, Widen},
			"a second call that wins replaces the first", on, compare, auto)
		add(s.row, "compare-less-ask", s.facts|Less|Wider, s.unless, IRing, ring,
			"a second call that wins ends the first, and asks for wider media, so the user is asked",
			on, compare, auto, is(Kind, "ask"))
		add(s.row, "compare-less-ring", s.facts|Less, s.unless, IRing, ring,
			"a second call that wins ends the first, and rings", on, compare, is(AcceptHow, "ring"))
		add(s.row, "compare-greater", s.facts, s.unless|Less, Ended, []Effect{Refuse},
			"a second call that does not win is aborted", on, compare)
		add(s.row, "off-ignore", s.facts, s.unless, Ended, nil, "no glare rule: an invite beside a call is ignored",
			is(Glare, "off-ignore"))
	}
	for _, s := range []struct {
		row   string
		facts Facts
	}{{"T0-13", OwnPrep}, {"T0-24", OwnSending}, {"T0-36", OwnWait}} {
		add(s.row, "off-ignore", s.facts, 0, Ended, nil, "no glare rule: an invite beside a call is ignored", is(Glare, "off-ignore"))
		add(s.row, "off-ring", s.facts, 0, IRing, nil, "no glare rule: an invite beside a call rings", is(Glare, "off-ring"))
	}
	add("T0-58", "", RingsToo, own|busy, IRing, nil, "another call of the room rings too", is(Glare, "rule", "off-ring"))
	add("T0-58", "off-ignore", RingsToo, own|busy, Ended, nil, "no glare rule: an invite beside a call is ignored",
		is(Glare, "off-ignore"))
	return list
}
