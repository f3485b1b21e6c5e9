package names

import (
	"strings"
	"testing"
)

// A beginning comes first, then what differs by a slip or two; what is not near is
// not guessed.
func TestNearest(t *testing.T) {
	commands := []string{"run", "fuzz", "check", "corpus", "export", "explain"}
	readings := []string{"literal", "literal-sent", "robust", "js-2015", "js-21.1", "js-21.2", "js-invitee", "android", "ios", "dart", "nheko", "hydrogen"}
	knobs := []string{"inflight", "rule1", "glare", "accept", "visible", "abort-out", "expired", "batch", "invitee", "winner"}
	for _, test := range []struct {
		name  string
		known []string
		want  string
	}{
		{"chekc", commands, "check"},
		{"ch", commands, "check"},
		{"exp", commands, "export"}, // the shortest
		{"bogus", commands, ""},
		{"", commands, ""},
		{"infl", knobs, "inflight"},
		{"inflihgt", knobs, "inflight"},
		{"foo", readings, ""},
		{"foo", []string{"fold", "ios"}, ""},
		{"litral", readings, "literal"},
		{"b", []string{"a"}, "a"},
		{strings.Repeat("x", 100), []string{strings.Repeat("x", 99)}, ""},
	} {
		if got := Nearest(test.name, test.known); got != test.want {
			t.Errorf("%q: nearest %q, want %q", test.name, got, test.want)
		}
	}
}

func TestEditDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"abc", "acb", 1},
		{"abc", "cab", 2},
		{"bogus", "corpus", 3},
		{"kitten", "sitting", 3},
	} {
		if got, back := editDistance(test.a, test.b), editDistance(test.b, test.a); got != test.want || back != test.want {
			t.Errorf("%q and %q: %d and %d, want %d", test.a, test.b, got, back, test.want)
		}
	}
}

// Where nothing is near, all that are known are named; and whoever knows better says
// something else of the same name.
func TestUnknown(t *testing.T) {
	known := []string{"bash", "zsh"}
	for _, test := range []struct{ name, want string }{
		{"foo", "unknown shell \"foo\"; known: bash, zsh"},
		{"bsh", "unknown shell \"bsh\"; did you mean \"bash\"?"},
	} {
		if got := Unknown("shell", test.name, known).Error(); got != test.want {
			t.Errorf("%s: %s", test.name, got)
		}
	}
	e := &UnknownError{What: "shell", Name: "foo", Known: known}
	if got, want := e.With("try another"), "unknown shell \"foo\"; try another"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
