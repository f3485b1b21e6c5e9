package model

import "slices"

// glareCase is one situation in which an incoming invite meets an unanswered
// own call.
type glareCase struct {
	row, variant string
	when         []When
	facts        Facts  // the situation
	unless       Facts  // what tells it from another
	abort        Effect // what losing makes of the own call, beside ending it
	clauses      []string
	said         string // what the accounts of its rules begin with
}

func (g glareCase) rule(variant string, to State, facts, unless Facts, do []Effect, about string, when ...When) Rule {
	if g.variant != "" && variant != "" {
		variant = "-" + variant
	}
	return Rule{
		Row: g.row, Variant: g.variant + variant, In: RecvInvite, From: States(None),
		When: append(append([]When{is(Glare, "rule")}, g.when...), when...),
		If:   g.facts | facts, Unless: g.unless | unless | Quiet | InBatch, To: to, Stays: to == None, Do: do,
		Clauses: g.clauses, About: g.said + about,
	}
}

// yield gives way to the incoming call: it is accepted on behalf of the user, or
// rings where the reading wants the user asked. The stream moves before the own
// call ends, so that ending it does not stop the media (M06).
func (g glareCase) yield(variant string, facts Facts, when ...When) []Rule {
	g.when = slices.Concat(g.when, when)
	take := []Effect{Move, EndOther, g.abort, MarkAuto, Widen, ReplacesOther}
	ring := []Effect{EndOther, g.abort}
	return []Rule{
		g.rule(variant, IAcc, facts, Wider, take,
			"the own call gives way; the incoming one is accepted on behalf of the user", is(AcceptHow, "auto")),
		g.rule(join(variant, "ask"), IRing, facts|Wider, 0, ring,
			"the own call gives way; the incoming one asks for wider media, so the user is asked",
			is(AcceptHow, "auto"), is(Kind, "ask")),
		g.rule(join(variant, "ring"), IRing, facts, 0, ring,
			"the own call gives way; the incoming one rings", is(AcceptHow, "ring")),
	}
}

func join(variant, more string) string {
	if variant == "" {
		return more
	}
	return variant + "-" + more
}

// compare decides by the call IDs, or by what knob winner says: the own call gives way
// to an incoming one of which the fact yields holds, and is kept against one of which
// keeps holds. The text says Less and Greater. With equal IDs it does as knob eq says.
func (g glareCase) compare(yields, keeps Facts) []Rule { //nolint:unparam // a designer exchanges them
	equal := g // a hangup for the own call would name the incoming one too
	equal.abort, equal.said = NoEffect, "equal IDs: "
	user := equal
	user.said = "equal IDs, and the peer's user ID is lesser: "
	list := slices.Concat(
		g.yield("less", yields),
		equal.yield("equal-taken", Equal, is(Eq, "take-incoming")),
		user.yield("equal-user", Equal|Yields, is(Eq, "user-id")),
	)
	return append(list,
		g.rule("greater", Ended, keeps, 0, []Effect{Refuse, KeepsOther}, "the own call wins and is kept"),
		g.rule("equal", Ended, Equal, 0, []Effect{KeepsOther}, "equal IDs: the own call is kept", is(Eq, "keep-own")),
		g.rule("equal-user-kept", Ended, Equal, Yields, []Effect{KeepsOther}, "equal IDs: the lesser user's own call is kept",
			is(Eq, "user-id")),
		g.rule("equal-none", Ended, Equal, 0, []Effect{EndOther, g.abort}, "equal IDs: both calls are given up",
			is(Eq, "abort-both")),
		g.rule("equal-duplicate", None, Equal, 0, nil, "equal IDs: the invite is taken for a duplicate", is(Eq, "duplicate")),
	)
}

