package model

// robust is the least set of amendments to literal under which every property is
// proven for crossed calls, on one or two homeservers, with slow media, under any
// delay and after a failed send, and beside a hostile member of the room.
func robust() Reading {
	r := Reading{Name: "robust"}
	// An invite in flight is neither prepared nor sent: the rival is held back
	// until the send's fate is known (H-01e, H-02).
	r.set(InFlight, "defer")
	// A hangup that overtakes its invite must not be forgotten (H-42, H-44).
	r.set(Unk, "tombstone")
	// In rooms of more than two, a call of somebody who was not called must not be answered
	// for the user (H-34, H-48), nor count what others say of a call (H-52, H-53).
	r.set(Invitee, "match")
	r.set(Auth, "peer")
	return r
}
