package model

// Effect is one thing that a rule does beside moving the named call to its next
// state. "The other call" is the one that Machine.facts finds.
type Effect uint8

// The effects.
const (
	NoEffect        Effect = iota
	SendInvite             // m.call.invite for the named call
	SendAnswer             // m.call.answer for it
	SendCandidates         // m.call.candidates for it
	SendHangup             // m.call.hangup for it
	SendHangupOther        // m.call.hangup for the other call
	Abort                  // as knob abort-out says, for the named call
	AbortOther             // as knob abort-out says, for the other (own) call
	AbortLater             // as knob abort-out says, once the other call's invite has landed
	Refuse                 // as knob abort-in says, for the named incoming call
	RefuseOther            // as knob abort-in says, for the other (incoming) call
	OweHangup              // the named call is hung up once its invite has landed
	LifeHangup             // as knob life-end says, for the named call
	LifeLater              // as knob life-end says, once the invite has landed
	RingHangup             // as knob ring-timer says, for the named call that has stopped ringing
	EchoHangup             // as knob hangup-echo says, for the named call that a hangup has ended
	LateHangup             // as knob late-answer says, for the named call that was answered too late
	Unsent                 // as knob unsent-hangup says, for the named call that was never sent
	UnsentOther            // as knob unsent-hangup says, for the other call that was never sent
	Settle                 // the debt of a hangup is settled
	EndOther               // the other call ends
	TakeOther              // the other call is accepted on behalf of the user
	AcceptOther            // the other call is accepted by the user
	RingOther              // the other call rings, and the user decides
	ShowOther              // the other, held invite is treated as if it came now
	Show                   // the named, held invite is treated as if it came now
	Capture                // microphone (and camera) and TURN are asked for
	Grant                  // the stream is there
	Credentials            // the TURN credentials are there
	Refetch                // the TURN credentials are asked for again
	Move                   // the stream now feeds the named call
	MoveOther              // the stream now feeds the other call
	Release                // the stream of the named call is let go
	MarkAuto               // the named call was accepted on behalf of the user
	MarkHeld               // the named invite is held back
	Unhold                 // the named invite is held back no more
	MarkEchoed             // the named call's echo was seen
	Widen                  // as knob kind says: answered with the caller's media kind
	WidenOther             // as knob kind says, for the other call
	Resend                 // the same event again, with the same transaction ID
	ReplacesOther          // glare: the named call takes the other's place (G-2, G-4)
	KeepsOther             // glare: the other call is kept (G-5)
	ReplacedByOther        // glare: the other call takes the named one's place
	KeepsNamed             // glare: the named call is kept against the other
	SendReject             // m.call.reject for the named call; a hangup if its invite is of version 0
	SendRejectOther        // the same for the other call
	SendSelect             // as knob select says: m.call.select_answer for the named call, of who has just answered
	SelectReject           // as knob select says: the same, of who has just rejected
	SendOffer              // m.call.negotiate for the named call, with an offer
	SendReply              // m.call.negotiate for it, with an answer
	Decline                // as knob reject-v1 says, for the named call
	MarkOffered            // the own offer waits for its reply
	ClearOffered           // it does not wait any more
	MarkPushed             // the named call rings by a push
	ClearPushed            // its invite is seen
	SendEnd                // m.call.candidates for the named call, which says that there are no more
	MarkComplete           // the peer's candidates for it are all there
	ToggleMute             // the own stream is muted, or not any more
	SendMetadata           // m.call.sdp_stream_metadata_changed for the named call
	NoteStreams            // what the event says of the other end's stream is shown
	ShareScreen            // a screen is shared, or not any more, if that is what the user changes of the media
	Withdraw               // it is as it was before the own offer, which has failed
	ShowStreams            // what the description has of streams that it lists is shown
	NumEffects
)

