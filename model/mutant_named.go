package model

// classic is a mistake that clients have made, or that a reader of the text
// could make.
type classic struct {
	name, about string
	oneSided    bool
	since       Version // the first that it can be made in
	reading     string
	change      func(patch) patch
}

// The rows of glare rule 2, by what comes out of them: the own call gives way,
// or is kept.
var (
	yields = []string{"T0-24.sent-less", "T0-36"}
	keeps  = []string{"T0-24.sent-greater", "T0-37"}
	equals = []string{
		"T0-24.sent-equal", "T0-24.sent-equal-taken", "T0-24.sent-equal-taken-ask", "T0-24.sent-equal-taken-ring",
		"T0-24.sent-equal-user", "T0-24.sent-equal-user-ask", "T0-24.sent-equal-user-ring", "T0-24.sent-equal-user-kept",
		"T0-24.sent-equal-none", "T0-24.sent-equal-duplicate",
		"T0-38.equal", "T0-38.equal-taken", "T0-38.equal-taken-ask", "T0-38.equal-taken-ring",
		"T0-38.equal-user", "T0-38.equal-user-ask", "T0-38.equal-user-ring", "T0-38.equal-user-kept",
		"T0-38.equal-none", "T0-38.equal-duplicate",
	}
)

// named makes the named mutants of the rules.
func named(rules []Rule) []Mutant {
	var list []Mutant
	for _, c := range classics() {
		if VersionOf(rules) < c.since {
			continue
		}
		m := Mutant{Name: c.name, Operator: Named, About: c.about, OneSided: c.oneSided, Reading: c.reading, Rules: rules}
		if c.change != nil {
			m.Rules = c.change(patchOf(rules))
		}
		list = append(list, m)
	}
	return list
}

