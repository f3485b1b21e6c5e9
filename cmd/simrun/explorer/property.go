package explorer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/properties"
)

// PropertyFacts is how one property stands.
type PropertyFacts struct {
	Name   string   `json:"name"`
	About  string   `json:"about"`
	Status string   `json:"status"` // holds, violated, excused or open
	Words  string   `json:"words"`  // why
	Facts  []string `json:"facts"`  // the two that conflict
	Step   int      `json:"step"`   // that showed it, from 1; 0 where none did
	New    bool     `json:"new"`    // the last step showed it
}

// propertiesOf says of each property how it stands: what is violated first, then what is
// excused, what is open, and what holds.
func propertiesOf(m *checker.Moment) []PropertyFacts {
	var list []PropertyFacts
	for _, p := range properties.All() {
		list = append(list, propertyOf(p, m))
	}
	if m.Loop != nil {
		for _, p := range m.Problems {
			if p.Property == checker.Settles {
				list = append(list, violatedFacts(p.Property, story.PropertyAbout(p.Property), &p, m))
			}
		}
	}
	order := []string{"violated", "excused", "open", "holds"}
	slices.SortStableFunc(list, func(a, b PropertyFacts) int {
		return slices.Index(order, a.Status) - slices.Index(order, b.Status)
	})
	return list
}

func propertyOf(p *properties.Property, m *checker.Moment) PropertyFacts {
	for i := range m.Problems {
		if problem := &m.Problems[i]; problem.Property == p.Name {
			return violatedFacts(p.Name, p.About, problem, m)
		}
	}
	f := PropertyFacts{Name: p.Name, About: p.About, Status: "holds", Facts: []string{}}
	for i := range m.Excuses {
		if e := &m.Excuses[i]; e.Property == p.Name {
			f.Status, f.Facts, f.Step = "excused", e.Facts[:], e.Line+1
			f.Words = fmt.Sprintf("%s, which is excused, because %s", e.Words, e.Reason())
			f.New = e.Line == len(m.Lines)-1
			return f
		}
	}
	switch {
	case m.Quiescent:
		f.Words = "it is over, and this holds"
	case slices.Contains(m.Open, p.Name):
		f.Status, f.Words = "open", "if nothing more happened, this would be violated"
	case strings.Contains(p.Kind, "finally"):
		f.Status, f.Words = "open", "decided when nothing more has to happen"
	default:
		f.Words = "so far"
	}
	return f
}

func violatedFacts(name, about string, p *checker.Problem, m *checker.Moment) PropertyFacts {
	return PropertyFacts{
		Name: name, About: about, Status: "violated", Words: p.Words, Facts: p.Facts[:], Step: p.Line + 1, New: p.Line == len(m.Lines)-1,
	}
}
