package model

import (
	"slices"
	"strings"
	"sync"
)

// The glare text of version 1 is that of version 0, word for word (V1-GLARE-1 to 5), and so
// is most of what a call is. Those rules are therefore version 0's, under their rows of the
// transition table of version 1; what version 1 says otherwise, or more, stands in the
// rules_v1_*.go files. Where it tells apart what version 0 does not, the rules are split here.

// V1 lists the rules of version 1, which knows calls of version 0 too. Their order means
// nothing: for each reading they are disjoint and complete.
func V1() []Rule {
	var list []Rule
	for _, r := range V0() {
		row, kept := rowsV1.of(&r)
		if !kept || saysMore(r.In) {
			continue
		}
		name := r.Name()
		r.Row, r.Variant = row.Row, row.Variant
		r.Clauses = reasoned(&r, clausesV1(r.Clauses))
		r.If &^= Pair // calls may be placed in larger rooms (V1-ROOM-1)
		r.Unless &^= Pair
		if split, ok := splits[name]; ok {
			list = append(list, split(r)...)
			continue
		}
		list = append(list, atSyncEnd(r)...)
	}
	return withOwnClauses(amongMembers(beforeInvites(slices.Concat(
		list, rulesRejected(list), rulesSelected(), rulesElsewhere(), rulesAnsweredElsewhere(), rulesGathering(), rulesNegotiate(), rulesStored(), rulesLeave(), rulesInvalid(Version1),
		rulesStreams(),
	))))
}

// saysMore reports whether version 1 has rules of its own for all that comes of an input.
func saysMore(in Input) bool {
	return in == AnsweredElsewhere || in == GatherDone || in == RecvInvalid || in == RecvUnread
}

// renaming has the row of version 1 for rows, or single rules, of version 0. A rule whose
// own name has none has its row's, with its variant behind that of the row.
type renaming map[string]string

// rowsV1 are the rows of version 1. Those of version 0 that are missing say what version 1
// does not: that a room has two members.
var rowsV1 = renaming{
	"T0-01": "T1-01", "T0-57": "T1-5B", "T0-50": "T1-50", "T0-51": "T1-51", "T0-59": "T1-53",
	"T0-12": "T1-22", "T0-25": "T1-26.cancelled", "T0-33": "T1-37", "T0-44": "T1-47", "T0-64": "T1-65", "T0-90": "T1-90",
	"T0-10": "T1-20", "T0-11": "T1-21", "T0-60": "T1-60", "T0-61": "T1-61", "T0-34": "T1-38", "T0-70.candidates": "T1-87",
	"T0-20": "T1-24", "T0-65": "T1-66", "T0-21": "T1-26.failed", "T0-22": "T1-26.unknown", "T0-70": "T1-70", "T0-71": "T1-71",
	"T0-13": "T1-23", "T0-24": "T1-26", "T0-36": "T1-3B", "T0-37": "T1-3C", "T0-38": "T1-3D",
	"T0-03": "T1-11", "T0-03.batch": "T1-02.batch", "T0-03.quiet": "T1-13",
	"T0-15": "T1-11.preparing-elsewhere", "T0-39": "T1-11.calling-elsewhere",
	"T0-46": "T1-48", "T0-66": "T1-48.accepted", "T0-93": "T1-9D", "T0-58": "T1-5C",
	"T0-04": "T1-07", "T0-14": "T1-07.glare", "T0-A1": "T1-A0.invite",
	"T0-30": "T1-30", "T0-26": "T1-26.answered", "T0-42": "T1-40", "T0-06": "T1-09", "T0-A0": "T1-A0",
	"T0-35": "T1-3A", "T0-45": "T1-42", "T0-56": "T1-5A",
	"T0-31": "T1-34", "T0-43": "T1-45", "T0-53": "T1-54", "T0-53.silent": "T1-10", "T0-62": "T1-62", "T0-72": "T1-62.sending",
	"T0-82": "T1-85", "T0-91": "T1-91",
	"T0-23": "T1-25", "T0-07": "T1-03",
	"T0-32": "T1-36", "T0-52": "T1-58", "T0-52.silent": "T1-5D.expired", "T0-63": "T1-64", "T0-83": "T1-86",
	"T0-40": "T1-43", "T0-80": "T1-83", "T0-41": "T1-44", "T0-81": "T1-84", "T0-92": "T1-92",
	"T0-B0": "T1-B1", "T0-B1": "T1-B1.gap",
	"T0-07.sibling": "T1-04", "T0-07.sibling-alone": "T1-04.alone", "T0-07.sibling-glare": "T1-04.glare", "T0-07.sibling-known": "T1-04.known",
	"T0-55": "T1-55.hangup", "T0-3B.hangup": "T1-3F", "T0-06.invalid": "T1-08", "T0-06.invalid-version": "T1-08.version",
}

// of is the row and the variant of a rule of version 0 in version 1, and whether it has any.
func (rows renaming) of(r *Rule) (to Rule, kept bool) {
	name, kept := rows[r.Name()]
	if !kept {
		if name, kept = rows[r.Row]; kept && r.Variant != "" {
			name += "." + r.Variant
		}
	}
	row, variant, _ := strings.Cut(name, ".")
	return Rule{Row: row, Variant: strings.ReplaceAll(variant, ".", "-")}, kept
}

