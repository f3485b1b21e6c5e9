package model

import "slices"

// rulesRejected are the rows whose input is a reject. As a hangup does in version 0, it ends
// a call that waits, and the caller selects whoever has sent it (V1-REJ-3); an answer that
// the caller has seen before makes it void (V1-REJ-2).
func rulesRejected(rules []Rule) []Rule {
	var list []Rule
	for _, r := range rules {
		if r.Row != "T1-34" || r.In != RecvHangup || r.Stays {
			continue
		}
		r.Row, r.In = "T1-32", RecvReject
		r.When = slices.DeleteFunc(slices.Clone(r.When), func(w When) bool { return w.Knob == Auth })
		r.Do = slices.Clone(r.Do)
		if i := slices.Index(r.Do, EchoHangup); i >= 0 {
			r.Do[i] = SelectReject
		}
		r.Clauses = append(slices.DeleteFunc(slices.Clone(r.Clauses), func(id string) bool { return !isHole(id) }), "V1-ACT-2", "V1-REJ-2", "V1-REJ-3")
		r.About = rejected[r.Variant]
		list = append(list, r)
	}
	inbound := States(IPend, IRing, IIgn, IAcc, ISending, IConn)
	return append(list,
		Rule{
			Row: "T1-40", Variant: "reject", In: RecvReject, From: States(OConn, Active), Stays: true, Clauses: []string{"V1-REJ-2"},
			About: "a reject after an answer was seen has no effect",
		},
		Rule{
			Row: "T1-63", Variant: "reject", In: RecvReject, From: inbound, Stays: true, Clauses: []string{"V1-REJ-2", "VX-UNK-4"},
			About: "a reject of who is called is not for the called to heed: the caller chooses",
		},
		Rule{
			Row: "T1-09", Variant: "reject", In: RecvReject, From: States(None), When: []When{is(Unk, "drop", "buffer")}, Stays: true,
			Clauses: []string{"VX-UNK-1"}, About: "a reject of an unknown call is dropped",
		},
		Rule{
			Row: "T1-09", Variant: "reject-tombstone", In: RecvReject, From: States(None), When: []When{is(Unk, "tombstone")}, To: Ended,
			Clauses: []string{"VX-UNK-1"}, About: "a reject of an unknown call is remembered",
		},
		Rule{
			Row: "T1-A0", Variant: "reject", In: RecvReject, From: States(Ended), Stays: true, Clauses: []string{"VX-UNK-2"},
			About: "a reject of an ended call is ignored",
		},
	)
}

// rejected says of the variants of the row T1-32 what happens.
var rejected = map[string]string{
	"prep":      "a reject names the ID of the call being prepared",
	"sending":   "the peer rejected before the acknowledgement came; the caller selects the reject",
	"":          "the peer rejected; the caller selects the reject",
	"held":      "the peer rejected the own call for its rival, which is taken; the caller selects the reject",
	"held-ask":  "the peer rejected the own call for its rival, which asks for wider media, so the user is asked",
	"held-ring": "the peer rejected the own call for its rival, which rings",
}

func isHole(id string) bool { return id[0] == 'H' }

// rulesSelected are the rows whose input is the selection of this device's own answer.
func rulesSelected() []Rule {
	answered := States(ISending, IConn, Active)
	return []Rule{
		{
			Row: "T1-80", In: RecvSelect, From: answered, Stays: true, Clauses: []string{"V1-SEL-1", "V1-SEL-3"},
			About: "the caller has selected this device's answer; media may flow already",
		},
		{
			Row: "T1-A0", Variant: "select", In: RecvSelect, From: States(Ended), Stays: true, Clauses: []string{"V1-REJ-3", "VX-UNK-2"},
			About: "a selection of an ended call changes nothing: of a reject it is the receipt",
		},
		{
			Row: "T1-09", Variant: "select", In: RecvSelect, From: all &^ (answered | States(Ended)), Stays: true,
			Clauses: []string{"VX-UNK-1", "VX-UNK-2"}, About: "a selection of an answer that was not given",
		},
	}
}
