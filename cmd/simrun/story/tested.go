package story

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Tested is what a result was found out with, beside the scenario: whoever reads the
// result alone must not take it for one of other rules or of another question.
type Tested struct {
	Rules     string            `json:"rules"` // the versions
	RulesHash string            `json:"rules_hash"`
	Program   string            `json:"program"` // its version
	Mutant    string            `json:"mutant"`  // the mistake that was planted in the rules, or ""
	Options   map[string]string `json:"options"` // flags that were given and change what the result means
}

// Tested is what a result about the whole program is found out with: the rules of all
// versions.
func (r *Reporter) Tested() Tested {
	var each []Tested
	for v := range model.NumVersions {
		each = append(each, r.TestedWith(v))
	}
	return together(each)
}

// TestedWith is what a result about devices of a version is found out with.
func (r *Reporter) TestedWith(v model.Version) Tested { return r.tested(r.Rules.HashOf(v), v.String()) }

// TestedOf is what a result about scenarios is found out with; of none it is one about the
// whole program.
func (r *Reporter) TestedOf(scenarios ...*sim.Scenario) Tested {
	if len(scenarios) == 0 {
		return r.Tested()
	}
	var each []Tested
	for _, s := range scenarios {
		each = append(each, r.tested(r.Rules.Hash(s), RulesText(s)))
	}
	return together(each)
}

// together names once what several results were found out with.
func together(list []Tested) Tested {
	all := list[0]
	for i, t := range list {
		known := func(o Tested) bool { return o.Rules == t.Rules && o.RulesHash == t.RulesHash }
		if !slices.ContainsFunc(list[:i], known) && i > 0 {
			all.Rules, all.RulesHash = all.Rules+", "+t.Rules, all.RulesHash+", "+t.RulesHash
		}
	}
	return all
}

func (r *Reporter) tested(hash, rules string) Tested {
	return Tested{Rules: rules, RulesHash: hash, Program: r.Program, Mutant: r.Mutant, Options: r.Options}
}

// Text is the same in words: "rules v0 (0123456789abcdef), simrun v1.2.3".
func (t Tested) Text() string { return t.RulesText() + ", simrun " + t.Program }

// RulesText is that without the program's version, for pages that are kept: they differ
// only where the rules do.
func (t Tested) RulesText() string {
	text := "rules " + t.Rules + " (" + t.RulesHash + ")"
	if t.Mutant != "" {
		text += " with the mutant " + t.Mutant
	}
	return text
}

// Title says in a line what is explored, and with what: "glare, reading literal,
// patient, mutant greater-wins".
func (r *Reporter) Title(s *sim.Scenario) string {
	if r.Driven != nil {
		return r.TitleUnder(s, r.Driven.Text(s))
	}
	return r.TitleUnder(s, "reading "+ReadingText(s))
}

// TitleUnder is the title of what is explored under several readings, with words for those.
func (r *Reporter) TitleUnder(s *sim.Scenario, readings string) string {
	text := titleUnder(s, readings)
	if r.Mutant != "" {
		text += ", mutant " + r.Mutant
	}
	return text
}

// SearchTitle is the title of what has numbers, which depend on the manner of the
// search too.
func (r *Reporter) SearchTitle(s *sim.Scenario) string {
	return r.Title(s) + r.optionText("reduction", "exact")
}

// optionText names those of some options that were given.
func (r *Reporter) optionText(names ...string) string {
	var text strings.Builder
	for _, name := range names {
		switch value, given := r.Options[name]; {
		case given && value == "true":
			text.WriteString(", " + name)
		case given:
			text.WriteString(", " + name + " " + value)
		}
	}
	return text.String()
}

// HeadOf is the head of a result about a scenario.
func (r *Reporter) HeadOf(s *sim.Scenario) Head {
	h := HeadOf(s)
	h.Tested = r.TestedOf(s)
	if r.Driven != nil {
		h.Readings = map[string]string{}
		devices, who := r.Driven.sit(s)
		for i := range devices {
			h.Readings[devices[i]] = strings.TrimPrefix(who[i], "reading ")
		}
	}
	return h
}

// Show says it as the last line of a text.
func (t Tested) Show(p *term.Printer) { p.Pairs([][2]string{{"tested", t.Text()}}) }

// Picture is the run of a story as a picture's input, which says what it was tested
// with and how to have it back, and names rules if that was asked for.
func (r *Reporter) Picture(t *Story, lead []string) diagram.Story {
	s := Picture(t.Trace, r.Title(t.Checker.Scenario()), lead)
	s.Title, s.Replay = t.Headline(), r.Replays()+t.Token
	s.Verdict.Tested = r.TestedOf(t.Checker.Scenario()).Text()
	if !r.RuleIDs {
		for i := range s.Rows {
			s.Rows[i].Rules = nil
		}
	}
	return s
}