// namesV1 has, for the name of each rule of version 0 that version 1 has too, its name there;
// of several the one that comes first.
var namesV1 = sync.OnceValue(func() map[string]string {
	list := map[string]string{}
	for _, r := range V0() {
		row, kept := rowsV1.of(&r)
		if !kept || saysMore(r.In) && r.In != RecvInvalid && r.In != RecvUnread { // these two have one rule in each
			continue
		}
		name := r.Name()
		r.Row, r.Variant = row.Row, row.Variant
		if split, ok := splits[name]; ok {
			r = split(r)[0]
		}
		list[name] = r.Name()
	}
	return list
})

// sameClauses are the clauses of version 1 that say what those of version 0 do.
var sameClauses = map[string][]string{
	"V0-GEN-3": {"V1-GEN-1"}, "V0-GEN-5": {"V1-VER-1", "V1-VER-2"},
	"V0-ROOM-1": {"V1-ROOM-1"}, "V0-ROOM-2": {"V1-INVT-2"},
	"V0-MSG-1": {"V1-MSG-1"}, "V0-MSG-2": {"V1-MSG-1", "V1-ACT-1"}, "V0-MSG-3": {"V1-HUP-1"}, "V0-MSG-4": {"V1-REJ-5"},
	"V0-MSG-5": {"V1-REJ-6"},
	"V0-INV-1": {"V1-PARTY-4"}, "V0-INV-2": {"V1-ID-2"}, "V0-INV-3": {"V1-NEG-7"}, "V0-INV-4": {"V1-LIVE-1", "V1-LIVE-6"},
	"V0-INV-5": {"V1-LIVE-6"}, "V0-INV-6": {"V1-LIVE-5"},
	"V0-ANS-1": {"V1-PARTY-4"}, "V0-ANS-2": {"V1-SEL-5"},
	"V0-CAND-1": {"V1-CAND-4"}, "V0-CAND-2": {"V1-CAND-1", "V1-CAND-3"}, "V0-CAND-3": {"V1-CAND-5"}, "V0-CAND-4": {"V1-PARTY-6"},
	"V0-HUP-1": {"V1-HUP-1"}, "V0-HUP-2": nil, "V0-HUP-3": {"V1-HUP-3"}, "V0-HUP-4": {"VX-UNK-4"},
	"V0-GLARE-1": {"V1-GLARE-1"}, "V0-GLARE-2": {"V1-GLARE-2"}, "V0-GLARE-3": {"V1-GLARE-3"}, "V0-GLARE-4": {"V1-GLARE-4"},
	"V0-GLARE-5": {"V1-GLARE-5"}, "V0-GLARE-6": {"V1-GLARE-5"}, "V0-GLARE-7": {"V1-GLARE-6"},
	"V0-TURN-1": {"V1-TURN-1"}, "V0-TURN-2": {"V1-TURN-1"}, "V0-TURN-3": {"V1-TURN-1"}, "V0-SEC-1": {"V1-SEC-1"},
}

// clausesV1 are clauses of version 0 as version 1 has them.
func clausesV1(clauses []string) []string {
	var list []string
	for _, id := range clauses {
		if same, ok := sameClauses[id]; ok {
			list = append(list, same...)
		} else {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// reasoned adds to the clauses of a rule that of the reason which its hangup has.
func reasoned(r *Rule, clauses []string) []string {
	for _, e := range r.Do {
		if e.hangsUp() {
			return slices.Compact(slices.Sorted(slices.Values(append(clauses, [NumReasons]string{
				NoReason: "V1-HUP-2", UserHangup: "V1-HUP-3", IceFailed: "V1-HUP-4", IceTimeout: "V1-HUP-4", InviteTimeout: "V1-HUP-5",
				UserMediaFailed: "V1-HUP-5", UnknownError: "V1-HUP-5", UserBusy: "V1-HUP-6",
			}[meant(r, e)]))))
		}
	}
	return clauses
}

// atSyncEnd splits a rule by which an invite rings: it rings only when the whole sync
// response is through, so that what comes later in it can still prevent that (V1-LIVE-3).
// Glare is not put off by that, unless the reading says so (knob batch).
func atSyncEnd(r Rule) []Rule {
	if r.In != RecvInvite || r.From != States(None) || r.To != IRing && r.To != IIgn || len(r.Do) > 0 {
		return []Rule{r}
	}
	pends := r
	pends.Row, pends.Variant = "T1-02", pending(r.Row, r.Variant)
	pends.If |= InSync
	pends.To = IPend
	pends.Clauses = append(slices.Clone(r.Clauses), "V1-LIVE-3")
	pends.About = r.About + ", once the sync response is through"
	r.Unless |= InSync
	if r.Row == "T1-11" && r.Variant == "" {
		r.Clauses = []string{"V1-INVT-3", "V1-INVT-6", "V1-LIVE-2", "V1-MSG-1"}
		pends.Clauses = []string{"V1-INVT-3", "V1-LIVE-1", "V1-LIVE-3"}
	}
	return []Rule{pends, r}
}

// pending is the variant of the row T1-02 that goes before another row.
func pending(row, variant string) string {
	if row == "T1-11" {
		return variant
	}
	return join(strings.ToLower(strings.TrimPrefix(row, "T1-")), variant)
}
