package model

// robust is the least set of amendments to literal under which every property is
// proven for crossed calls, on one or two homeservers, with slow media, under any
// delay and after a failed send.
func robust() Reading {
	r := Reading{Name: "robust"}
	// An invite in flight is neither prepared nor sent: the rival is held back
	// until the send's fate is known (H-01e, H-02).
	r.set(InFlight, "defer")
	// A hangup that overtakes its invite must not be forgotten (H-42, H-44).
	r.set(Unk, "tombstone")
	return r
}
