package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// twoOf is a file with the glare of two users.
func twoOf(t *testing.T, first, second string) string {
	t.Helper()
	var lines []string
	for _, user := range []string{first, second} {
		lines = append(lines, user+" must place", user+" must answer")
	}
	name := filepath.Join(t.TempDir(), first+"-"+second+".txt")
	text := "room r1 " + first + " " + second + "\n" + strings.Join(lines, "\n") + "\n"
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// The users that readings are for are those of the scenario: in which order it
// names them changes nothing, whatever they are called.
func TestReadingsByName(t *testing.T) {
	for _, command := range [][2]string{
		{"diff alice=literal,bob=literal-sent alice=literal+abort-out=silent,bob=literal-sent", "reading"},
		{"rollout alice=literal,bob=robust alice=robust,bob=robust", "readings"},
	} {
		fields := strings.Fields(command[0])
		var lines [2]string
		for i, file := range []string{twoOf(t, "alice", "bob"), twoOf(t, "bob", "alice")} {
			status, out, errs := simrun(t, append(slices.Clone(fields), file, "--format", "json")...)
			if status != 0 {
				t.Fatalf("%s: status %d, %q", command[0], status, errs)
			}
			var found []string
			for line := range strings.Lines(out) {
				var m map[string]any
				if err := json.Unmarshal([]byte(line), &m); err != nil {
					t.Fatal(err)
				}
				if reading, ok := m["readings"].(map[string]any); ok {
					found = append(found, reading["alice"].(string)+" "+reading["bob"].(string)+" "+m["verdict"].(string))
				} else if m["change"] != nil {
					reading := strings.Split(m["reading"].(string), ",")
					slices.Sort(reading)
					// The first user's call is a.
					outcome := strings.Fields(strings.ReplaceAll(m["outcome"].(string), "(b)", "(a)"))
					slices.Sort(outcome)
					found = append(found, strings.Join(reading, ",")+" "+m["change"].(string)+" "+strings.Join(outcome, " ")+" "+m["property"].(string))
				}
			}
			if found == nil {
				t.Fatalf("%s: %s", command[0], out)
			}
			slices.Sort(found)
			lines[i] = strings.Join(slices.Compact(found), "\n")
		}
		if lines[0] != lines[1] {
			t.Errorf("%s: in one order\n%s\nin the other\n%s", command[0], lines[0], lines[1])
		}
		other := twoOf(t, "ann", "ben")
		renamed := strings.NewReplacer("alice=", "ann=", "bob=", "ben=").Replace(command[0])
		if status, _, errs := simrun(t, append(strings.Fields(renamed), other)...); status != 0 {
			t.Errorf("%s: status %d, %q", renamed, status, errs)
		}
		if status, _, errs := simrun(t, append(fields, other)...); status != 2 || !strings.Contains(errs, `unknown user "alice"; known: ann, ben`) {
			t.Errorf("%s of others: status %d, %q", command[0], status, errs)
		}
	}
}

// One advice is not given for scenarios with different users.
func TestRolloutOfOthers(t *testing.T) {
	status, _, errs := simrun(t, "rollout", "literal", "robust", twoOf(t, "alice", "bob"), twoOf(t, "bob", "alice"))
	if status != 2 || !strings.Contains(errs, "explore them one at a time") {
		t.Errorf("status %d, %q", status, errs)
	}
}

// That nothing differs is a result too.
func TestDiffOfNothing(t *testing.T) {
	status, out, _ := simrun(t, "diff", "literal", "literal", "single", "--format", "json")
	if status != 0 || !strings.Contains(out, `"change":"none"`) || strings.Count(out, "\n") != 1 {
		t.Errorf("status %d, %q", status, out)
	}
}
