package main

import (
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/sim"
)

// tested is what a result was found out with, beside the scenario: whoever reads the
// result alone must not take it for one of other rules or of another question.
type tested struct {
	RulesHash string            `json:"rules_hash"`
	Program   string            `json:"program"` // its version
	Mutant    string            `json:"mutant"`  // the mistake that was planted in the rules, or ""
	Options   map[string]string `json:"options"` // flags that were given and change what the result means
}

// beside are the flags that change nothing about what a result means, or that a result
// names on its own.
var beside = []string{
	"format", "quiet", "log-level", "log-format", "output", "diagram", "plot", "picture", "for", "workers", "help", "version", "dir",
	"save", "update", "coverage", "scenario", "reading", "timing", "faults", "rules", "mutant", "strict",
}

// noticeFlags keeps of the flags what changes what a result means.
func (p *program) noticeFlags(c *cobra.Command) (err error) {
	p.mutant, p.args, p.memory, p.program = p.flags.mutant, p.worldArgs(), uint64(p.flags.maxMemory), version()
	if p.rules, err = p.plantedRules(); err != nil {
		return err
	}
	p.options = map[string]string{}
	c.Flags().Visit(func(f *pflag.Flag) {
		if !slices.Contains(beside, f.Name) {
			p.options[f.Name] = f.Value.String()
		}
	})
	return nil
}

// tested is what the results of this call are found out with.
func (p *reporter) tested() tested {
	t := tested{RulesHash: plainHash(), Program: p.program, Mutant: p.mutant, Options: p.options}
	if t.Mutant != "" {
		t.RulesHash = p.rules.Hash()
	}
	return t
}

// plainHash identifies the rules without a mutant.
var plainHash = sync.OnceValue(func() string { return play.BothV0().Hash() })

// text is the same in words: "rules v0 (0123456789abcdef), simrun v1.2.3".
func (t tested) text() string { return t.rulesText() + ", simrun " + t.Program }

// rulesText is that without the program's version, for pages that are kept: they differ
// only where the rules do.
func (t tested) rulesText() string {
	text := "rules v0 (" + t.RulesHash + ")"
	if t.Mutant != "" {
		text += " with the mutant " + t.Mutant
	}
	return text
}

// title says in a line what is explored, and with what: "glare, reading literal,
// patient, mutant greater-wins".
func (p *reporter) title(s *sim.Scenario) string {
	text := title(s)
	if p.mutant != "" {
		text += ", mutant " + p.mutant
	}
	return text
}

// searchTitle is the title of what has numbers, which depend on the manner of the
// search too.
func (p *reporter) searchTitle(s *sim.Scenario) string {
	return p.title(s) + p.optionText("reduction", "exact")
}

// optionText names those of some options that were given.
func (p *reporter) optionText(names ...string) string {
	var text strings.Builder
	for _, name := range names {
		switch value, given := p.options[name]; {
		case given && value == "true":
			text.WriteString(", " + name)
		case given:
			text.WriteString(", " + name + " " + value)
		}
	}
	return text.String()
}

// headOf is the head of a result about a scenario.
func (p *reporter) headOf(s *sim.Scenario) head {
	h := headOf(s)
	h.Tested = p.tested()
	return h
}

// showTested says with what results were found out.
func (p *reporter) showTested() { p.pairs([][2]string{{"tested", p.tested().text()}}) }

// picture is the run of a story as a picture's input, which says what it was tested
// with.
func (p *reporter) picture(t *story, lead []string) diagram.Story {
	s := t.trace.Picture(p.title(t.game.Scenario()), lead)
	s.Verdict.Tested = p.tested().text()
	return s
}
