package term

import (
	"errors"
	"fmt"
	"testing"

	"github.com/glarelab/glare/model/names"
)

// However deep it lies, the list of many known names gives way to the command that shows
// them; a list of few stays, and so does the name that was meant.
func TestErrorText(t *testing.T) {
	known := []string{"bash", "zsh"}
	far := func(kind string) error { return names.Unknown(kind, "foo", known) }
	for want, err := range map[string]error{
		"unknown shell \"foo\"; known: bash, zsh":                                                        far("shell"),
		"unknown fault \"bsh\"; did you mean \"bash\"?":                                                  names.Unknown("fault", "bsh", known),
		"unknown reading \"foo\"; `simrun list readings` and `simrun list profiles` show all":            far("reading"),
		"unknown mutant \"foo\"; `simrun list mutants` names all 2":                                      far("mutant"),
		"line 3: reading \"x\": unknown knob \"foo\"; `simrun list knobs` shows all, or less":            fmt.Errorf("line 3: %w", fmt.Errorf("reading %q: %w, or less", "x", far("knob"))),
		"unknown fault \"foo\"; `simrun list faults` shows all\nno\nunknown x \"foo\"; known: bash, zsh": errors.Join(far("fault"), errors.New("no"), far("x")),
	} {
		if got := ErrorText(err); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}
