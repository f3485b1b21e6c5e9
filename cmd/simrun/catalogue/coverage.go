package catalogue

import (
	"slices"

	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
)

// cover is what exercises one clause.
type cover struct {
	Clause      spec.Clause
	Rules       []string // that implement it
	Transcripts []string // corpus cases in which one of them fires
	Properties  []string // that judge it
	Reason      string   // why nothing does
}

// coverage says of each clause what exercises it, or why nothing does. A clause
// without either is a hole in the program, and a test finds it.
func (k *Catalogue) coverage() []cover {
	var list []cover
	for _, clause := range spec.Clauses() {
		c := cover{Clause: clause, Reason: unexercised[clause.ID]}
		for i := range k.rules {
			if r := &k.rules[i]; slices.Contains(r.Clauses, clause.ID) {
				c.Rules = append(c.Rules, r.Name())
			}
		}
		for _, s := range k.stories {
			if s.fires(c.Rules) {
				c.Transcripts = append(c.Transcripts, s.file)
			}
		}
		for _, p := range properties.All() {
			if slices.Contains(p.Clauses, clause.ID) {
				c.Properties = append(c.Properties, p.Name)
			}
		}
		list = append(list, c)
	}
	return list
}

// isExercised reports whether a rule implements the clause or a property judges
// it.
func (c *cover) isExercised() bool {
	return len(c.Rules)+len(c.Transcripts)+len(c.Properties) > 0
}
