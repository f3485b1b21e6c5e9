package model

import "slices"

// splits are the rules of version 0, by name, of which version 1 has several: it tells apart
// the version of the invite or of the peer, or two states.
var splits = map[string]func(Rule) []Rule{
	"T0-30": selects("T1-30", "T1-31"), "T0-26": selects("T1-26", "T1-31"), "T0-26.held": selects("T1-26", "T1-31"),
	"T0-51": declines, "T0-53.silent": silentlyEnded, "T0-10": gathersFirst, "T0-60": gathersFirst,
	"T0-31.unheard": unheard, "T0-31": heard, "T0-31.sending": heard,
	"T0-B0": unstored(IPend, IRing, IIgn), "T0-B0.clean": unstored(IPend, IRing, IIgn), "T0-B0.resume": unstored(IRing),
	"T0-31.held": heard, "T0-31.held-ask": heard, "T0-31.held-ring": heard,
}

// selects splits a rule by which an answer is taken: the caller says whose it has taken
// (V1-SEL-1), unless the answer is of version 0 and so names no party (V1-VER-1).
func selects(row, old string) func(Rule) []Rule {
	return func(r Rule) []Rule {
		tells, plain := r, r
		tells.Row, plain.Row = row, old
		if r.In == RecvAnswer && r.From == States(OSending) { // the variant of the row of version 1 stays
			plain.Variant = join("in-flight", trimmed(r.Variant, "answered"))
		}
		tells.If |= Peer1
		tells.Do = append(slices.Clone(r.Do), SendSelect)
		tells.Clauses = append(slices.Clone(r.Clauses), "V1-PARTY-3", "V1-SEL-1")
		tells.About += "; the caller selects it"
		plain.Unless |= Peer1
		plain.Clauses = append(slices.Clone(r.Clauses), "V1-SEL-4", "V1-VER-1", "V1-VER-3")
		plain.About += "; it is of version 0 and names no party to select"
		return []Rule{tells, plain}
	}
}

// trimmed is a variant without what its row begins it with.
func trimmed(variant, prefix string) string {
	if variant == prefix {
		return ""
	}
	return variant[len(prefix)+1:]
}

// declines splits the rule by which a user rejects: version 1 has an event for that, which
// an invite of version 0 is not answered with.
func declines(r Rule) []Rule {
	now, old := r, r
	now.If |= Invite1
	now.Do = []Effect{Decline}
	now.Clauses = []string{"V1-ACT-2", "V1-MSG-2", "V1-REJ-1", "V1-REJ-7"}
	now.About = "the user declines, on all devices"
	old.Row = "T1-52"
	old.Unless |= Invite1
	old.Clauses = []string{"V1-REJ-5"}
	old.About = "the user declines a call of version 0: a hangup"
	return []Rule{now, old}
}

// gathersFirst says of the making of an offer or answer that it waits a little for the first
// candidates, which go into it: how long, a clock tells.
func gathersFirst(r Rule) []Rule {
	r.Clauses = append(slices.Clone(r.Clauses), "V1-CAND-2")
	return []Rule{r}
}

// silentlyEnded splits the rule by which a call ends that does not ring.
func silentlyEnded(r Rule) []Rule {
	pends, ignored := r, r
	pends.From, pends.Clauses = States(IPend), []string{"V1-LIVE-3"}
	pends.About = "the caller gave up in the same sync response: it never rings"
	ignored.From, ignored.Row, ignored.Variant = States(IIgn), "T1-5D", "hangup"
	return []Rule{pends, ignored}
}

// A hangup of a party that the caller has not chosen yet means nothing in version 1
// (V1-HUP-1), so that knob auth decides; of a peer of version 0 it is the reject (V1-REJ-5).

// unheard keeps a client deaf only to peers of version 1, unless it is deaf to all.
func unheard(r Rule) []Rule {
	party, chosen := r, r
	party.When = []When{is(Auth, "party")}
	party.If |= Peer1
	chosen.When, chosen.Variant = []When{is(Auth, "chosen")}, join(r.Variant, "by-none")
	chosen.About = "a hangup is ignored until an answer was taken, of whatever version it is"
	return []Rule{party, chosen}
}

// heard splits a rule by which such a hangup counts.
func heard(r Rule) []Rule {
	old := r
	old.Row = "T1-33"
	old.When = append(slices.DeleteFunc(slices.Clone(r.When), func(w When) bool { return w.Knob == Auth }), is(Auth, "party"))
	old.Unless |= Peer1
	old.Clauses = []string{"V1-REJ-5"}
	old.About += "; it is of version 0, whose reject that is"
	return []Rule{r, old}
}
