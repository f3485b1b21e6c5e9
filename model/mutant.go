package model

import (
	"slices"

	"github.com/glarelab/glare/model/names"
)

// Mutant is the protocol with one thing wrong: what a property has to notice.
type Mutant struct {
	Name string
	// Operator says how the mutant was made of the rules: the name of one of
	// [Operators], or "named" for a mistake that real clients have made.
	Operator string
	About    string // what is wrong, in one sentence
	Rules    []Rule // of the devices that are wrong
	// OneSided says that only the first device is wrong. Some mistakes show
	// only beside a device that does not make them.
	OneSided bool
	// Reading, if not empty, is a "+knob=value" that the devices that are wrong
	// have besides: some mistakes lie in what no rule says.
	Reading string
}

// Named is the operator of mutants that were not derived from a rule.
const Named = "named"

// Mutants makes wrong protocols of the rules, in a fixed order: first those that
// operators derive, rule by rule, then the named ones. Rules that the list lacks
// are not mutated, so that the mutants of a version that has other rules are
// those of the rules that it shares.
func Mutants(rules []Rule) []Mutant {
	return append(derived(rules), named(rules)...)
}

// FindMutant is a mutant of the rules by name.
func FindMutant(rules []Rule, name string) (Mutant, error) {
	var known []string
	for _, m := range Mutants(rules) {
		if m.Name == name {
			return m, nil
		}
		known = append(known, m.Name)
	}
	return Mutant{}, names.Unknown("mutant", name, known)
}

// A patch is a copy of a list of rules that may be changed without changing the
// list that it is of.
type patch []Rule

func patchOf(rules []Rule) patch {
	p := slices.Clone(rules)
	for i := range p {
		p[i].Do = slices.Clone(p[i].Do)
	}
	return p
}

// at is the index of the rule with a name, or -1.
func (p patch) at(name string) int {
	return slices.IndexFunc(p, func(r Rule) bool { return r.Name() == name })
}

// each changes the rules with the names given, as far as they are there.
func (p patch) each(change func(*Rule), names ...string) {
	for _, name := range names {
		if i := p.at(name); i >= 0 {
			change(&p[i])
		}
	}
}

// without is the patch less the rules with the names given.
func (p patch) without(names ...string) patch {
	return slices.DeleteFunc(p, func(r Rule) bool { return slices.Contains(names, r.Name()) })
}

// swapEffect puts one effect in the place of another.
func (r *Rule) swapEffect(from, to Effect) {
	for i, e := range r.Do {
		if e == from {
			r.Do[i] = to
		}
	}
}

// dropEffect takes an effect out.
func (r *Rule) dropEffect(e Effect) {
	r.Do = slices.DeleteFunc(r.Do, func(have Effect) bool { return have == e })
}

// moveTo makes a state the rule's next one.
func (r *Rule) moveTo(s State) { r.To, r.Stays = s, false }
