package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/properties"
)

// focusFlags are what --property and --severity say.
type focusFlags struct {
	properties cli.ListFlag
	severity   int
}

// addFocusFlags adds --property and --severity.
func addFocusFlags(p *term.Printer, c *cobra.Command, f *focusFlags) {
	c.Flags().Var(&f.properties, "property", "look only for violations of the property `NAME`; several times for several")
	c.Flags().IntVar(&f.severity, "severity", 0, fmt.Sprintf("look only for what is at least as grave as `N`: 1, two conversations, to %d; 0 for all", len(properties.Severities())))
	cli.Complete(c, "property", checker.PropertyNames)
}

// focus is what the flags say is looked for.
func (f *focusFlags) focus() (checker.Focus, error) {
	focus := checker.Focus{Severity: f.severity}
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