var effectNames = [NumEffects]string{
	"-", "send m.call.invite", "send m.call.answer", "send m.call.candidates", "send m.call.hangup",
	"send m.call.hangup of the other call", "abort-out", "abort-out of the other call",
	"abort-out of the other call once its invite lands", "abort-in", "abort-in of the other call",
	"owe a hangup", "life-end", "life-end once the invite lands", "ring-timer", "hangup-echo", "late-answer", "unsent-hangup",
	"unsent-hangup of the other call", "settle the owed hangup", "end the other call",
	"accept the other call automatically", "accept the other call", "let the other call ring", "decide on the held call",
	"decide on this call",
	"capture", "have the stream", "have TURN credentials", "fetch TURN credentials again", "move the stream here", "move the stream to the other call", "release the stream", "mark automatic",
	"hold back", "hold back no more", "note the echo", "kind", "kind of the other call", "retransmit", "replaces the other call", "keeps the other call",
	"is replaced by the other call", "is kept", "send m.call.reject", "send m.call.reject of the other call",
	"send m.call.select_answer", "send m.call.select_answer of a reject", "send m.call.negotiate with an offer", "send m.call.negotiate with an answer", "reject-v1",
	"wait for the reply to the offer", "the offer is settled",
	"note that only a push told of it", "note that its invite is seen",
	"send m.call.candidates with their end", "note that the candidates are complete",
	"toggle the mute", "send m.call.sdp_stream_metadata_changed", "show what is said of the stream",
	"toggle the screen", "share as before the offer", "show the streams that are listed",
}

// String says what the effect does.
func (e Effect) String() string { return effectNames[e] }

// knob is the knob that decides what the effect does, if any.
func (e Effect) knob() (Knob, bool) {
	switch e {
	case Abort, AbortOther, AbortLater:
		return AbortOut, true
	case Refuse, RefuseOther:
		return AbortIn, true
	case LifeHangup, LifeLater:
		return LifeEnd, true
	case RingHangup:
		return RingTimer, true
	case EchoHangup:
		return HangupEcho, true
	case LateHangup:
		return LateAnswer, true
	case Unsent, UnsentOther:
		return UnsentHangup, true
	case Widen, WidenOther:
		return Kind, true
	case Decline:
		return RejectV1, true
	case SendSelect, SelectReject:
		return Select, true
	default:
		return 0, false
	}
}

// MaxEffects is how many effects one rule may have.
const MaxEffects = 6

// When is a condition on the reading: knob k has one of the values named.
type When struct {
	Knob   Knob
	Values []string
}

// Rule is one row of the transition table, or one variant of a row.
type Rule struct {
	Row     string // the row of the transition table, "T0-24"
	Variant string // tells several rules of one row apart; may be empty
	In      Input
	From    StateSet // states of the named call
	When    []When   // the readings that have this rule
	If      Facts    // all of these must hold
	Any     Facts    // at least one of these must hold, if there are any
	Unless  Facts    // none of these may hold
	To      State    // the next state of the named call, unless Stays
	Stays   bool     // the named call keeps its state
	Do      []Effect
	Clauses []string // what the rule implements, or the holes and VX- points that it fills
	About   string   // one line
}

// Name identifies the rule: the row, and the variant behind a dot.
func (r *Rule) Name() string {
	if r.Variant == "" {
		return r.Row
	}
	return r.Row + "." + r.Variant
}

// Unspecified reports whether a knob decides the rule, not the text.
func (r *Rule) Unspecified() bool { return len(r.Knobs()) > 0 }

// Knobs lists the knobs that the rule depends on, each once, in their order.
func (r *Rule) Knobs() []Knob {
	var has [NumKnobs]bool
	for _, w := range r.When {
		has[w.Knob] = true
	}
	for _, e := range r.Do {
		if k, ok := e.knob(); ok {
			has[k] = true
		}
	}
	has[Winner] = has[Winner] || (r.If|r.Any|r.Unless)&(Less|Greater|Equal) != 0
	var list []Knob
	for k := range NumKnobs {
		if has[k] {
			list = append(list, k)
		}
	}
	return list
}

// holds reports whether the reading has the rule.
func (r *Rule) holds(reading *Reading) bool {
	for _, w := range r.When {
		found := false
		for _, value := range w.Values {
			found = found || reading.Is(w.Knob, value)
		}
		if !found {
			return false
		}
	}
	return true
}

// is makes a condition on the reading.
func is(k Knob, values ...string) When { return When{k, values} }

// V0 lists the rules of version 0, in the order of the transition table. Their
// order means nothing: for each reading they are disjoint and complete.
func V0() []Rule {
	var all []Rule
	for _, part := range [][]Rule{
		rulesUser(), rulesLocal(), rulesSends(), rulesInvite(), rulesSecond(), rulesRepeat(),
		rulesReceived(), rulesHeld(), rulesSiblings(), rulesEcho(), rulesTimers(), rulesMedia(), rulesProcess(), rulesInvalid(Version0),
	} {
		all = append(all, part...)
	}
	return withEndedAnswers(all)
}
