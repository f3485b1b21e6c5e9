package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/compare"
	"github.com/glarelab/glare/cmd/simrun/story"
)

// jsonLines are the lines of JSON that a command writes.
func jsonLines[T any](t *testing.T, out string) []T {
	t.Helper()
	var list []T
	for line := range strings.Lines(out) {
		var one T
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		list = append(list, one)
	}
	return list
}

// destroyed is what excuses anything in glare with send-fail under robust.
const destroyed = "the answer to a was refused for good by hs1"

// What goes wrong under one reading and is excused under the other is no plain repair:
// diff says so, and what destroyed what.
func TestDiffNamesWhatIsExcused(t *testing.T) {
	const command = "diff literal-sent robust glare --faults send-fail=1 --format json"
	status, out, errs := simrun(t, strings.Fields(command)...)
	if status != 0 {
		t.Fatalf("status %d, %q", status, errs)
	}
	removed, unchangedWays := false, 0
	for _, line := range jsonLines[compare.ChangeJSON](t, out) {
		if line.Tested.RulesHash == "" || line.Timing != "patient" || line.Faults["send-fail"] != 1 {
			t.Errorf("what was tested is not said: %+v", line)
		}
		switch {
		case line.Change == compare.WasRemoved && line.Property == "willing-connected" && line.Verdict == "violated":
			removed = len(line.OtherExcused) == 1 && fmt.Sprint(line.OtherExcused[0].Because) == "["+destroyed+"]"
		case line.Change == compare.Unchanged && line.Verdict == story.ExcusedVerdict && strings.Contains(line.Message, "because "+destroyed):
			unchangedWays++
		}
	}
	if !removed || unchangedWays != 2 {
		t.Errorf("removed %v, unchanged %d\n%s", removed, unchangedWays, out)
	}
	for _, quiet := range []string{"", " --quiet"} {
		_, out, _ := simrun(t, strings.Fields(strings.TrimSuffix(command, " --format json")+quiet)...)
		text := strings.Join(strings.Fields(out), " ")
		for _, want := range []string{
			"excused under robust willing-connected (silent drop) in 4 final states, after send-fail: " + destroyed,
			"BOTH glare: excused seamless, after send-fail", "This is excused, because " + destroyed + ".",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is missing in %s", want, out)
			}
		}
	}
}

// An end that only one reading reaches, and only because something was destroyed, is
// said to be excused; and so is how the same steps end under the other.
func TestDiffOfAnExcusedOutcome(t *testing.T) {
	_, out, errs := simrun(t, strings.Fields("diff robust robust+glare=off-ignore slow-media --format json")...)
	named := 0
	for _, line := range jsonLines[compare.ChangeJSON](t, out) {
		if len(line.InsteadExcused) > 0 && strings.Contains(line.Instead, ", because ") || line.Property == "" && len(line.Excused) > 0 && strings.Contains(line.Message, "because ") {
			named++
		}
	}
	if named == 0 {
		t.Errorf("%s%s", out, errs)
	}
}

// Where nothing differs it is said all the same what both are excused from, and of what
// that is known.
func TestDiffWhereNothingDiffers(t *testing.T) {
	_, out, errs := simrun(t, strings.Fields("diff robust robust+dup=clobber glare --faults send-fail=1 --format json")...)
	first, rest, _ := strings.Cut(out, "\n")
	var none compare.SameJSON
	if err := json.Unmarshal([]byte(first), &none); err != nil || none.Change != "none" || none.Tested.RulesHash == "" ||
		len(none.Explored) != 1 || none.Explored[0].Timing != "patient" || none.Explored[0].Faults["send-fail"] != 1 {
		t.Errorf("%v, %s%s", err, first, errs)
	}
	if list := jsonLines[compare.ChangeJSON](t, rest); len(list) != 2 || list[0].Change != compare.Unchanged || list[0].Verdict != story.ExcusedVerdict {
		t.Errorf("%s", rest)
	}
	_, out, _ = simrun(t, strings.Fields("diff robust robust+dup=clobber glare --faults send-fail=1")...)
	if !strings.Contains(out, "\n  explored    glare, patient, faults send-fail=1\n  tested      rules v0 (") {
		t.Error(out)
	}
}

