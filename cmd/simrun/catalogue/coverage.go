package catalogue

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/mutants"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
)

// cover is what exercises one clause.
type cover struct {
	Clause      spec.Clause
	Rules       []string // that implement it
	Transcripts []string // corpus cases in which one of them fires
	Properties  []string // that judge it by name, or have noticed a mistake in one of those rules
	Mistakes    []string // such mistakes, one for each of these: "T1-43:to-ENDED violates same-call, nobody-stuck"
	Reason      string   // why nothing does
}

// coverage says of each clause what exercises it, or why nothing does. A clause
// without either is a hole in the program, and a test finds it.
func (c *Catalogue) coverage() []cover {
	kills := map[string][]mutants.Kill{} // by rule
	for _, k := range mutants.Kills() {
		kills[k.Rule()] = append(kills[k.Rule()], k)
	}
	judges := properties.All()
	var list []cover
	for _, clause := range spec.Clauses() {
		entry := cover{Clause: clause, Reason: unexercised[clause.ID]}
		for i := range c.rules {
			if r := &c.rules[i]; slices.Contains(r.Clauses, clause.ID) {
				entry.Rules = append(entry.Rules, r.Name())
			}
		}
		for _, s := range c.stories {
			if s.fires(entry.Rules) {
				entry.Transcripts = append(entry.Transcripts, s.file)
			}
		}
		noticed := map[string]string{} // by each property, the mutant with the shortest name
		for _, rule := range entry.Rules {
			for _, k := range kills[rule] {
				for _, property := range k.Properties {
					if was := noticed[property]; was == "" || len(k.Mutant) < len(was) {
						noticed[property] = k.Mutant
					}
				}
			}
		}
		for _, p := range judges {
			if noticed[p.Name] != "" || slices.Contains(p.Clauses, clause.ID) {
				entry.Properties = append(entry.Properties, p.Name)
			}
			entry.addMistake(noticed[p.Name], p.Name)
		}
		list = append(list, entry)
	}
	return list
}

// addMistake adds that a mutant, if there is one, violates a property.
func (c *cover) addMistake(mutant, property string) {
	if mutant == "" {
		return
	}
	i := slices.IndexFunc(c.Mistakes, func(line string) bool { return strings.HasPrefix(line, mutant+" ") })
	if i < 0 {
		c.Mistakes = append(c.Mistakes, mutant+" violates "+property)
		return
	}
	c.Mistakes[i] += ", " + property
}

// isExercised reports whether a rule implements the clause or a property judges it.
func (c *cover) isExercised() bool {
	return len(c.Rules)+len(c.Transcripts)+len(c.Properties) > 0
}
