package diagram

import (
	"maps"
	"slices"
	"strings"
)

// live lists for each row the calls that a device has from then on, the one
// that has come furthest first.
func (s *Story) live(lane int) [][]string {
	words := map[string]string{}
	rows := make([][]string, len(s.Rows))
	for i, r := range s.Rows {
		for _, c := range r.Changes {
			switch {
			case c.Lane != lane:
			case c.Word == "ended" || c.Word == "idle":
				delete(words, c.Call)
			default:
				words[c.Call] = c.Word
			}
		}
		rows[i] = slices.SortedFunc(maps.Keys(words), func(a, b string) int {
			if d := progress(words[b]) - progress(words[a]); d != 0 {
				return d
			}
			return strings.Compare(a, b)
		})
	}
	return rows
}

// progress is how far a call in a state has come, as the simulator names it.
func progress(word string) int {
	switch word {
	case "ignoring", "held":
		return 0
	case "preparing", "inflight", "waiting":
		return 1
	case "ringing":
		return 2
	}
	return 3
}
