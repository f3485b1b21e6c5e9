package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// tourLines are the lines of JSON of a tour, the last one apart.
func tourLines(t *testing.T, want int, args ...string) (lines []map[string]any, total map[string]any) {
	t.Helper()
	status, out, errs := simrun(t, append([]string{"drive", "--keep-going", "--format", "json"}, args...)...)
	if status != want {
		t.Fatalf("exit status %d, want %d\n%s%s", status, want, out, errs)
	}
	for text := range strings.Lines(out) {
		var line map[string]any
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		lines = append(lines, line)
	}
	return lines[:len(lines)-1], lines[len(lines)-1]
}

// TestDriveKeepsGoing shows that all runs are made although some go wrong, that what hides
// behind a violation is found too, and that each story's token has it back.
func TestDriveKeepsGoing(t *testing.T) {
	client := puppetClient(t, "v1:literal")
	lines, total := tourLines(t, 1, "glare-v1", "--client", client, "--runs", "40", "--faults", "send-delay=1")
	if total["schedules"] != 40.0 || total["verdict"] != "violated" || total["violated"].(float64) < 6 || total["crossing"] == 0.0 {
		t.Errorf("in total: %v", total)
	}
	found := map[string]string{}
	for _, line := range lines[1:] {
		found[line["property"].(string)] = line["token"].(string)
	}
	if lines[0]["schedules"] != 40.0 || len(found) < 2 {
		t.Errorf("found %v: %v", found, lines[0])
	}
	for property, token := range found {
		status, out, errs := simrun(t, "drive", "--replay", "--client", client, token)
		if status != 1 || !strings.Contains(out, "VIOLATED "+property) {
			t.Errorf("%s: exit status %d\n%s%s", property, status, out, errs)
		}
	}
}

// TestDriveKeepsGoingFaults shows that a scenario is gone through with each single fault that
// can hit it, all runs shared among them, and that what cannot be driven is said with its reason.
func TestDriveKeepsGoingFaults(t *testing.T) {
	lines, total := tourLines(t, 0, "single-v1", "two-rooms", "--client", puppetClient(t, "v1:robust"), "--runs", "31")
	sum, faults, refused := 0.0, map[string]bool{}, map[string]any{}
	for _, line := range lines {
		if line["refused"] != "" {
			refused[line["scenario"].(string)+" "+line["fault"].(string)] = line["refused"]
			continue
		}
		sum, faults[line["fault"].(string)] = sum+line["schedules"].(float64), true
	}
	if sum != 31 || total["schedules"] != 31.0 || !faults[""] || !faults["send-fail"] || !faults["crash"] || faults["fed-delay"] {
		t.Errorf("%v schedules, with %v", sum, faults)
	}
	for what, want := range map[string]string{"two-rooms ": "a client is told of one", "single-v1 suspend": "would still be told"} {
		if reason, _ := refused[what].(string); !strings.Contains(reason, want) {
			t.Errorf("%q is refused for %q, want %q", what, reason, want)
		}
	}
}

// TestDriveKeepsGoingTheSame shows that the same seed has the same runs, whatever the number of
// workers, and another one others.
func TestDriveKeepsGoingTheSame(t *testing.T) {
	all := map[string][]string{}
	for _, how := range []string{"1 1", "2 1", "1 2"} {
		workers, seed, _ := strings.Cut(how, " ")
		_, total := tourLines(t, 0, "glare", "federated-glare", "--client", puppetClient(t, "literal"), "--property", "one-rule", "--faults", "send-delay=1", "--runs", "24", "--workers", workers, "--seed", seed)
		digest := total["digest"].(string)
		all[digest] = append(all[digest], how)
	}
	if len(all) != 2 {
		t.Errorf("by digest: %v", all)
	}
}

// TestDriveKeepsGoingWithout shows what is said where a client is at fault, and where nothing
// can be driven: never that all is well.
func TestDriveKeepsGoingWithout(t *testing.T) {
	lines, total := tourLines(t, 3, "single", "--client", puppetClient(t, "robust past"), "--runs", "20", "--faults", "send-fail=1")
	if reason, _ := total["reason"].(string); !strings.Contains(reason, "says that its next timer is due at") || total["verdict"] != "undecided" {
		t.Errorf("a client at fault: %v", total)
	}
	if len(lines) != 1 || lines[0]["reason"] == "" {
		t.Errorf("a client at fault: %v", lines)
	}
	if _, total = tourLines(t, 3, "two-rooms", "--client", puppetClient(t, "literal")); total["reason"] != "the clients can take part in none of these scenarios" {
		t.Errorf("nothing to be driven: %v", total)
	}
	status, out, errs := simrun(t, "drive", "--keep-going", "single", "--client", puppetClient(t, "robust"), "--runs", "20", "--faults", "send-delay=1")
	for _, want := range []string{"invites cross", "OK alice puppet robust, bob puppet robust: nothing went wrong in 20 schedules with seed 1", "Digest:", "schedules a second by the clock"} {
		if status != 0 || !strings.Contains(out, want) {
			t.Errorf("exit status %d, without %q:\n%s%s", status, want, out, errs)
		}
	}
}
