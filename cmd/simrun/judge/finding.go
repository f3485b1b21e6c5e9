package judge

import "github.com/glarelab/glare/model"

// Grade is how grave a finding is.
type Grade string

// The grades.
const (
	Left  Grade = "left"  // what happened left the specification
	Wrong Grade = "wrong" // it did not, or nothing says so, and went wrong for those who called
	Note  Grade = "note"  // unusual, and allowed
)

// Finding is something worth saying about one event, one call, or several of them.
type Finding struct {
	Grade   Grade    `json:"grade"`
	Clause  string   `json:"clause"`          // of the specification, or a hole of it
	Call    string   `json:"call,omitempty"`  // "a"
	Event   int      `json:"event,omitempty"` // its number in the list of events, from 1; 0 for none
	What    string   `json:"what"`
	Allowed []string `json:"allowed,omitempty"` // what could have been sent instead
	// Missing: nothing is wrong with the event itself; what is allowed should have followed it.
	Missing bool `json:"missing,omitempty"`
}

// either is the clause of a version.
func either(v model.Version, zero, one string) string {
	if v == model.Version0 {
		return zero
	}
	return one
}
