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
	Invitee    string        // of an invite: a user ID, or "" for anyone but the sender
	LifetimeMS int64         // of an invite, and of a negotiation
	Selected   string        // of a selection: the party whose answer or reject was taken
	Reason     string        // of a hangup; "" is an ordinary one
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
	call := Call{ID: s.CallID, Party: s.Party, Version: s.Version}
	offer := Description{"offer", Withhold(placeholderSDP)}
	answer := Description{"answer", Withhold(placeholderSDP)}
	switch s.Type {
	case model.Invite:
		return Invite{Call: call, Offer: offer, LifetimeMS: s.LifetimeMS, Invitee: s.Invitee}
	case model.Answer:
		return Answer{Call: call, Answer: answer}
	case model.Candidates:
		return Candidates{call, s.candidates()}
	case model.Hangup:
		reason := s.Reason
		if reason == "" && s.Version == model.Version1 {
			reason = userHangup
		}
		return Hangup{call, reason}
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

// userHangup is the reason of an ordinary hangup, which only version 1 says (V0-HUP-3,
// V1-HUP-3).
const userHangup = "user_hangup"

// candidates is one candidate, and in version 1 the end of them.
func (s Signal) candidates() []Candidate {
	list := []Candidate{{Line: Withhold(placeholderLine), Mid: Withhold(placeholderMid), HasMid: true, HasIndex: true}}
	if s.Version == model.Version1 {
		list = append(list, Candidate{})
	}
	return list
}

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
	case Hangup:
		s.Type = model.Hangup
		if c.Reason != userHangup {
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
