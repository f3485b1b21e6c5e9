// Package spec is the text under test, in the project's own words: what the Matrix
// specification says and leaves unsaid about calls, and what each way to fill a gap means.
//
// It is not the machine that follows the text, and neither knows the other: rules name
// [Clauses] and [Holes] by their IDs, and readings give values to knobs by the names
// that [KnobTexts] has. A test shows that no name is missing on either side.
//
// Read clauses_v0.go, clauses_v1.go and clauses_transport.go (what is said), holes.go and the holes_*.go
// files (where that lets two clients end apart), then knobs.go and the knobs_*.go files
// (what may be decided otherwise, and who decides it how).
package spec
