package event

import (
	"slices"

	"github.com/glarelab/glare/model"
)

// Content is what an event says, without its envelope: Invite, Answer, Candidates, Hangup,
// SelectAnswer, Reject, Negotiate, MetadataChanged, Member, or Other for every other
// type.
type Content interface {
	// write adds the content's members, in any order.
	write(o *object)
}

// Call is what every call event says.
type Call struct {
	ID      string // call_id
	Party   string // party_id; "" in version 0
	Version model.Version
	Says    string // the version as JSON, where it is to be written as none of the known ones
	Group   Group
}

// Group is what events of group calls say beside: they go from device to device, numbered
// (MSC3401, no part of the specification). Of a call of two it is zero.
type Group struct {
	Conf string // conf_id
	Seq  int64  // the number of the event among those from its sender about this call, from 0
	Has  bool   // there is a number
}

// Description is a session description: an offer or an answer.
type Description struct {
	Type string // "offer" or "answer"; receivers should not validate it (V1-NEG-7)
	SDP  Secret
}

// Stream says what a media stream of a description is for.
type Stream struct {
	ID                     Secret
	Purpose                string // "m.usermedia" or "m.screenshare"
	AudioMuted, VideoMuted bool
}

// Candidate is one ICE candidate. An empty line is the end of candidates (V1-EOC-1).
type Candidate struct {
	Line      Secret
	Mid       Secret // sdpMid
	HasMid    bool
	LineIndex int64 // sdpMLineIndex
	HasIndex  bool
}

// Invite places a call.
type Invite struct {
	Call
	Offer      Description
	LifetimeMS int64
	Invitee    string   // a user ID; "" for anyone but the sender (V1-INVT-2)
	Streams    []Stream // sdp_stream_metadata, in the order of its keys
}

// Answer accepts a call.
type Answer struct {
	Call
	Answer  Description
	Streams []Stream
}

// Candidates adds candidates to what its sender has offered or answered.
type Candidates struct {
	Call
	List []Candidate
}

// Ends reports whether there are no more candidates (V1-EOC-1).
func (c Candidates) Ends() bool {
	return slices.ContainsFunc(c.List, func(one Candidate) bool { return one.Line.Reveal() == "" })
}

// Hangup ends a call.
type Hangup struct {
	Call
	Reason string // "" if none is said, or one of another type
	IsTrue bool   // the reason is to be written as no text, but the boolean true
}

// SelectAnswer tells all who answered a call whose answer was taken.
type SelectAnswer struct {
	Call
	Selected string // selected_party_id
}

// Reject declines a call for all devices of a user.
type Reject struct {
	Call
}

// Negotiate changes the media of a call: an offer, or the answer to one.
type Negotiate struct {
	Call
	Description Description
	LifetimeMS  int64
	Streams     []Stream
}

// MetadataChanged says anew what streams are for, such as that one is muted.
type MetadataChanged struct {
	Call
	Streams []Stream
}

// Member is who is in a room: a state event, whose state key is the user.
type Member struct {
	Membership string // "join", "leave", "invite", "ban" or "knock"
}

// Other is the content of any other type of event, as it came.
type Other struct {
	Raw Secret // a JSON object
}

// CallOf is what a call event says of its call; false for events of other types.
func CallOf(c Content) (Call, bool) {
	switch c := c.(type) {
	case Invite:
		return c.Call, true
	case Answer:
		return c.Call, true
	case Candidates:
		return c.Call, true
	case Hangup:
		return c.Call, true
	case SelectAnswer:
		return c.Call, true
	case Reject:
		return c.Call, true
	case Negotiate:
		return c.Call, true
	case MetadataChanged:
		return c.Call, true
	default:
		return Call{}, false
	}
}
