package sim

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
)

// stakes are the destructions that a world knows of, as bits; but for a hangup that was
// lost, which is forgotten when it keeps nobody waiting any more.
func stakes(w *World) (set uint64) {
	for c := range w.Call {
		set = set<<2 | uint64(w.Call[c]&Hurt>>5)&1 | uint64(w.Call[c]&TimedOut>>6)&2
	}
	for d := range 2 {
		set = set<<8 | uint64(w.Box[d].SendHurt&(1<<model.MaxCalls-1))<<4 | uint64(w.Box[d].MediaHurt)
	}
	return set
}

// Whatever a step sets by which properties are excused, what it destroyed is named:
// a world in which only that happened which is named is the world as it is.
func TestEveryDestructionIsNamed(t *testing.T) {
	said := map[string]bool{}
	for _, f := range Faults() {
		if !f.Destroys {
			continue
		}
		for _, name := range []string{"federated-glare", "redial", "expiry", "glare-hangup"} {
			for _, timing := range []Timing{Patient, Async} {
				everyDestruction(t, name, f.Name, timing, said)
			}
		}
	}
	for _, part := range []string{
		" was refused for good by hs1", " was withheld from bob by hs2", " was lost in a gap of alice's sync", " looked expired to alice",
		"bob's microphone was refused on ", "alice found no media path for ", "alice lost the media path of ", "'s process restarted in the middle of ",
		"bob's media for b never got ready", " reached alice after its lifetime had passed", "while the answer to ", "'s answer to b was being made", "while the invite of ",
	} {
		if !named(said, part) {
			t.Errorf("nothing was said like %q", part)
		}
	}
	if named(said, "something") || named(said, " was hit when this happened") {
		t.Errorf("said: %v", said)
	}
}

func named(said map[string]bool, part string) bool {
	for words := range said {
		if strings.Contains(words, part) {
			return true
		}
	}
	return false
}

func everyDestruction(t *testing.T, name, fault string, timing Timing, said map[string]bool) {
	t.Helper()
	s := withFault(t, name, fault)
	s.Timing = timing
	s.SlowMedia = true
	sys, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	dice := uint32(1)
	for range 400 {
		var w World
		sys.Initial(0, &w)
		var all []Destruction
		for range 60 {
			enabled := sys.Enabled(&w, nil)
			if len(enabled) == 0 {
				break
			}
			dice = dice*1664525 + 1013904223
			a, before := enabled[int(dice>>16)%len(enabled)], w
			sys.Do(&w, a)
			for _, hit := range sys.Destroyed(&before, a, &w) {
				said[hit.Words] = true
				all = append(all, hit)
			}
			only := w
			if only.Only(all...); stakes(&only) != stakes(&w) {
				t.Fatalf("%s, %s: after %q the world has %x, what is named %x: %v", name, fault, sys.Name(&before, a), stakes(&w), stakes(&only), all)
			}
			if only.Hit() != (len(all) > 0) {
				t.Fatalf("%s, %s: hit is %v after %v", name, fault, only.Hit(), all)
			}
		}
	}
}

// What a fault destroys of which nothing is written is named by the step.
func TestUnknownDestruction(t *testing.T) {
	s := withFault(t, "glare", "ice-fail")
	sys, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	sys.fault[0] = &Fault{
		Name: "flood", Destroys: true,
		do:   func(_ *System, w *World, d, _ int) { w.Box[d].MediaHurt |= 1 },
		name: func(*System, *World, int, int) string { return "alice's cellar is flooded" },
	}
	var before World
	sys.Initial(0, &before)
	after, a := before, faultAction(0, 0, 0)
	sys.Do(&after, a)
	list := sys.Destroyed(&before, a, &after)
	if want := "a was hit when this happened: alice's cellar is flooded"; len(list) != 1 || list[0].Words != want {
		t.Errorf("%+v, want %q", list, want)
	}
}

// withFault is a bundled scenario with two of a fault.
func withFault(t *testing.T, name, fault string) *Scenario {
	t.Helper()
	text, err := ScenarioText(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Parse(name, text, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.AddFaults([]FaultBudget{{Name: fault, Times: 2}}); err != nil {
		t.Fatal(err)
	}
	return s
}
