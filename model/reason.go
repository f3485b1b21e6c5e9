package model

// Reason is why a call is hung up, as the hangup says it.
type Reason uint8

// The reasons: those of the lists of the text, and behind them others that clients send.
const (
	NoReason Reason = iota
	IceFailed
	InviteTimeout
	IceTimeout // this and the rest of the list are of version 1 alone
	UserHangup
	UserMediaFailed
	UserBusy
	UnknownError
	GaveWay    // in no list: "replaced", of matrix-js-sdk
	Misspelt   // in no list: "userHangup", of matrix-dart-sdk
	NotText    // no text at all: the boolean true, of matrix-js-sdk in 2015
	Unheard    // in no list, and sent by a real client only: any other text
	NumReasons // at most 16: see sim.Item
)

var reasonNames = [NumReasons]string{
	"", "ice_failed", "invite_timeout", "ice_timeout", "user_hangup", "user_media_failed", "user_busy", "unknown_error",
	"replaced", "userHangup", "true", "another",
}

// String is the reason as the hangup has it, or empty.
func (r Reason) String() string { return reasonNames[r] }

// ReasonOf is the reason that a hangup has as a text.
func ReasonOf(text string) Reason {
	for r := range Unheard {
		if r != NotText && r.String() == text {
			return r
		}
	}
	return Unheard
}

// Listed reports whether the list of a version has the reason (V0-HUP-2, V1-HUP-2). None is
// in that of version 0 alone, where it is optional.
func (r Reason) Listed(v Version) bool {
	if v == Version0 {
		return r <= InviteTimeout
	}
	return r != NoReason && r <= UnknownError
}

// Reasons lists the reasons that the text has for hangups of a version.
func Reasons(v Version) (list []Reason) {
	for r := IceFailed; r < NumReasons; r++ {
		if r.Listed(v) {
			list = append(list, r)
		}
	}
	return list
}

// why is the reason that hangups have which come of a rule: what has happened, as far as the
// text has a word for it and the client uses it.
func (m *Machine) why(r *Rule) Reason {
	for _, e := range r.Do {
		if e.hangsUp() {
			return m.said(meant(r, e), e)
		}
	}
	return NoReason
}

// hangsUp reports whether a hangup can come of an effect.
func (e Effect) hangsUp() bool {
	switch e {
	case SendHangup, SendHangupOther, SendReject, SendRejectOther, Abort, AbortOther, Refuse, RefuseOther, LifeHangup, RingHangup,
		EchoHangup, LateHangup, Unsent, UnsentOther, Decline:
		return true
	default:
		return false
	}
}

// meant is the reason that version 1 has for what has happened; NoReason where its list has
// none, because a call gave way to another one, or was over before.
func meant(r *Rule, e Effect) Reason {
	switch e {
	case LifeHangup, RingHangup:
		return InviteTimeout // V1-HUP-5
	case EchoHangup, LateHangup:
		return NoReason
	}
	switch r.In {
	case HangUp, Reject, Accept: // who answers another call ends this one
		return UserHangup // V1-HUP-3
	case IceFail, ConnectOver:
		return IceFailed // V1-HUP-4: media never flowed
	case IceLost:
		return IceTimeout // V1-HUP-4
	case CaptureFail:
		return UserMediaFailed // V1-HUP-5
	case ReadyFail, AnswerFail, Restart:
		return UnknownError // V1-HUP-5
	case RecvInvite:
		switch {
		case r.asks(SecondCall, "busy"):
			return UserBusy // V1-HUP-6
		case r.asks(Dup, "error"):
			return UnknownError
		}
	}
	return NoReason
}

// asks reports whether the rule is for readings that give a knob one value.
func (r *Rule) asks(k Knob, value string) bool {
	for _, w := range r.When {
		if w.Knob == k && len(w.Values) == 1 && w.Values[0] == value {
			return true
		}
	}
	return false
}

// said is what the client says, by knob reason, where a reason is meant. Version 0 has two of
// the list, and leaves the reason out where a user ends a call (V0-HUP-3).
func (m *Machine) said(meant Reason, e Effect) Reason {
	r := &m.Reading
	switch {
	case r.Is(Why, "userHangup"):
		return Misspelt
	case r.Is(Why, "none"):
		return NoReason
	case meant == NoReason && r.Is(Why, "replaced"):
		return GaveWay
	case meant == NoReason && r.Is(Why, "true"):
		if e == Refuse || e == RefuseOther {
			return NoReason
		}
		return NotText
	case meant == NoReason && r.Is(Why, "user_hangup"):
		meant = UserHangup
	case meant == NoReason:
		meant = UnknownError
	}
	if !meant.Listed(m.version) {
		return NoReason
	}
	return meant
}
