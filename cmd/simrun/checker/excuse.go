package checker

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Loss is one thing that a run destroyed for good.
type Loss struct {
	Line  int    // the line of the trace that did it
	Call  string // that lost it
	Words string // "the invite of a was withheld from bob by hs2"
}

// Excuse is one property that a run was excused from: what users suffer, and what was
// destroyed without which they would not.
type Excuse struct {
	Property string
	Words    string    // in users' words: "silent drop"
	Severity int       // index into [properties.Severities]
	Facts    [2]string // as of a problem
	Line     int       // the line that showed it
	Because  []string  // words of losses
}

// pardoner looks at a run step by step for what it is excused from.
type pardoner struct {
	judge, strict *properties.Judge
	hits          []sim.Destruction
	excuses       []Excuse
}

// look looks at one step. What it violates is no matter of excuses.
func (p *pardoner) look(line int, before *sim.World, a sim.Action, after *sim.World, healed, quiescent bool) {
	if !after.Hit() {
		return
	}
	var step, final properties.Set
	if !healed {
		step = p.strict.Step(before, a, after) &^ p.judge.Step(before, a, after)
	}
	if quiescent {
		final = p.strict.Final(after) &^ p.judge.Final(after)
	}
	for set := step | final; set != 0; set &= set - 1 {
		property := bits.TrailingZeros64(set)
		name := properties.Names()[property]
		if slices.ContainsFunc(p.excuses, func(e Excuse) bool { return e.Property == name }) {
			continue
		}
		from := before
		if step>>property&1 == 0 {
			from = nil // the quiescent world shows it
		}
		why, _ := p.strict.Explain(property, from, a, after)
		p.excuses = append(p.excuses, Excuse{name, why.Words, why.Severity(), why.Facts, line, p.because(property, from, a, after)})
	}
}

// because lists what was destroyed that excuses a property in a step, or if before is
// nil in the quiescent world after: each thing that does so alone, or else each
// without which nothing would.
func (p *pardoner) because(property int, before *sim.World, a sim.Action, after *sim.World) []string {
	excused := func(hits []sim.Destruction) bool {
		is := *after
		if is.Only(hits...); before == nil {
			return p.judge.Final(&is)>>property&1 == 0
		}
		was := *before
		was.Only(hits...)
		return p.judge.Step(&was, a, &is)>>property&1 == 0
	}
	var alone, needed, all []string
	for i, hit := range p.hits {
		all = append(all, hit.Words)
		if excused(p.hits[i : i+1]) {
			alone = append(alone, hit.Words)
		}
		if !excused(slices.Delete(slices.Clone(p.hits), i, i+1)) {
			needed = append(needed, hit.Words)
		}
	}
	for _, list := range [][]string{alone, needed} {
		if list != nil {
			return list
		}
	}
	return all
}

// Excused reports whether the run ended as it should only because something was
// destroyed that it needs.
func (t *Trace) Excused() bool {
	return len(t.Excuses) > 0 && len(t.Problems) == 0 && t.Limits == "" && t.Result.Verdict == scheduler.OK
}

// ExcusedFrom are the names of the properties that the run was excused from.
func (t *Trace) ExcusedFrom() []string {
	names := []string{}
	for _, e := range t.Excuses {
		names = append(names, e.Property)
	}
	return names
}

// Reason is why a property was not demanded, in words.
func (e *Excuse) Reason() string { return strings.Join(e.Because, "; and ") }
