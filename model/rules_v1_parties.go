package model

import "slices"

// In a room of more than two members an event can come from somebody whose call it is not,
// and an invite from somebody who was not called. Whom an invite is for it says itself
// (V1-INVT-3); whose other events count, and whom glare is for, the text leaves open: knobs
// auth and invitee.

// heed is an input that comes of an event about a call that is known, and the rule by which
// that of a stranger is ignored.
type heed struct {
	in                  Input
	row, variant, about string
}

// heeds lists those inputs. A second invite with the ID of a known call is one of them.
var heeds = [...]heed{
	{RecvAnswer, "T1-40", "stranger", "an answer of somebody whom the call is not for is ignored"},
	{RecvReject, "T1-40", "stranger-reject", "a reject of somebody whom the call is not for is ignored"},
	{RecvCandidates, "T1-42", "stranger", "candidates of somebody who takes no part in the call are dropped"},
	{RecvEnd, "T1-42", "stranger-end", "the end of the candidates of somebody who takes no part in the call is ignored"},
	{RecvHangup, "T1-46", "", "a hangup of somebody who takes no part in the call is ignored"},
	{RecvSelect, "T1-82", "stranger", "a selection by somebody who is not the caller is ignored"},
	{RecvSelectOther, "T1-82", "stranger-other", "a selection of another device by somebody who is not the caller is ignored"},
	{RejectedElsewhere, "T1-55", "stranger", "another user rejected: that is for the caller, and nothing stops here"},
	{AnsweredElsewhere, "T1-56", "stranger", "another user answered: that is for the caller, and nothing stops here"},
	{RecvInvite, "T1-9D", "stranger", "an invite with the ID of a call of somebody else is ignored"},
	{RecvOffer, "T1-9A", "stranger", "an offer of somebody who takes no part in the call is ignored"},
	{RecvReply, "T1-9A", "stranger-reply", "a reply of somebody who takes no part in the call is ignored"},
	{RecvMetadata, "T1-9B", "stranger", "what somebody who takes no part in the call says of streams is ignored"},
}

// ofStrangers are the rules by which what a stranger sends is ignored. Of negotiation the
// text says that (V1-NEG-3); of all else a reading may (VX-UNK-4).
func ofStrangers() (list []Rule) {
	for _, h := range heeds {
		r := Rule{
			Row: h.row, Variant: h.variant, In: h.in, From: all, When: []When{is(Auth, "peer", "party", "chosen")}, If: Stranger, Stays: true,
			Clauses: []string{"VX-UNK-4", "H-52"}, About: h.about,
		}
		switch h.in {
		case RecvOffer, RecvReply:
			r.When, r.Clauses = nil, []string{"V1-NEG-3"}
		case RecvInvite:
			r.From, r.Clauses = all&^States(None), []string{"VX-UNK-3", "VX-UNK-4", "H-53"}
		}
		list = append(list, r)
	}
	return list
}

// notCalled are the rules for invites that name another user, and for those of somebody
// whom the user did not call, where the reading asks for that.
func notCalled(rules []Rule) []Rule {
	none := States(None)
	list := []Rule{
		{
			Row: "T1-06", In: RecvInvite, From: none, If: ForOther, Stays: true, Clauses: []string{"V1-INVT-3"},
			About: "the invite names somebody else: no call comes in here",
		},
		{
			Row: "T1-06", Variant: "expired", In: RecvLate, From: none, If: ForOther, Stays: true, Clauses: []string{"V1-INVT-3", "V1-LIVE-6"},
			About: "an expired invite names somebody else",
		},
	}
	list = append(list, Rule{ // a press is for whom it names, and answers nobody else
		Row: "T1-5B", Variant: "uncalled", In: Place, From: none, When: []When{is(Retro, "accept", "compare")}, If: RingsToo | Uncalled,
		Unless: own | busy, To: OPrep, Do: []Effect{Capture}, Clauses: []string{"H-06", "H-48"},
		About: "the user calls while somebody else's call rings, which is not who is called: an own call beside it",
	})
	match := is(Invitee, "match")
	list = append(list, atSyncEnd(Rule{
		Row: "T1-11", Variant: "uncalled", In: RecvInvite, From: none, When: []When{is(Glare, "rule"), match},
		If: Uncalled, Any: own, Unless: Quiet | InBatch | ForOther, To: IRing, Clauses: []string{"V1-GLARE-3", "H-34", "H-48"},
		About: "whoever was not called takes no part in glare: the invite rings beside the own call",
	})...)
	for _, r := range rules { // nor does such a call replace one that is past waiting
		rings := slices.IndexFunc(r.When, func(w When) bool { return w.Knob == SecondCall && slices.Equal(w.Values, []string{"ring"}) })
		if rings < 0 {
			continue
		}
		r.When = append(slices.Clone(r.When), match)
		r.When[rings] = is(SecondCall, "compare")
		r.Variant = join(r.Variant, "uncalled")
		r.If |= Uncalled
		r.Unless |= ForOther
		r.Clauses = append(slices.Clone(r.Clauses), "H-48")
		r.About = "a second call of somebody whom the first one is not with is not compared: it rings"
		list = append(list, r)
	}
	return list
}

// amongMembers makes rules that know two users only rules for rooms of more.
func amongMembers(list []Rule) []Rule {
	more := append(notCalled(list), ofStrangers()...)
	for i := range list {
		r := &list[i]
		switch {
		case r.answers():
			r.Unless |= Uncalled
		case r.From.Has(None) && (r.In == RecvInvite || r.In == RecvLate):
			r.Unless |= ForOther
			if r.compares() {
				r.Unless |= Uncalled
			}
		case slices.ContainsFunc(heeds[:], func(h heed) bool { return h.in == r.In }):
			r.Unless |= Stranger
		}
	}
	return append(list, more...)
}

// answers reports whether a press may be taken for the answer to what rings.
func (r *Rule) answers() bool {
	return r.In == Place && slices.ContainsFunc(r.When, func(w When) bool {
		return w.Knob == Retro && (slices.Contains(w.Values, "accept") || slices.Contains(w.Values, "compare"))
	})
}

// compares reports whether an invite meets an own call under the glare rules, or one that
// is past waiting and is compared with it.
func (r *Rule) compares() bool {
	return slices.ContainsFunc(r.When, func(w When) bool {
		return w.Knob == Glare && slices.Equal(w.Values, []string{"rule"}) && r.If&(OwnPrep|OwnSending|OwnWait) != 0 ||
			w.Knob == SecondCall && slices.Equal(w.Values, []string{"compare"})
	})
}
