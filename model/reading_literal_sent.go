package model

// literalSent differs from literal in one word: an invite counts as sent from
// the moment it is handed over (H-01c).
func literalSent() Reading {
	r := Reading{Name: "literal-sent"}
	r.set(InFlight, "sent")
	return r
}
