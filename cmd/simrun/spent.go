package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// faultsUsed are the faults that a story spends, by name, and how often.
type faultsUsed map[string]int

// spent counts the faults that the steps of a story spend.
func (t *story) spent() faultsUsed {
	used := faultsUsed{}
	for _, line := range t.trace.Lines {
		if line.Fault {
			used[line.Spends]++
		}
	}
	return used
}

// text is the faults as --faults takes them, or that there are none.
func (f faultsUsed) text() string {
	if len(f) == 0 {
		return "no fault was needed"
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		parts = append(parts, fmt.Sprintf("%s=%d", name, f[name]))
	}
	return "spends " + strings.Join(parts, ",")
}
