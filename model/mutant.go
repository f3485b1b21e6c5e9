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
	Version  Version
	About    string // what is wrong, in one sentence
	Rules    []Rule // of the devices that are wrong
	// OneSided says that only the first device is wrong. Some mistakes show
	// only beside a device that does not make them.
	OneSided bool
	// Reading, if not empty, is a "+knob=value" that the devices that are wrong
	// have besides: some mistakes lie in what no rule says.
	Reading string
}

// Wrong says what is wrong with the mutant, its reading included.
func (m *Mutant) Wrong() string {
	if m.Reading == "" {
		return m.About
	}
	return m.About + "; reading " + m.Reading
}

// Named is the operator of mutants that were not derived from a rule.
const Named = "named"

// Mutants makes wrong protocols of the rules of a version, in a fixed order: first those
// that operators derive, rule by rule, and that have the rule's name, then the named ones. No
// two versions have a mutant of one name.
func Mutants(v Version) []Mutant {
	rules := v.Rules()
	list := append(derived(rules), named(rules)...)
	for i := range list {
		if list[i].Version = v; v != Version0 && list[i].Operator == Named {
			list[i].Name += "-" + v.String()
		}
	}
	return list
}

// AllMutants makes mutants of the rules of all versions.
func AllMutants() []Mutant {
	var list []Mutant
	for v := range NumVersions {
		list = append(list, Mutants(v)...)
	}
	return list
}

// FindMutant is a mutant of a version's rules by name.
func FindMutant(name string) (Mutant, error) {
	var known []string
	for _, m := range AllMutants() {
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

// at is the index of the rule with a name, or of the one that is made of it, or -1.
func (p patch) at(name string) int {
	return slices.IndexFunc(p, func(r Rule) bool { return r.Name() == name || r.Name() == namesV1()[name] })
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
	return slices.DeleteFunc(p, func(r Rule) bool {
		return slices.ContainsFunc(names, func(name string) bool { return r.Name() == name || r.Name() == namesV1()[name] })
	})
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
