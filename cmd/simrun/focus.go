package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/properties"
)

// focusFlags are what --property and --severity say.
type focusFlags struct {
	properties listFlag
	severity   int
}

// addFocusFlags adds --property and --severity.
func (p *printer) addFocusFlags(c *cobra.Command, f *focusFlags) {
	c.Flags().Var(&f.properties, "property", "look only for violations of the property `NAME`; several times for several")
	c.Flags().IntVar(&f.severity, "severity", 0, fmt.Sprintf("look only for what is at least as grave as `N`: 1, two conversations, to %d; 0 for all", len(properties.Severities())))
	complete(c, "property", play.PropertyNames)
}

// focus is what the flags say is looked for.
func (f *focusFlags) focus() (play.Focus, error) {
	focus := play.Focus{Severity: f.severity}
	for _, text := range f.properties {
		focus.Properties = append(focus.Properties, strings.FieldsFunc(text, func(r rune) bool { return r == ',' })...)
	}
	if len(f.properties) > 0 && len(focus.Properties) == 0 {
		return focus, fmt.Errorf("--property %q: expected the name of a property; `simrun list properties` shows all", strings.Join(f.properties, ","))
	}
	if err := focus.Check(); err != nil {
		return focus, fmt.Errorf("--property and --severity: %w", err)
	}
	for _, name := range focus.Properties {
		switch {
		case name == "bounded-life":
			return focus, fmt.Errorf("--property %s: it needs a clock, without which all runs are explored; `simrun fuzz --timing timed` looks for it", name)
		case !focus.Has(name):
			return focus, fmt.Errorf("--property %s beside --severity %d: it is never as grave as that; leave out one of them", name, f.severity)
		}
	}
	return focus, nil
}

// focusJSON is what was looked for, where that is not everything.
type focusJSON struct {
	Properties []string `json:"properties"` // those of which some violation was looked for
	Severity   int      `json:"severity"`   // the least grave that was; 0 for any
}

func (r *checked) focusJSON() *focusJSON {
	if r.focus.IsAll() {
		return nil
	}
	return &focusJSON{r.sought(), r.focus.Severity}
}

// sought lists the properties of which some violation is looked for.
func (r *checked) sought() []string {
	var names []string
	for _, name := range append(judged(r.scenario), settles) {
		if r.focus.Has(name) {
			names = append(names, name)
		}
	}
	return names
}

// checkTitle says in a line what was explored, and what for if that is not everything.
func (p *reporter) checkTitle(r *checked) string {
	text := p.searchTitle(r.scenario)
	if !r.focus.IsAll() {
		text += ", only for " + r.focus.String()
	}
	return text
}

// well says what a proof has shown.
func (r *checked) well() string {
	if r.focus.IsAll() {
		return "nothing goes wrong in any run"
	}
	return "nothing of that goes wrong in any run; what else may go wrong was not looked for"
}
