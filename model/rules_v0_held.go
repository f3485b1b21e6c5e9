package model

import "slices"

// rulesHeld are the rows in which an own call ends in flight while a rival is held
// back, which has won thereby.
func rulesHeld() []Rule {
	var list []Rule
	add := func(row string, in Input, when []When, first []Effect, about string, clauses ...string) {
		one := func(variant string, facts, unless Facts, do []Effect, fate string, more ...When) {
			list = append(list, Rule{
				Row: row, Variant: variant, In: in, From: States(OSending), When: slices.Concat(when, more),
				If: HoldsOne | facts, Unless: unless, To: Ended, Do: slices.Concat(first, do), Clauses: clauses,
				About: about + ": the held rival " + fate,
			})
		}
		auto := is(AcceptHow, "auto")
		take := []Effect{MoveOther, TakeOther, WidenOther, ReplacedByOther, ShowOther}
		ring := []Effect{Release, RingOther, ShowOther}
		one("held", 0, Wider, take, "is taken", auto)
		one("held-ask", Wider, 0, ring, "asks for wider media, so the user is asked", auto, is(Kind, "ask"))
		one("held-ring", 0, 0, ring, "rings", is(AcceptHow, "ring"))
	}
	add("T0-21", InviteFail, nil, nil, "the invite failed for good", "V0-GLARE-1", "H-02")
	add("T0-31", RecvHangup, []When{is(Auth, "anyone", "peer")}, []Effect{EchoHangup}, "the peer gave the own call up for its rival",
		"V0-GLARE-2", "H-01", "H-09")
	add("T0-32", LifeOver, nil, []Effect{LifeLater}, "the lifetime passed while the invite was in flight",
		"V0-GLARE-1", "H-21")
	return list
}
