package model

import (
	"strings"
	"testing"
)

// A beginning comes first, then what differs by a slip or two; what is not near is
// not guessed.
func TestNearest(t *testing.T) {
	commands := []string{"run", "fuzz", "check", "corpus", "export", "explain"}
	readings := append(ReadingNames(), ProfileNames()...)
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
		{"infl", KnobNames(), "inflight"},
		{"inflihgt", KnobNames(), "inflight"},
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

// Where nothing is near, the command that shows all is named, or else all.
func TestUnknownNamesTheList(t *testing.T) {
	for _, test := range []struct{ what, want string }{
		{"reading", "unknown reading \"foo\"; `simrun list readings` and `simrun list profiles` show all"},
		{"shell", "unknown shell \"foo\"; known: bash, zsh"},
	} {
		if got := Unknown(test.what, "foo", []string{"bash", "zsh"}).Error(); got != test.want {
			t.Errorf("%s: %s", test.what, got)
		}
	}
}
