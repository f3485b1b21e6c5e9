package checker

import (
	"slices"

	"github.com/glarelab/glare/properties"
)

// Gravest is the problem that names a run wherever one is named: of those that are
// worst for the people who call, by [properties.Severities], the one that stands
// first in the list of properties; or nil.
func (t *Trace) Gravest() *Problem {
	var worst *Problem
	for _, name := range PropertyNames() {
		for i := range t.Problems {
			p := &t.Problems[i]
			if p.Property == name && (worst == nil || p.Severity < worst.Severity) {
				worst = p
			}
		}
	}
	return worst
}

// Severity is the gravest of all that is violated, as an index into
// [properties.Severities].
func (t *Trace) Severity() int {
	if worst := t.Gravest(); worst != nil {
		return worst.Severity
	}
	least := len(properties.Severities()) - 1
	for _, e := range t.Excuses { // users suffer what is excused all the same
		least = min(least, e.Severity)
	}
	return least
}

// GravestOf is [properties.GravestOf], which a run without end has too: it is endless to
// those who wait in it.
func GravestOf(property string) int {
	if property == Settles {
		return properties.EndlessWaiting
	}
	return properties.GravestOf(property)
}

// PropertyNames lists all that may be violated: the properties, then [Settles].
func PropertyNames() []string { return slices.Concat(properties.Names(), []string{Settles}) }
