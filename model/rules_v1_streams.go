package model

// rulesStreams are the rows in which a user mutes the own stream, and in which the other end
// is told. What an invite, an answer or a negotiation says of streams counts with it (see
// [Machine.heed]); here is what is said between them. By the schema of that event it is sent
// by callers (knob metadata); nothing numbers it, so that the last one to come counts.
func rulesStreams() []Rule {
	waiting, talking := States(OSending, OWait), States(OConn, ISending, IConn, Active)
	preparing := States(OPrep, IAcc)
	says, either := is(StreamList, "both", "caller", "unstable"), is(StreamList, "both", "unstable", "none")
	mutes, tells := []Effect{ToggleMute}, []Effect{ToggleMute, SendMetadata}
	return []Rule{
		{
			Row: "T1-9B", In: Mute, From: talking, When: []When{either}, Unless: Unlisted, Stays: true, Do: tells, Clauses: []string{"V1-STRM-5"},
			About: "the user mutes the own stream, or does so no more: the other end is told",
		},
		{
			Row: "T1-9B", Variant: "caller", In: Mute, From: talking, When: []When{is(StreamList, "caller")}, If: IsOwn, Unless: Unlisted, Stays: true,
			Do: tells, Clauses: []string{"V1-STRM-5"}, About: "the caller mutes the own stream, or does so no more: the other end is told",
		},
		{
			Row: "T1-9B", Variant: "callee", In: Mute, From: talking, When: []When{is(StreamList, "caller")}, Unless: IsOwn | Unlisted, Stays: true,
			Do: mutes, Clauses: []string{"V1-STRM-5"}, About: "the callee mutes the own stream, or does so no more: the event is one of callers, and nobody is told",
		},
		{
			Row: "T1-9B", Variant: "unlisted", In: Mute, From: talking, If: Unlisted, Stays: true, Do: mutes, Clauses: []string{"V1-STRM-3"},
			About: "the other end said nothing of streams, so that it knows of none: nor is it told",
		},
		{
			Row: "T1-9B", Variant: "waiting", In: Mute, From: waiting, When: []When{says}, Stays: true, Do: tells, Clauses: []string{"V1-STRM-5"},
			About: "the own stream is muted, or not any more, and the invite is out that said something else",
		},
		{
			Row: "T1-9B", Variant: "waiting-none", In: Mute, From: waiting, When: []When{is(StreamList, "none")}, Stays: true, Do: mutes,
			Clauses: []string{"V1-STRM-5"}, About: "the own stream is muted, or not any more, by a client that says nothing of streams",
		},
		{
			Row: "T1-9B", Variant: "preparing", In: Mute, From: preparing, Stays: true, Do: mutes, Clauses: []string{"V1-STRM-1"},
			About: "the own stream is muted, or not any more, before the invite or answer is handed over, which will say so",
		},
		{
			Row: "T1-9B", Variant: "stale", In: Mute, From: all &^ (talking | waiting | preparing), Stays: true, Clauses: []string{"VX-UNK-2"},
			About: "there is no own stream to mute",
		},

		{
			Row: "T1-9B", Variant: "told", In: RecvMetadata, From: States(IPend, IRing, IIgn, IAcc) | talking, Stays: true, Do: []Effect{NoteStreams},
			Clauses: []string{"V1-STRM-5", "V1-STRM-6"}, About: "the other end has muted its stream, or does so no more: it is shown so, and what comes of it is hidden if it is video",
		},
		{
			Row: "T1-9B", Variant: "early", In: RecvMetadata, From: UnderWay, Stays: true, Clauses: []string{"VX-UNK-2", "V1-STRM-1"},
			About: "streams of an answer that is not there: the answer will say what they are",
		},
		{
			Row: "T1-9B", Variant: "unknown", In: RecvMetadata, From: States(None, Ended), Stays: true, Clauses: []string{"VX-UNK-1", "VX-UNK-2"},
			About: "streams of a call that is not known, or is over",
		},
	}
}
