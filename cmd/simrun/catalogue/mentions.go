package catalogue

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/sim"
)

// mentions is what one corpus case is about: the names in it, but for those that
// are only words of its prose.
type mentions struct {
	file   string
	title  string          // the first sentence of the story
	rules  map[string]bool // that fire in the golden part
	names  map[string]bool // everything else that is named
	setter string          // the scenario without what a case may change of it
	told   *corpus.Case
}

// identifier is what a clause or hole is named by; in prose, too, nothing else
// looks like it.
var identifier = regexp.MustCompile(`\b[A-Z][A-Z0-9]*(-[A-Z0-9]+)*-[0-9]+[a-z]?\b`)

// findHole finds a hole by its name.
func findHole(id string) (spec.Hole, bool) {
	holes := spec.Holes()
	i := slices.IndexFunc(holes, func(h spec.Hole) bool { return h.ID == id })
	if i < 0 {
		return spec.Hole{}, false
	}
	return holes[i], true
}

// mentionsOf reads a case.
func mentionsOf(file, text string) (mentions, error) {
	c, err := corpus.ParseCase(file, text)
	if err != nil {
		return mentions{}, err
	}
	m := mentions{file: path.Base(file), rules: map[string]bool{}, names: map[string]bool{}, told: c}
	story := strings.Join(c.Comment, " ")
	m.title, _, _ = strings.Cut(story, ". ")
	for _, id := range identifier.FindAllString(story, -1) {
		m.names[id] = true
		if _, known := findHole(id); !known && wholeOf(id) != "" {
			m.names[wholeOf(id)] = true
		}
	}
	m.addNames(c.Head)
	for _, reading := range slices.Concat([]string{c.Fails}, c.Passes, c.Survives) {
		m.addNames(reading)
	}
	for line := range strings.Lines(c.Golden) {
		if rest, ok := strings.CutPrefix(line, "  rule "); ok {
			for _, word := range strings.FieldsFunc(rest, isSpaceOrComma) {
				m.rules[word] = true
			}
			m.addNames(rest)
		} else if rest, ok := strings.CutPrefix(line, "verdict "); ok {
			m.addNames(rest)
		}
	}
	s, err := c.Scenario(c.Fails)
	if err != nil {
		return mentions{}, err
	}
	m.setter = setting(s)
	return m, nil
}

func isSpaceOrComma(r rune) bool { return r == ' ' || r == ',' || r == '\n' }

// addNames adds the words of text: of knob=value the whole and both its parts
// that may be names.
func (m *mentions) addNames(text string) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return isSpaceOrComma(r) || r == '+' || r == ':' }) {
		m.names[word] = true
		head, value, _ := strings.Cut(word, "=")
		m.names[head] = true
		if head == "alice" || head == "bob" {
			m.names[value] = true
		}
	}
}

// setting is a scenario without what a case may change of it: the readings, the
// call IDs, the faults and the timing. Cases of one scenario have it in common.
func setting(s *sim.Scenario) string {
	plain, blank := s.Clone(), sim.NewScenario("")
	for u := range plain.Users {
		plain.Give(u, blank.Reading(0))
	}
	plain.IDs, plain.Faults, plain.Timing = nil, nil, blank.Timing
	return sim.Format(plain)
}

// fires reports whether one of the rules does in the golden part.
func (m *mentions) fires(rules []string) bool {
	return slices.ContainsFunc(rules, func(name string) bool { return m.rules[name] })
}

// isAbout reports whether the case mentions an item.
func (m *mentions) isAbout(item *Item) bool {
	switch item.Kind {
	case "rule":
		return m.rules[item.Name]
	case "scenario":
		s, err := sim.FindScenario(item.Name)
		return err == nil && m.setter == setting(s)
	case "clause":
		rules := item.fact("rules")
		return m.names[item.Name] || m.fires(rules.List)
	case "strategy":
		return false // a case does not say who chose
	default:
		return m.names[item.Name]
	}
}
