package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/story"
)

// judgedJSON is what every command says that judges a run.
type judgedJSON struct{ Verdict, Property, Token string }

func judgedBy(t *testing.T, want int, command string, args ...string) judgedJSON {
	t.Helper()
	status, out, errs := simrun(t, append(append(strings.Fields(command), args...), "--format", "json")...)
	if status != want {
		t.Fatalf("%s: status %d, want %d; %q", command, status, want, errs)
	}
	var line judgedJSON
	if err := json.Unmarshal([]byte(out), &line); err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	return line
}

// Whoever looks at a run calls it by the same property: the gravest that it
// violates, and of several the first of the list.
func TestOneNameForOneRun(t *testing.T) {
	for _, flags := range []string{
		"equal-ids --reading nheko", // where no-collateral and willing-connected are violated
		"glare --reading literal",
		"glare --reading literal-sent --faults send-fail=1",
		"slow-media --reading literal --faults capture-refused=1",
	} {
		fuzzed := judgedBy(t, 1, "fuzz --runs 3000 "+flags)
		for _, command := range []string{"replay", "shrink"} {
			if again := judgedBy(t, 1, command, fuzzed.Token); again.Property != fuzzed.Property {
				t.Errorf("%s: fuzz says %s, %s says %s", flags, fuzzed.Property, command, again.Property)
			}
		}
		checked := judgedBy(t, 1, "check "+flags)
		var line struct {
			Counterexample struct{ Token string }
		}
		_, out, _ := simrun(t, strings.Fields("check --format json "+flags)...)
		if err := json.Unmarshal([]byte(out), &line); err != nil {
			t.Fatal(err)
		}
		if again := judgedBy(t, 1, "replay", line.Counterexample.Token); again.Property != checked.Property {
			t.Errorf("%s: check says %s, replay says %s", flags, checked.Property, again.Property)
		}
	}
}

// A run that goes on for ever violates settles, whoever looks at it.
func TestSettlesIsOneThing(t *testing.T) {
	const mutant = " --mutant hangup-answered"
	_, out, _ := simrun(t, strings.Fields("check glare --reading literal-sent --quiet"+mutant)...)
	found := token.FindString(out)
	if !strings.Contains(out, "VIOLATED settles") || found == "" {
		t.Fatal(out)
	}
	for command, status := range map[string]int{"replay": 1, "shrink": 1, "explain": 0} {
		if line := judgedBy(t, status, command+mutant, found); line.Verdict != "violated" || line.Property != story.Settles {
			t.Errorf("%s: %+v", command, line)
		}
	}
	if status, out, _ := simrun(t, append(strings.Fields("explain --quiet"+mutant), found)...); status != 0 || !strings.Contains(out, "EXPLAINED settles") {
		t.Errorf("explain: status %d, %q", status, out)
	}
	for _, command := range []string{"show settles", "list properties"} {
		if status, out, _ := simrun(t, strings.Fields(command)...); status != 0 || !strings.Contains(out, "settles") || !strings.Contains(out, "comes to") {
			t.Errorf("%s: status %d, %q", command, status, out)
		}
	}
}

// A run that comes back to where it was is no run without end while it neglects what
// has to happen.
func TestUnfairLoopIsNoRunWithoutEnd(t *testing.T) {
	const mutant = " --mutant hangup-answered"
	_, out, _ := simrun(t, strings.Fields("check glare --reading literal-sent --format json"+mutant)...)
	var line struct {
		Counterexample struct{ Schedule []string }
	}
	if err := json.Unmarshal([]byte(out), &line); err != nil {
		t.Fatal(err)
	}
	// The two media paths are found in the two steps before the loop.
	head := []string{"scenario", "reading literal-sent", "alice must place", "bob must place", "alice must answer", "bob must answer", "schedule"}
	var kept []string
	for _, step := range line.Counterexample.Schedule {
		if !strings.Contains(step, " connects ") {
			kept = append(kept, step)
		}
	}
	if len(kept) != len(line.Counterexample.Schedule)-2 {
		t.Fatal(kept)
	}
	judgedBy(t, 3, "replay"+mutant, scheduleFile(t, append(head, kept...)...))
	judgedBy(t, 1, "replay"+mutant, scheduleFile(t, append(head, line.Counterexample.Schedule...)...))
}
