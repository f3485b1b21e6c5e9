package checker

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// Focus is what is looked for: some properties only, or what is at least as grave as
// a severity, or both. The zero Focus is everything. What is not looked for is not
// proven either.
type Focus struct {
	Properties []string // of [PropertyNames]; none for all
	Severity   int      // from 1, as in [properties.Severities]; 0 for all
}

// Check refuses what nothing can violate.
func (f Focus) Check() error {
	for _, name := range f.Properties {
		if !slices.Contains(PropertyNames(), name) {
			return names.Unknown("property", name, PropertyNames())
		}
	}
	if most := len(properties.Severities()); f.Severity < 0 || f.Severity > most {
		return fmt.Errorf("severity %d: expected 1, the gravest, to %d, or 0 for all", f.Severity, most)
	}
	return nil
}

// IsAll reports whether everything is looked for.
func (f Focus) IsAll() bool { return len(f.Properties) == 0 && f.Severity == 0 }

// Has reports whether some violation of a property is looked for.
func (f Focus) Has(property string) bool {
	if len(f.Properties) > 0 && !slices.Contains(f.Properties, property) {
		return false
	}
	return f.Severity == 0 || GravestOf(property) < f.Severity
}

// String is what is looked for: "same-call and polite, as far as it is of severity 1
// to 5".
func (f Focus) String() string {
	var parts []string
	if len(f.Properties) > 0 {
		parts = append(parts, strings.Join(f.Properties, ", "))
	}
	switch {
	case f.Severity == 1:
		parts = append(parts, "severity 1")
	case f.Severity > 1:
		parts = append(parts, fmt.Sprintf("severity 1 to %d", f.Severity))
	}
	return strings.Join(parts, " of ")
}

func (c *checker[W]) Focused(f Focus) Checker {
	with := *c
	with.focus = f
	return &with
}

// focused keeps of what a judge finds that which is looked for.
type focused[W any] struct {
	mask     properties.Set
	severity int          // 0 for all
	explain  explainer[W] // a violation
	strictly explainer[W] // what was excused
}

// focused applies the focus to what a judge finds; nil is for everything.
func (c *checker[W]) focused() *focused[W] {
	if c.focus.IsAll() {
		return nil
	}
	strict := c.strict()
	f := &focused[W]{severity: c.focus.Severity, explain: c.explain}
	f.strictly = func(property int, before *W, a sim.Action, after *W) (properties.Conflict, bool) {
		if before == nil {
			return strict.Explain(property, nil, a, c.world(after))
		}
		return strict.Explain(property, c.world(before), a, c.world(after))
	}
	for i, name := range properties.Names() {
		if c.focus.Has(name) {
			f.mask |= 1 << i
		}
	}
	return f
}

// of is what is looked for of the properties that a step violates, or, if before is
// nil, the quiescent world after.
func (f *focused[W]) of(set properties.Set, before *W, a sim.Action, after *W) properties.Set {
	set &= f.mask | f.mask<<excusedFrom
	if f.severity == 0 {
		return set
	}
	for left := set; left != 0; left &= left - 1 {
		bit, explain := bits.TrailingZeros64(left), f.explain
		p := bit
		if bit >= excusedFrom {
			p, explain = bit-excusedFrom, f.strictly
		}
		why, _ := explain(p, before, a, after)
		if why.Severity() >= f.severity {
			set &^= 1 << bit
		}
	}
	return set
}
