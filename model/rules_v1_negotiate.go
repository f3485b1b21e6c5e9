package model

// rulesNegotiate are the rows in which the media of an established call are changed, by a
// new offer and its answer. Of two offers that cross, the callee's gives way: the callee is
// the polite side (V1-POL-1), whichever call survived a glare (V1-POL-2).
func rulesNegotiate() []Rule {
	active := States(Active)
	connecting := States(OConn, ISending, IConn)
	return []Rule{
		{
			Row: "T1-94", In: Renegotiate, From: active, If: Invite1 | Peer1, Unless: IsOffered | Surplus, Stays: true,
			Do: []Effect{SendOffer, MarkOffered, ShareScreen}, Clauses: []string{"V1-NEG-1", "V1-NEG-2", "V1-STRM-1"},
			About: "the user changes the media of the call: a new offer",
		},
		{
			Row: "T1-94", Variant: "one-stream", In: Renegotiate, From: active, If: Invite1 | Peer1 | Surplus, Unless: IsOffered, Stays: true,
			Clauses: []string{"V1-STRM-3"}, About: "the user adds a second stream, and the other end listed none, so that it gets one only: no offer",
		},
		{
			Row: "T1-94", Variant: "offered", In: Renegotiate, From: active, If: Invite1 | Peer1 | IsOffered, Stays: true,
			Clauses: []string{"V1-NEG-6"}, About: "an own offer is under way: one at a time, since nothing links a reply to its offer",
		},
		{
			Row: "T1-94", Variant: "old-peer", In: Renegotiate, From: active, If: Invite1, Unless: Peer1, Stays: true,
			Clauses: []string{"V1-NEG-1", "V1-VER-6"}, About: "the answer was of version 0, which knows no negotiation",
		},
		{
			Row: "T1-94", Variant: "old-invite", In: Renegotiate, From: active, Unless: Invite1, Stays: true,
			Clauses: []string{"V1-NEG-1"}, About: "the invite was of version 0, which knows no negotiation",
		},
		{
			Row: "T1-94", Variant: "stale", In: Renegotiate, From: all &^ active, Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "there are no media to change",
		},

		{
			Row: "T1-95", In: RecvOffer, From: active, Unless: IsOffered, Stays: true, Do: []Effect{SendReply, ShowStreams},
			Clauses: []string{"V1-NEG-3", "V1-NEG-6", "V1-STRM-2", "V1-STRM-3", "V1-STRM-4"},
			About:   "the peer changes the media of the call: its offer is replied to; tracks of streams that it does not list, or of none, are ignored",
		},
		{
			Row: "T1-95", Variant: "connecting", In: RecvOffer, From: connecting, Stays: true, Do: []Effect{SendReply, ShowStreams},
			Clauses: []string{"V1-NEG-6", "V1-STRM-2"}, About: "the peer is in the call already and changes its media: its offer is replied to",
		},
		{
			Row: "T1-96", In: RecvOffer, From: active, If: IsOffered | IsOwn, Stays: true, Clauses: []string{"V1-POL-1"},
			About: "two offers cross: the caller is impolite and ignores the peer's",
		},
		{
			Row: "T1-97", In: RecvOffer, From: active, If: IsOffered, Unless: IsOwn, Stays: true,
			Do: []Effect{ClearOffered, SendReply, ShowStreams}, Clauses: []string{"V1-POL-1", "V1-POL-2", "V1-STRM-2"},
			About: "two offers cross: the callee is polite, takes its own back and replies to the peer's",
		},
		{
			Row: "T1-9A", Variant: "offer", In: RecvOffer, From: all &^ (active | connecting), Stays: true,
			Clauses: []string{"VX-UNK-1", "VX-UNK-2"}, About: "an offer for a call that is not established is ignored",
		},

		{
			Row: "T1-98", In: RecvReply, From: active, If: IsOffered, Stays: true, Do: []Effect{ClearOffered, ShowStreams},
			Clauses: []string{"V1-NEG-6", "V1-STRM-2"}, About: "the peer replied: the media are changed",
		},
		{
			Row: "T1-9A", Variant: "reply", In: RecvReply, From: active, Unless: IsOffered, Stays: true,
			Clauses: []string{"V1-NEG-5", "VX-UNK-2"}, About: "a reply to an offer that does not wait any more is ignored",
		},
		{
			Row: "T1-9A", Variant: "stale-reply", In: RecvReply, From: all &^ active, Stays: true,
			Clauses: []string{"VX-UNK-1", "VX-UNK-2"}, About: "a reply for a call that is not established is ignored",
		},

		{
			Row: "T1-99", In: OfferOver, From: active, If: IsOffered, Stays: true, Do: []Effect{ClearOffered, Withdraw},
			Clauses: []string{"V1-NEG-5"}, About: "nobody replied to the offer within its lifetime: the negotiation failed, the call goes on",
		},
		{
			Row: "T1-99", Variant: "settled", In: OfferOver, From: active, Unless: IsOffered, Stays: true,
			Clauses: []string{"V1-NEG-5"}, About: "the offer was settled before",
		},
		{
			Row: "T1-99", Variant: "stale", In: OfferOver, From: all &^ active, Stays: true, Clauses: []string{"V1-NEG-5"},
			About: "the call is over before the lifetime of its offer",
		},
	}
}
