package checker

import (
	"testing"

	"github.com/glarelab/glare/properties"
)

// The gravest problem names a run; of equally grave ones the first of the list of
// properties does, whenever it showed.
func TestGravest(t *testing.T) {
	for _, test := range []struct {
		problems []Problem
		want     string
	}{
		{nil, ""},
		{[]Problem{{Property: "polite", Severity: properties.Unnoticed}, {Property: "seamless", Severity: properties.SilentDrop}}, "seamless"},
		{[]Problem{{Property: "seamless", Severity: properties.SilentDrop}, {Property: "willing-connected", Severity: properties.SilentDrop}}, "willing-connected"},
		{[]Problem{{Property: "willing-connected", Severity: properties.SilentDrop}, {Property: "intent", Severity: properties.WrongPerson}}, "intent"},
		{[]Problem{{Property: "willing-connected", Severity: properties.SilentDrop}, {Property: Settles, Severity: GravestOf(Settles)}}, Settles},
		{[]Problem{{Property: Settles, Severity: GravestOf(Settles)}, {Property: "nobody-stuck", Severity: properties.EndlessWaiting}}, "nobody-stuck"},
	} {
		trace := Trace{Problems: test.problems}
		got := ""
		if worst := trace.Gravest(); worst != nil {
			got = worst.Property
		}
		if got != test.want {
			t.Errorf("%+v: %q, want %q", test.problems, got, test.want)
		}
	}
}