// rulesInvite are the rows whose input is a fresh invite for a call not known
// yet: the arbiter's table G-1 to G-6, G-8 and G-10.
func rulesInvite() []Rule {
	rule1, rule2 := []string{"V0-GLARE-1", "V0-GLARE-5", "V0-GLARE-6", "V0-GLARE-7"},
		[]string{"V0-GLARE-2", "V0-GLARE-4", "V0-GLARE-5", "V0-GLARE-6", "V0-GLARE-7"}
	prep := glareCase{row: "T0-13", facts: OwnPrep, abort: UnsentOther, clauses: rule1}
	hidden := prep
	hidden.variant, hidden.unless, hidden.clauses = "hidden", OwnCaptured, []string{"H-54"}
	hidden.when = []When{is(Visible, "media")}
	seen := func(g glareCase) []glareCase {
		pressed, captured := g, g
		pressed.when = append([]When{is(Visible, "press")}, g.when...)
		captured.when = append([]When{is(Visible, "media")}, g.when...)
		captured.variant, captured.facts = join(g.variant, "captured"), g.facts|OwnCaptured
		return []glareCase{pressed, captured}
	}
	var list []Rule
	yielding, comparing := prep, prep
	yielding.when = []When{is(Rule1, "yield")}
	comparing.when, comparing.variant, comparing.clauses = []When{is(Rule1, "compare")}, "compare", rule2
	for _, g := range seen(yielding) {
		list = append(list, g.yield("", 0)...)
	}
	for _, g := range seen(comparing) {
		list = append(list, g.compare(Less, Greater)...)
	}
	list = append(list, hidden.rule("", IRing, 0, 0, nil, "an own call without media takes no part in glare: it rings"))

	flying := func(value string, facts, unless Facts, abort Effect, clauses ...string) glareCase {
		return glareCase{
			row: "T0-24", variant: value, when: []When{is(InFlight, value)}, facts: OwnSending | facts,
			unless: unless, abort: abort, clauses: append(clauses, "H-01"),
		}
	}
	list = append(list, flying("prep", 0, 0, AbortLater, rule1...).yield("", 0)...)
	list = append(list, flying("sent", 0, 0, AbortOther, rule2...).compare(Less, Greater)...)
	list = append(list, flying("prep-now", 0, 0, AbortOther, rule1...).yield("", 0)...)
	list = append(list, flying("sent-silent", 0, 0, NoEffect, rule2...).compare(Less, Greater)...)
	list = append(list, flying("echo", 0, OwnEchoed, AbortLater, rule1...).yield("", 0)...)
	echoed := flying("echo", OwnEchoed, 0, AbortOther, rule2...)
	echoed.variant = "echoed"
	list = append(list, echoed.compare(Less, Greater)...)
	list = append(list, flying("defer", 0, 0, NoEffect).rule("", IPend, 0, 0, []Effect{MarkHeld},
		"the own invite is in flight: the rival is held back until its fate is known"))
	list = append(list, glareCase{row: "T0-36", facts: OwnWait, abort: AbortOther, clauses: rule2}.compare(Less, Greater)...)
	renameKept(list)
	return append(list, rulesRinging()...)
}

// renameKept gives the rules that keep a waiting own call their own rows.
func renameKept(list []Rule) {
	for i := range list {
		r := &list[i]
		if r.Row != "T0-36" {
			continue
		}
		switch {
		case r.Variant == "less":
			r.Variant = ""
		case r.Variant == "greater":
			r.Row, r.Variant = "T0-37", ""
		case r.If&Equal != 0:
			r.Row, r.Clauses = "T0-38", []string{"H-14"}
		}
	}
}

// rulesRinging are the rows in which an incoming invite meets no own call.
func rulesRinging() []Rule {
	fresh := func(row, variant string, facts, unless Facts, to State, about string, clauses ...string) Rule {
		return Rule{
			Row: row, Variant: variant, In: RecvInvite, From: States(None), If: facts,
			Unless: unless | InBatch, To: to, Clauses: clauses, About: about,
		}
	}
	return []Rule{
		{
			Row: "T0-03", Variant: "batch", In: RecvInvite, From: States(None), When: []When{is(Batch, "sync-end")},
			If: InBatch, To: IPend, Clauses: []string{"H-26"},
			About: "an invite is decided on when its sync response is through",
		},
		fresh("T0-03", "", Pair, own|busy|RingsToo|AwayPrep|AwaySent|Quiet, IRing, "the peer calls: it rings",
			"V0-MSG-1", "V0-GEN-1", "V0-INV-1"),
		fresh("T0-05", "", 0, Pair|own|busy|RingsToo|AwayPrep|AwaySent|Quiet, IRing,
			"a call in a room with other than two participants rings all the same", "V0-ROOM-1"),
		fresh("T0-15", "", AwayPrep, own|busy|RingsToo|Quiet, IRing, "preparing a call in another room is no glare: it rings",
			"V0-GLARE-3"),
		fresh("T0-39", "", AwaySent, AwayPrep|own|busy|RingsToo|Quiet, IRing, "calling in another room is no glare: it rings",
			"V0-GLARE-3"),
		fresh("T0-03", "quiet", Quiet, 0, IIgn, "the user silenced this room: nothing rings", "H-33"),
	}
}
