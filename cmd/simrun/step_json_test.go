package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/story"
)

// The JSON of replay and run has every step with what it did, and agrees with the
// schedule, the transcript and the outcome.
func TestStepsAsJSON(t *testing.T) {
	for _, command := range []string{
		"replay both-invites-in-flight", "run glare --seed 3", "replay --seed 3 glare", "replay --reading robust winner-unreadable",
		"run glare --strategy uniform --timing patient --faults crash=1 --seed 5",
	} {
		_, out, errs := simrun(t, append(strings.Fields(command), "--format", "json")...)
		var line story.ToldJSON
		if err := json.Unmarshal([]byte(out), &line); err != nil {
			t.Fatalf("%s: %v, %q", command, err, errs)
		}
		if len(line.Trace) != line.Steps || line.Steps == 0 {
			t.Fatalf("%s: %d steps of %d", command, len(line.Trace), line.Steps)
		}
		spent := story.FaultsUsed{}
		var violated []string
		for i, step := range line.Trace {
			if step.Step != i+1 || step.Action != line.Schedule[i] || len(step.Calls) != 2 || len(step.Sees) != 2 || step.Sees["alice"] == "" {
				t.Errorf("%s: %+v", command, step)
			}
			if (step.AtMS != nil) != strings.Contains(step.Action, " @") {
				t.Errorf("%s: %s at %v", command, step.Action, step.AtMS)
			}
			if step.At == "" || !slices.Contains(strings.Fields(step.Action), step.At) {
				t.Errorf("%s: %s at %s", command, step.Action, step.At)
			}
			if step.Fault != "" {
				spent[step.Fault]++
			}
			violated = append(violated, step.Violates...)
		}
		if spent.Text() != line.FaultsUsed.Text() {
			t.Errorf("%s: spends %v, steps say %v", command, line.FaultsUsed, spent)
		}
		if (line.Property != "") != slices.Contains(violated, line.Property) && line.Property != "" {
			t.Errorf("%s: violates %s, steps show %v", command, line.Property, violated)
		}
		last := line.Trace[len(line.Trace)-1]
		for _, user := range []string{"alice", "bob"} {
			var live []string
			for _, c := range last.Calls[user] {
				if c.State != "ended" {
					live = append(live, c.State+"("+c.Call+")")
				}
			}
			if live == nil {
				live = []string{"idle"}
			}
			if want := user + "=" + strings.Join(live, "+"); !strings.Contains(line.Outcome, want) {
				t.Errorf("%s: the last step has %s, the outcome is %s", command, want, line.Outcome)
			}
		}
	}
}

// A step says what it did: rules, sends, states and screens of one known step.
func TestStepAsJSON(t *testing.T) {
	_, out, _ := simrun(t, "replay", "both-invites-in-flight", "--format", "json")
	var line story.ToldJSON
	if err := json.Unmarshal([]byte(out), &line); err != nil {
		t.Fatal(err)
	}
	i := slices.Index(line.Schedule, "alice syncs m.call.invite b")
	text, err := json.Marshal(line.Trace[i])
	if err != nil {
		t.Fatal(err)
	}
	want := `{"step":8,"action":"alice syncs m.call.invite b","at":"alice","fault":"","at_ms":null,"rules":["T0-24.prep"],"sends":[],` +
		`"calls":{"alice":[{"call":"a","state":"ended"},{"call":"b","state":"accepting"}],"bob":[{"call":"b","state":"inflight"}]},` +
		`"sees":{"alice":"connecting…","bob":"calling…"},"violates":[]}`
	if string(text) != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	ready := line.Trace[slices.Index(line.Schedule, "bob media ready")]
	if !slices.Equal(ready.Sends, []string{"m.call.invite b"}) {
		t.Errorf("%+v", ready)
	}
}
