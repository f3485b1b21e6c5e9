package main

import (
	"slices"

	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
)

// cover is what exercises one clause.
type cover struct {
	clause      spec.Clause
	rules       []string // that implement it
	transcripts []string // corpus cases in which one of them fires
	properties  []string // that judge it
	reason      string   // why nothing does
}

// coverage says of each clause what exercises it, or why nothing does. A clause
// without either is a hole in the program, and a test finds it.
func (k *catalogue) coverage() []cover {
	var list []cover
	for _, clause := range spec.Clauses() {
		c := cover{clause: clause, reason: unexercised[clause.ID]}
		for i := range k.rules {
			if r := &k.rules[i]; slices.Contains(r.Clauses, clause.ID) {
				c.rules = append(c.rules, r.Name())
			}
		}
		for _, s := range k.stories {
			if s.fires(c.rules) {
				c.transcripts = append(c.transcripts, s.file)
			}
		}
		for _, p := range properties.All() {
			if slices.Contains(p.Clauses, clause.ID) {
				c.properties = append(c.properties, p.Name)
			}
		}
		list = append(list, c)
	}
	return list
}

// isExercised reports whether a rule implements the clause or a property judges
// it.
func (c *cover) isExercised() bool {
	return len(c.rules)+len(c.transcripts)+len(c.properties) > 0
}
