package names

import (
	"fmt"
	"strings"
)

// UnknownError says that a name is not known, and which known name is nearest.
type UnknownError struct {
	What  string   // the kind of thing that has no such name: "knob"
	Name  string   // what was given
	Near  string   // the known name that may have been meant, or ""
	Known []string // the names that there are
}

// Unknown makes the error for a name that is not among those known.
func Unknown(what, name string, known []string) error {
	return &UnknownError{What: what, Name: name, Near: Nearest(name, known), Known: known}
}

// Error says which name was meant, or else which there are.
func (e *UnknownError) Error() string {
	if e.Near != "" {
		return e.With(fmt.Sprintf("did you mean %q?", e.Near))
	}
	return e.With("known: " + strings.Join(e.Known, ", "))
}

// With says that the name is not known, and what helps with that.
func (e *UnknownError) With(help string) string {
	return fmt.Sprintf("unknown %s %q; %s", e.What, e.Name, help)
}

// Nearest is the known name that is most likely meant, or "" if none is near: the
// shortest that begins with name, or else the one with the smallest edit distance,
// if that is about a third of the longer of the two at most, or 1.
func Nearest(name string, known []string) string {
	best := ""
	for _, candidate := range known {
		if len(name) > 1 && strings.HasPrefix(candidate, name) && (best == "" || len(candidate) < len(best)) {
			best = candidate
		}
	}
	if best != "" {
		return best
	}
	bestDistance := 0
	for _, candidate := range known {
		d := editDistance(name, candidate)
		if d <= max(1, (max(len(name), len(candidate))+1)/3) && (best == "" || d < bestDistance) {
			best, bestDistance = candidate, d
		}
	}
	return best
}

// editDistance is how many bytes have to be put in, left out or changed, or pairs
// of neighbours swapped, to make b of a.
func editDistance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64
	}
	var above, row, next [65]int // rows of the table of all beginnings
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			substitute := row[j]
			if a[i] != b[j] {
				substitute++
			}
			next[j+1] = min(substitute, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], above[j-1]+1)
			}
		}
		above, row = row, next
	}
	return row[len(b)]
}
