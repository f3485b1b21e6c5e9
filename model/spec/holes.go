package spec

import "slices"

// Hole is a point at which the glare text lets two clients that both follow it end
// apart, wait for nothing, or be abused.
type Hole struct {
	ID    string // H-01 to H-57
	Title string

	// Class is one or more of: DIV the clients end on different calls, or lose both ·
	// STUCK one side waits for what cannot come · DEG they agree, but not smoothly ·
	// SEC somebody profits.
	Class string

	Text    string   // what happens, as a story of A and B with calls a and b
	Clauses []string // IDs of the clauses that it stems from
	Knobs   []string // the knobs that decide it; none where no reading can
	Applies string   // rules versions: "v0", "v1" or "v0 v1"
}

// Holes lists the known holes in order. It is safe to change the slice.
//
// In the texts, A places call a and B places call b; A2 is a second device of A, and
// a<b says that a sorts first. A caller is in flight while its invite has been handed
// over but not yet acknowledged.
func Holes() []Hole {
	return slices.Concat(
		holesOfRules,     // H-01 to H-13: where the two rules meet, and what they send
		holesOfIdentity,  // H-14 to H-24: IDs and time
		holesOfCrossing,  // H-25 to H-39: other events in between, and who takes part
		holesOfTransport, // H-40 to H-55: visibility, abuse, media
		holesOfStreams,   // H-56 and H-57: what is said of streams
	)
}
