package model

// robust is the reading under which the most is proven.
func robust() Reading {
	r := Reading{Name: "robust"}
	// An invite in flight is neither prepared nor sent: the rival is held back
	// until the send's fate is known (H-01e, H-02).
	r.set(InFlight, "defer")
	// Nothing else ends a call whose other end is gone (H-23).
	r.set(Connecting, "30000")
	return r
}