// classics lists the named mistakes: first those in choosing the call that
// lives, then those in what is done with the one that does not, then the others.
func classics() []classic {
	return []classic{
		{name: "greater-wins-one-side", about: "one side keeps the greater call ID", oneSided: true, change: greaterWins},
		{name: "greater-wins", about: "both sides keep the greater call ID", change: greaterWins},
		{name: "both-keep-incoming", about: "an own call that was sent always gives way", change: keepIncoming},
		{name: "both-keep-own", about: "an own call that was sent is always kept", change: keepOwn},
		{name: "rule-1-missing", about: "an invite that comes while the own one is being prepared rings beside it", change: func(p patch) patch {
			p.each(func(r *Rule) { r.moveTo(IRing); r.Do = nil }, "T0-13")
			return p
		}},
		{name: "numeric-order", about: "one side compares IDs as numbers where both are digits", oneSided: true, reading: "+cmp=numeric"},
		{name: "glare-ignored", about: "an invite beside an own call is ignored, as if there were no glare rule", change: func(p patch) patch {
			p.each(func(r *Rule) { r.moveTo(Ended); r.Do = nil }, append([]string{"T0-13", "T0-24.defer"}, append(yields, keeps...)...)...)
			return p
		}},
		{name: "glare-across-rooms", about: "an own call in another room counts as glare", change: func(p patch) patch {
			p.each(func(r *Rule) { r.moveTo(IAcc); r.Do = []Effect{Capture, MarkAuto} }, "T0-15", "T0-39")
			return p
		}},
		{name: "echo-taken-for-glare", about: "the own invite comes back through sync and is taken for a rival", change: func(p patch) patch {
			p.each(func(r *Rule) { r.moveTo(Ended); r.Do = []Effect{SendHangup, Release} }, "T0-23")
			return p
		}},

		{name: "own-not-aborted", about: "the incoming call is taken, and the own one goes on", change: func(p patch) patch {
			p.each(func(r *Rule) { r.dropEffect(EndOther); r.dropEffect(AbortOther) }, append(yields, "T0-13")...)
			return p
		}},
		{name: "wrong-call-hung-up", about: "the hangup for the own call names the incoming one", change: func(p patch) patch {
			p.each(func(r *Rule) { r.swapEffect(AbortOther, Abort) }, yields...)
			return p
		}},
		{name: "hangup-of-unsent-call", about: "a call that gives way is hung up although its invite was never sent", change: func(p patch) patch {
			p.each(func(r *Rule) { r.swapEffect(Widen, AbortOther) }, "T0-13")
			return p
		}},
		{name: "loser-rings-on", about: "the incoming call that lost is hung up, and rings all the same", change: func(p patch) patch {
			p.each(func(r *Rule) { r.moveTo(IRing); r.Do = []Effect{SendHangup} }, keeps...)
			return p
		}},
		{name: "winner-only-rings", about: "the incoming call that has won rings beside the own one, which goes on", change: func(p patch) patch {
			p.each(func(r *Rule) { r.moveTo(IRing); r.Do = nil }, yields...)
			return p
		}},
		{name: "losers-hangup-ends-survivor", about: "the hangup for the call that lost ends the one that lives", change: func(p patch) patch {
			p.each(func(r *Rule) { r.Do = []Effect{EndOther} }, "T0-A0.hangup")
			return p
		}},
		{
			name: "losers-expiry-ends-survivor", reading: "+abort-out=silent",
			about: "the lifetime of the call that lost goes on, and ends the one that lives",
			change: func(p patch) patch {
				p.each(func(r *Rule) { r.moveTo(IIgn) }, keeps...)
				p.each(func(r *Rule) { r.Do = []Effect{EndOther} }, "T0-52.silent")
				return p
			},
		},
		{
			name: "replaced-call-stops-media", change: stopsMedia,
			about: "once the automatic answer is through, what is left of the replaced call stops the stream",
		},
		{name: "answered-before-ready", about: "the incoming call is answered the moment it has won, before it has media", change: func(p patch) patch {
			p.each(func(r *Rule) { r.moveTo(ISending); r.swapEffect(Widen, SendAnswer) }, append(yields, "T0-13")...)
			return p
		}},

		{name: "answered-unasked", about: "whatever comes is accepted on behalf of a user who did not call", change: func(p patch) patch {
			p.each(func(r *Rule) { r.moveTo(IAcc); r.Do = []Effect{Capture, MarkAuto} }, "T0-03")
			return p
		}},
		{name: "hangup-in-call-ignored", about: "a hangup that comes once media flows is ignored", change: func(p patch) patch {
			p.each(func(r *Rule) { r.Stays = true; r.Do = nil }, "T0-91")
			return p
		}},
		{name: "decline-unheard", about: "a hangup that comes while the own call waits is ignored, so that one waits until the lifetime ends", change: func(p patch) patch {
			p.each(func(r *Rule) { r.Stays = true; r.Do = nil }, "T0-31", "T0-31.sending")
			return p
		}},
		{name: "lost-call-answered", about: "an answer for a call that is over connects it", change: func(p patch) patch {
			p.each(func(r *Rule) { r.moveTo(OConn); r.Do = []Effect{Capture} }, "T0-A0.answer")
			return p
		}},
		{name: "duplicate-rings-again", about: "an invite that was seen before rings again", change: func(p patch) patch {
			p.each(func(r *Rule) { r.moveTo(IRing); r.Do = []Effect{Release} }, "T0-93.known", "T0-A1")
			return p
		}},
		{name: "lifetime-off-by-one", about: "an invite rings in the moment in which its lifetime is over", change: func(p patch) patch {
			p.each(func(r *Rule) { r.moveTo(IRing) }, "T0-04")
			return p
		}},
		{name: "lifetime-never-ends", about: "nobody looks at the lifetime of a call that waits or rings", change: func(p patch) patch {
			p.each(func(r *Rule) { r.Stays = true; r.Do = nil }, "T0-32", "T0-52", "T0-52.silent")
			return p
		}},
		{name: "hangup-answered", about: "a hangup for a call that is over is answered by a hangup", change: func(p patch) patch {
			p.each(func(r *Rule) { r.Do = []Effect{SendHangup} }, "T0-A0.hangup")
			return p
		}},
		{name: "hangup-answered-twice", about: "a hangup for a call that is over is answered by two", change: func(p patch) patch {
			p.each(func(r *Rule) { r.Do = []Effect{SendHangup, SendHangup} }, "T0-A0.hangup")
			return p
		}},

		{name: "blames-an-error", since: Version1, about: "the end of a lifetime is told as an error", change: func(p patch) patch {
			p.each(func(r *Rule) { r.swapEffect(LifeHangup, Abort) }, "T1-36")
			return p
		}},
		{name: "hangs-up-what-it-drops", since: Version1, about: "an event that is dropped for its schema is answered by a hangup", change: func(p patch) patch {
			p.each(func(r *Rule) { r.Do = []Effect{SendHangup} }, "T1-08")
			return p
		}},
		{name: "selects-each-answer", since: Version1, about: "the caller selects each answer that it sees, not only the first", change: func(p patch) patch {
			p.each(func(r *Rule) { r.Do = []Effect{SendSelect} }, "T1-40")
			return p
		}},
		{name: "both-polite", since: Version1, about: "of two offers that cross, each side takes its own back", change: func(p patch) patch {
			p.each(func(r *Rule) { r.Do = []Effect{ClearOffered, SendReply} }, "T1-96")
			return p
		}},
		{name: "both-impolite", since: Version1, about: "of two offers that cross, each side ignores the other's", change: func(p patch) patch {
			p.each(func(r *Rule) { r.Do = nil }, "T1-97")
			return p
		}},
		{name: "answers-whoever-calls", since: Version1, about: "an own call gives way to the invite of somebody who was not called", change: func(p patch) patch {
			p.each(func(r *Rule) {
				r.To, r.Do = IAcc, []Effect{Move, EndOther, MarkAuto, ReplacesOther}
				r.Unless &^= InSync
			}, "T1-11.uncalled")
			return p.without("T1-02.uncalled")
		}},
		{name: "obeys-outsiders", since: Version1, about: "a hangup ends a call, whoever has sent it", change: func(p patch) patch {
			return p.without("T1-46").heeding(RecvHangup)
		}},
		{name: "takes-any-answer", since: Version1, about: "the caller takes an answer of whomever it comes from first", change: func(p patch) patch {
			return p.without("T1-40.stranger").heeding(RecvAnswer)
		}},
	}
}