// What was found in a scenario before its search was cut short is shown, as found, and
// not as a difference.
func TestDiffKeepsWhatItFound(t *testing.T) {
	status, out, errs := simrun(t, strings.Fields("diff robust literal glare-hangup --format json --max-states 10000")...)
	words := map[string]string{}
	for _, line := range jsonLines[compare.ChangeJSON](t, out) {
		if words[line.Property] = line.Change; line.Property != "" && (line.Verdict != "violated" || line.Reason == "" || line.Token == "") {
			t.Errorf("%+v", line)
		}
	}
	if want := map[string]string{"willing-connected": compare.WasFound, "seamless": compare.Unchanged, "": ""}; status != 3 || !maps.Equal(words, want) {
		t.Errorf("status %d, %v, %s%s", status, words, out, errs)
	}
	// What one was explored for in whole does not come of it.
	status, out, _ = simrun(t, strings.Fields("diff robust literal glare --max-states 400")...)
	if status != 3 || !strings.HasPrefix(out, "ADDED   glare: violation of seamless") || strings.Contains(out, ": outcome") ||
		!strings.Contains(out, "  undecided   not every run under literal was explored (the bound on states is reached)\n") {
		t.Errorf("status %d, %s", status, out)
	}
	status, out, _ = simrun(t, strings.Fields("diff literal literal-sent redial --max-states 3000")...)
	if status != 3 || !strings.Contains(out, "BOTH    redial: violation of seamless") || strings.Count(out, "the bound on states is reached. What") != 1 {
		t.Errorf("status %d, %s", status, out)
	}
}

// The mixes of a rollout that was cut short keep what was found in them, and say what
// that is worth.
func TestRolloutKeepsWhatItFound(t *testing.T) {
	status, out, errs := simrun(t, strings.Fields("rollout literal robust glare-hangup --max-states 5000 --format json")...)
	violated, undecided := 0, 0
	for _, line := range jsonLines[compare.MixJSON](t, out) {
		switch {
		case line.Verdict == "violated" && line.Reason != "" && line.Token != "" && len(line.Findings) > 0:
			violated++
		case line.Verdict == "undecided" && line.Upgraded != nil && line.Reason != "":
			undecided++
		}
		if len(line.Worse)+len(line.Beside)+len(line.Mended) > 0 {
			t.Errorf("compared with what was not explored in whole: %+v", line)
		}
	}
	if status != 3 || violated == 0 || violated+undecided != 4 {
		t.Errorf("status %d, %d violated, %d undecided: %s%s", status, violated, undecided, out, errs)
	}
	_, out, _ = simrun(t, strings.Fields("rollout literal robust glare-hangup --max-states 5000")...)
	for _, want := range []string{"VIOLATED glare-hangup, alice old (literal), bob old (literal): seamless", "what else goes wrong is not known", "whether this is worse is not known"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in %s", want, out)
		}
	}
}

// A mix that is excused says from what, and what destroyed what.
func TestRolloutNamesWhatIsExcused(t *testing.T) {
	const command = "rollout literal-sent robust glare --faults send-fail=1"
	status, out, errs := simrun(t, strings.Fields(command+" --format json")...)
	named := false
	mixes := out[:strings.Index(out, `{"order":`)]
	for _, line := range jsonLines[compare.MixJSON](t, mixes) {
		if line.Verdict == story.ExcusedVerdict {
			named = len(line.Excused) == 2 && fmt.Sprint(line.Excused[0].Because) == "["+destroyed+"]" && line.Excused[0].Token != ""
		}
	}
	if status != 0 || !named {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	_, out, _ = simrun(t, strings.Fields(command+" --quiet")...)
	if text := strings.Join(strings.Fields(out), " "); !strings.Contains(text, "excused willing-connected (silent drop) in 8 final states, after send-fail: "+destroyed) {
		t.Error(out)
	}
}

// What two devices of different versions come to is compared in either order of them: each
// has rules of its own.
func TestComparedAcrossVersions(t *testing.T) {
	for _, rules := range []string{"alice=v0,bob=v1", "alice=v1,bob=v0"} {
		for _, command := range []string{"diff literal robust glare --rules " + rules, "rollout literal robust glare --rules " + rules} {
			status, out, errs := simrun(t, strings.Fields(command)...)
			if status > 1 || !strings.Contains(out, "rules "+rules+" (") {
				t.Errorf("%s: status %d, %s%s", command, status, out, errs)
			}
		}
	}
}
