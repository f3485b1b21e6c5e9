package properties_test

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// allEnds is how all runs of a system end, and what is wrong with them.
type allEnds struct {
	states, transitions uint64
	ends                []string // sorted
	wrong               []string // property and cause, sorted
}

// endsOf searches all runs of a system.
func endsOf(sys *sim.System) (e allEnds) {
	r := search(sys, properties.NewJudge(sys))
	e.states, e.transitions, e.ends = r.States, r.Transitions, outcomes(sys, r)
	for _, f := range r.Findings {
		e.wrong = append(e.wrong, fmt.Sprintf("%d %x", f.Property, f.Cause))
	}
	slices.Sort(e.ends)
	slices.Sort(e.wrong)
	return e
}

// alike reports whether runs end in the same ways and do the same wrong.
func (e *allEnds) alike(other *allEnds) bool {
	return slices.Equal(e.ends, other.ends) && slices.Equal(e.wrong, other.wrong)
}

// equal reports whether there are as many worlds and steps besides.
func (e *allEnds) equal(other *allEnds) bool {
	return e.states == other.states && e.transitions == other.transitions && e.alike(other)
}
