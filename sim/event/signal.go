package event

import (
	"slices"

	"github.com/glarelab/glare/model"
)

// Signal is what the model knows of a call event: all that decides what devices do about
// it, and nothing of its media.
type Signal struct {
	Type       model.EventType
	CallID     string
	Party      string        // of who sends it; "" in version 0
	Version    model.Version // of who sends it
	Says       string        // the version that it says, as JSON, if it is none of the known ones
	Invitee    string        // of an invite: a user ID, or "" for anyone but the sender
	LifetimeMS int64         // of an invite, and of a negotiation
	Selected   string        // of a selection: the party whose answer or reject was taken
	Reason     string        // of a hangup; "" is an ordinary one, [Silent] one that says none
	Muted      bool          // of what says nothing but what streams are: one of them is muted
}

// UserID is the user ID of a user of a scenario at a homeserver of it.
func UserID(user, server string) string { return "@" + user + ":" + server }

const (
	placeholderSDP  = "v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
	placeholderLine = "candidate:0 1 UDP 0 0.0.0.0 9 typ host"
	placeholderMid  = "0"
)

// Content is the content of a valid event that says the same, with placeholders for
// descriptions and candidates, which name no address; Other for an event of no call. It
// is as valid as the IDs are.
func (s Signal) Content() Content {
	call := Call{ID: s.CallID, Party: s.Party, Version: s.Version, Says: s.Says}
	offer := Description{"offer", Withhold(placeholderSDP)}
	answer := Description{"answer", Withhold(placeholderSDP)}
	switch s.Type {
	case model.Invite:
		return Invite{Call: call, Offer: offer, LifetimeMS: s.LifetimeMS, Invitee: s.Invitee}
	case model.Answer:
		return Answer{Call: call, Answer: answer}
	case model.Candidates:
		return Candidates{call, candidates}
	case model.CandidatesEnd:
		return Candidates{call, append(slices.Clone(candidates), Candidate{})}
	case model.Hangup:
		return s.hangup(call)
	case model.SelectAnswer:
		return SelectAnswer{call, s.Selected}
	case model.CallReject:
		return Reject{call}
	case model.Negotiate:
		return Negotiate{Call: call, Description: offer, LifetimeMS: s.LifetimeMS}
	case model.NegotiateReply:
		return Negotiate{Call: call, Description: answer, LifetimeMS: s.LifetimeMS}
	case model.Metadata:
		return MetadataChanged{call, []Stream{{ID: Withhold(placeholderMid), Purpose: "m.usermedia", AudioMuted: s.Muted}}}
	default:
		return Other{}
	}
}

// Silent is the reason of a hangup that says none, though its version has one for it.
const Silent = "-"

// hangup is a hangup with the signal's reason. That of an ordinary one is said in version 1 only
// (V0-HUP-3, V1-HUP-3).
func (s Signal) hangup(call Call) Hangup {
	switch h := (Hangup{Call: call, Reason: s.Reason}); {
	case s.Reason == Silent:
		return Hangup{Call: call}
	case s.Reason == model.NotText.String(): // which nobody says as a text
		return Hangup{Call: call, IsTrue: true}
	case s.Reason == "" && s.Version == model.Version1:
		h.Reason = model.UserHangup.String()
		return h
	default:
		return h
	}
}

// Because is the signal with a reason, as its sender says it.
func (s Signal) Because(why model.Reason) Signal {
	if s.Reason = why.String(); why == model.NoReason && s.Type == model.Hangup {
		s.Reason = Silent
	}
	return s
}

// candidates is one candidate.
var candidates = []Candidate{{Line: Withhold(placeholderLine), Mid: Withhold(placeholderMid), HasMid: true, HasIndex: true}}

// SignalOf is what the model knows of content: false where that is nothing, of an event of
// no call or of a type that no model has.
func SignalOf(c Content) (Signal, bool) {
	call, ok := CallOf(c)
	if !ok {
		return Signal{}, false
	}
	s := Signal{CallID: call.ID, Party: call.Party, Version: call.Version}
	switch c := c.(type) {
	case Invite:
		s.Type, s.Invitee, s.LifetimeMS = model.Invite, c.Invitee, c.LifetimeMS
	case Answer:
		s.Type = model.Answer
	case Candidates:
		s.Type = model.Candidates
		if s.Version == model.Version1 && c.Ends() {
			s.Type = model.CandidatesEnd
		}
	case Hangup:
		s.Type = model.Hangup
		if c.Reason != model.UserHangup.String() {
			s.Reason = c.Reason
		}
	case SelectAnswer:
		s.Type, s.Selected = model.SelectAnswer, c.Selected
	case Reject:
		s.Type = model.CallReject
	case Negotiate:
		s.Type, s.LifetimeMS = model.Negotiate, c.LifetimeMS
		if c.Description.Type == "answer" {
			s.Type = model.NegotiateReply
		}
	case MetadataChanged:
		s.Type = model.Metadata
		s.Muted = slices.ContainsFunc(c.Streams, func(stream Stream) bool { return stream.AudioMuted || stream.VideoMuted })
	default:
		return Signal{}, false
	}
	return s, true
}
