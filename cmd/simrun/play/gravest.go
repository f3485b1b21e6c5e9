package play

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
			if p.Property == name && (worst == nil || p.severity() < worst.severity()) {
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
		return worst.severity()
	}
	least := len(properties.Severities()) - 1
	for _, e := range t.Excuses { // users suffer what is excused all the same
		least = min(least, severityOf(e.Property, e.Words))
	}
	return least
}

func (p *Problem) severity() int { return severityOf(p.Property, p.Words) }

// severityOf is [properties.SeverityOf], which a run without end has too: it is
// endless to those who wait in it.
func severityOf(property, words string) int {
	if property == Settles {
		return properties.SeverityOf("nobody-stuck", "")
	}
	return properties.SeverityOf(property, words)
}

// PropertyNames lists all that may be violated: the properties, then [Settles].
func PropertyNames() []string { return slices.Concat(properties.Names(), []string{Settles}) }
