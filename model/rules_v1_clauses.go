package model

import (
	"slices"
	"strings"
)

// What version 1 says of parties, invitees, silenced rooms and selections has no counterpart in
// version 0, although the rules that keep it may be version 0's: that an own event is ignored is
// one rule, whether one knows it by its sender or by its party.

// saidByV1 has such clauses, in their order, and the rules that do what they say; "T1-04.*" is a
// whole row.
var saidByV1 = []struct{ clause, rules string }{
	{"V1-VER-6", "T1-51 T1-52 T1-94.old-invite"},

	// A party is a device, which takes part by a call of its own or a response to another's.
	{"V1-PARTY-1", "T1-01 T1-50 T1-51"},
	{"V1-PARTY-2", "T1-57 T1-62.selected T1-81 T1-9C"},
	{"V1-PARTY-5", "T1-03 T1-03.answer T1-03.other T1-04.* T1-25"},
	{"V1-PARTY-6", "T1-42.* T1-5A"},
	{"V1-PARTY-7", "T1-01 T1-50 T1-51"},

	{"V1-POL-1", "T1-3C"},
	{"V1-ACT-3", "T1-53 T1-5D.*"},
	{"V1-SEL-1", "T1-40"},
	{"V1-SEL-3", "T1-43 T1-83 T1-83.early"},
	{"V1-HUP-1", "T1-65 T1-65.unmade T1-65.made T1-65.sent"},
	{"V1-NEG-4", "T1-03.other"},

	// Whom a call is for, and whether it rings: a silenced room is one that the client does not trust.
	{"V1-INVT-1", "T1-20"},
	{"V1-INVT-2", "T1-04.*"},
	{"V1-INVT-4", "T1-02.13- T1-11 T1-13"},
	{"V1-INVT-5", "T1-13"},
	{"V1-SEC-2", "T1-06 T1-13"},

	// What the given up call sends, what becomes of the refused one, and how the rules meet expiry,
	// sync responses, silenced rooms, invitees and own devices: a knob decides each.
	{
		"V1-GLARE-7",
		"T1-23 T1-26.prep T1-26.sent-less T1-26.sent-greater T1-3B T1-3C T1-07.glare T1-07.glare-sent T1-07.glare-ignore " +
			"T1-02.batch T1-13 T1-02.uncalled T1-11.uncalled T1-04.*",
	},
}

// withOwnClauses adds those clauses to their rules.
func withOwnClauses(rules []Rule) []Rule {
	for _, also := range saidByV1 {
		names := strings.Fields(also.rules)
		for i := range rules {
			if r := &rules[i]; slices.Contains(names, r.Name()) || slices.Contains(names, r.Row+".*") {
				r.Clauses = slices.Sorted(slices.Values(append(slices.Clone(r.Clauses), also.clause)))
			}
		}
	}
	return rules
}
