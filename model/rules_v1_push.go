package model

import "slices"

// A push can tell a device of an invite before its sync does, or after the device knows that
// the call is over. The text has a client signal what a whole sync response says (V1-LIVE-3),
// so that a push could do no more than wake it; some ring at once (knob push), and find
// the invite behind it by the next sync.

// pushing are the readings that ring for a push.
var pushing = is(Push, "ring", "blind")

// rulesPush are the rows of pushes, and of invites that a push has told of.
func rulesPush() []Rule {
	engaged := own | busy
	known := all &^ States(None, Ended)
	list := []Rule{
		{
			Row: "T1-02", Variant: "push", In: RecvPush, From: all, When: []When{is(Push, "wait")}, Stays: true, Clauses: []string{"F-PUSH-1", "V1-LIVE-3"},
			About: "a push wakes the device, and nothing rings before a sync response is through",
		},
		{
			Row: "T1-11", Variant: "push", In: RecvPush, From: States(None), When: []When{pushing}, Unless: engaged | Quiet, To: IRing, Do: []Effect{MarkPushed},
			Clauses: []string{"F-PUSH-1", "V1-LIVE-3"}, About: "a push tells of a call: it rings before its invite is seen",
		},
		{
			Row: "T1-02", Variant: "push-engaged", In: RecvPush, From: States(None), When: []When{pushing}, Any: engaged | Quiet, Stays: true,
			Clauses: []string{"F-PUSH-1"}, About: "a push tells of a call beside another one, or in a silenced room: the invite decides",
		},
		{
			Row: "T1-07", Variant: "push", In: RecvPush, From: known, When: []When{pushing}, Stays: true, Clauses: []string{"F-PUSH-1"},
			About: "a push tells what the device knows",
		},
		{
			Row: "T1-A0", Variant: "push", In: RecvPush, From: States(Ended), When: []When{is(Push, "ring")}, Stays: true, Clauses: []string{"F-PUSH-1"},
			About: "a push tells of a call that the device knows to be over",
		},
		{
			Row: "T1-A0", Variant: "push-rings", In: RecvPush, From: States(Ended), When: []When{is(Push, "blind")}, Unless: engaged | Quiet, To: IRing,
			Do: []Effect{MarkPushed}, Clauses: []string{"F-PUSH-1", "V1-SEC-2"}, About: "a push rings for a call that is over: nobody looks",
		},
		{
			Row: "T1-A0", Variant: "push-engaged", In: RecvPush, From: States(Ended), When: []When{is(Push, "blind")}, Any: engaged | Quiet, Stays: true,
			Clauses: []string{"F-PUSH-1"}, About: "a push tells of a call that is over beside another one",
		},
		{
			Row: "T1-11", Variant: "pushed", In: RecvInvite, From: States(IRing), When: []When{pushing}, If: IsPushed, Stays: true, Do: []Effect{Show},
			Clauses: []string{"F-PUSH-1", "V1-INVT-3"}, About: "the invite of which a push told is seen: it is decided on",
		},
		{
			Row: "T1-11", Variant: "pushed-silenced", In: RecvInvite, From: States(IIgn), When: []When{pushing}, If: IsPushed, Stays: true,
			Do: []Effect{ClearPushed}, Clauses: []string{"F-PUSH-1", "V1-ACT-3"}, About: "the invite of which a push told is seen, and stays silent",
		},
		{
			Row: "T1-11", Variant: "pushed-late", In: RecvLate, From: Alerting, When: []When{pushing}, If: IsPushed, To: Ended,
			Clauses: []string{"F-PUSH-1", "V1-LIVE-6"}, About: "the invite of which a push told has expired: ringing stops",
		},
		{
			Row: "T1-B0", Variant: "pushed", In: Restart, From: Alerting, When: []When{pushing}, If: IsPushed, To: None, Clauses: []string{"F-PUSH-1", "V1-LIVE-4"},
			About: "after a restart, nothing is stored of what only a push has told",
		},
	}
	return list
}

// beforeInvites makes rules about calls that ring leave those to the rules of pushes whose
// invite is not seen yet.
func beforeInvites(rules []Rule) []Rule {
	for i := range rules {
		if r := &rules[i]; slices.Contains([]Input{RecvInvite, RecvLate, Restart}, r.In) && r.From&Alerting != 0 {
			r.Unless |= IsPushed
		}
	}
	return slices.Concat(rules, rulesPush())
}
