package checker

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/sim"
)

// What is full is said, and nothing else.
func TestLimitTexts(t *testing.T) {
	s, err := sim.FindScenario("federated-glare")
	if err != nil {
		t.Fatal(err)
	}
	s.Timing = sim.Timed
	opened, err := Open(s, Rules{})
	if err != nil {
		t.Fatal(err)
	}
	c := opened.(*checker[sim.TimedWorld])
	for want, fill := range map[string]func(*sim.TimedWorld){
		"sends of bob wait for the homeserver":     func(w *sim.TimedWorld) { w.Box[1].NOut = uint8(len(w.Box[1].Out)) },
		"events wait for alice to sync them":       func(w *sim.TimedWorld) { w.Box[0].NIn = uint8(len(w.Box[0].In)) },
		"events are under way to bob's homeserver": func(w *sim.TimedWorld) { w.Fed[len(w.Fed)-1].N = uint8(len(w.Fed[0].Items)) },
		"things are about to happen at one time":   func(w *sim.TimedWorld) { w.NPending = 32 },
		"more is under way than there is room for": func(*sim.TimedWorld) {},
		"alice to sync them, or more than ": func(w *sim.TimedWorld) {
			w.Box[0].NIn, w.Box[1].NOut = uint8(len(w.Box[0].In)), uint8(len(w.Box[1].Out))
		},
	} {
		var w sim.TimedWorld
		w.Causes = sim.Overflow
		if fill(&w); !c.exceeds(&w) {
			t.Errorf("%s: not noticed", want)
		}
		got := c.limitText(c.full(&w))
		if !strings.Contains(got, want) || strings.Contains(got, ", or ") != strings.Contains(want, ", or ") {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := c.limitText(0); got != "" {
		t.Errorf("nothing is full: %q", got)
	}
}

// Of two runs in which the users change places, one speaks for both.
func TestNeverIsMirrored(t *testing.T) {
	s, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	var n notes
	n.deeds[0][0].Store(true) // alice places
	n.deeds[1][sim.OpAnswer-sim.OpPlace].Store(true)
	if got := n.never(s, false); !slices.Equal(got, []string{"alice answers", "bob places"}) {
		t.Errorf("never happened: %q", got)
	}
	if got := n.never(s, true); len(got) != 0 {
		t.Errorf("never happened, nor in the image: %q", got)
	}
	s.Users[1].Place.Must = false
	if got := n.never(s, false); !slices.Equal(got, []string{"alice answers"}) {
		t.Errorf("never happened, of what must: %q", got)
	}
}
