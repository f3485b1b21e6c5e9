package story

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// FaultsUsed are the faults that a story spends, by name, and how often.
type FaultsUsed map[string]int

// Spent counts the faults that the steps of a story spend.
func (s *Story) Spent() FaultsUsed {
	used := FaultsUsed{}
	for _, line := range s.Trace.Lines {
		if line.Fault {
			used[line.Spends]++
		}
	}
	return used
}

// Text is the faults as --faults takes them, or that there are none.
func (f FaultsUsed) Text() string {
	if len(f) == 0 {
		return "no fault was needed"
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		parts = append(parts, fmt.Sprintf("%s=%d", name, f[name]))
	}
	return "spends " + strings.Join(parts, ",")
}