// heeding is the patch with rules for an input that ask for no stranger.
func (p patch) heeding(in Input) patch {
	for i := range p {
		if p[i].In == in {
			p[i].Unless &^= Stranger
		}
	}
	return p
}

// greaterWins exchanges the comparison of rule 2.
func greaterWins(p patch) patch {
	p.each(func(r *Rule) { r.exchange() }, append(yields, keeps...)...)
	return p
}

// keepIncoming lets the rules by which the own call gives way apply to every ID.
func keepIncoming(p patch) patch {
	p = p.without(append(keeps, equals...)...)
	p.each(func(r *Rule) { r.If &^= Less }, yields...)
	return p
}

// keepOwn lets the rules by which the own call is kept apply to every ID.
func keepOwn(p patch) patch {
	p = p.without(append(yields, equals...)...)
	p.each(func(r *Rule) { r.If &^= Greater }, keeps...)
	return p
}

// stopsMedia makes the acknowledgement of an automatic answer release the
// stream; other answers are acknowledged as ever.
func stopsMedia(p patch) patch {
	i := p.at("T0-70")
	if i < 0 {
		return p
	}
	auto := p[i]
	auto.Variant, auto.If, auto.Do = "auto", auto.If|IsAuto, []Effect{Release}
	p[i].Unless |= IsAuto
	return append(p, auto)
}
