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
func (c *Catalogue) coverage() []cover {
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
		for _, p := range properties.All() {
			if slices.Contains(p.Clauses, clause.ID) {
				entry.Properties = append(entry.Properties, p.Name)
			}
		}
		list = append(list, entry)
	}
	return list
}

// isExercised reports whether a rule implements the clause or a property judges
// it.
func (c *cover) isExercised() bool {
	return len(c.Rules)+len(c.Transcripts)+len(c.Properties) > 0
}
