package event

// The types of events that this package knows.
const (
	TypeInvite          = "m.call.invite"
	TypeAnswer          = "m.call.answer"
	TypeCandidates      = "m.call.candidates"
	TypeHangup          = "m.call.hangup"
	TypeSelectAnswer    = "m.call.select_answer"
	TypeReject          = "m.call.reject"
	TypeNegotiate       = "m.call.negotiate"
	TypeMetadataChanged = "m.call.sdp_stream_metadata_changed"
	TypeMember          = "m.room.member"

	// What the proposals called TypeMetadataChanged, and deployed clients still do: it is read,
	// and not written.
	typeMetadataUnstable = "org.matrix.call.sdp_stream_metadata_changed"
)

// Event is one event as a client sees it: in a /sync response, a page of /messages or a
// to-device list. What may be missing there is empty or zero.
type Event struct {
	Type             string
	Sender           string // a user ID
	RoomID           string // "" in a /sync response, which names the room elsewhere
	ID               string // "" of a to-device event
	OriginServerTSMS int64  // when its homeserver took it, in ms since 1970 by that one's clock; 0 if not said
	StateKey         *string
	Unsigned         Unsigned
	Content          Content // never nil
}

// Unsigned is what a homeserver adds to an event for one client.
type Unsigned struct {
	AgeMS         int64 // ms since the event was sent, as the homeserver tells it
	HasAge        bool
	TransactionID string // set only for the device that has sent the event (F-ECHO-1)
	Redacted      bool   // the event was redacted: its content is gone; read, and not written
}
