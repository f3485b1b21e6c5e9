package play

import "testing"

// The gravest problem names a run; of equally grave ones the first of the list of
// properties does, whenever it showed.
func TestGravest(t *testing.T) {
	for _, test := range []struct {
		problems []Problem
		want     string
	}{
		{nil, ""},
		{[]Problem{{Property: "polite"}, {Property: "seamless", Words: "silent drop"}}, "seamless"},
		{[]Problem{{Property: "seamless", Words: "silent drop"}, {Property: "willing-connected", Words: "silent drop"}}, "willing-connected"},
		{[]Problem{{Property: "willing-connected", Words: "silent drop"}, {Property: "intent", Words: "answered without being asked"}}, "intent"},
		{[]Problem{{Property: "willing-connected", Words: "silent drop"}, {Property: Settles}}, Settles},
		{[]Problem{{Property: Settles}, {Property: "nobody-stuck"}}, "nobody-stuck"},
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
