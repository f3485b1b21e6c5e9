package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/model"
)

// timedReplay is what `simrun replay --timing timed` makes of a token.
func timedReplay(token string) (*story.Story, error) {
	p := cli.New(nil, &bytes.Buffer{}, &bytes.Buffer{})
	p.Flags.Timing = "timed"
	s, err := cli.OpenSource(token, "")
	if err != nil {
		return nil, err
	}
	t, _, err := p.CarryOut(s, cli.Following{})
	return t, err
}

// violates reports whether a story violates a property.
func violates(t *story.Story, property string) bool {
	return slices.ContainsFunc(t.Trace.Problems, func(p checker.Problem) bool { return p.Property == property })
}

// The story that check tells is one that can happen, at times at which a replay
// violates the same property; or check says that none can.
func TestStoriesCanHappen(t *testing.T) {
	t.Parallel()
	fine, repaired, never := 0, 0, 0
	try := func(command string) {
		var line verdict.CheckJSON
		status, out, errs := simrun(t, append(strings.Fields(command), "--format", "json", "--workers", "1", "--max-states", "20000")...)
		if err := json.Unmarshal([]byte(out), &line); err != nil {
			t.Fatalf("%s: status %d, %v, %s", command, status, err, errs)
		}
		if line.Verdict != "violated" || line.Property == story.Settles {
			return
		}
		told := line.Counterexample
		if told.Never != "" {
			if _, err := timedReplay(told.Token); err == nil || !strings.Contains(err.Error(), "no times realise") {
				t.Errorf("%s: it says %q; a timed replay says %v", command, told.Never, err)
			}
			never++
			return
		}
		timed, err := timedReplay(told.Token)
		switch {
		case err != nil:
			t.Errorf("%s: its story cannot be replayed with times: %v", command, err)
			return
		case !violates(timed, line.Property):
			t.Errorf("%s: it violates %s; a timed replay does not", command, line.Property)
		}
		if told.Shortest == nil {
			fine++
			return
		}
		repaired++
		if _, err := timedReplay(told.Shortest.Token); err == nil {
			t.Errorf("%s: the shorter story can be replayed with times as well", command)
		}
		if len(told.Shortest.Schedule) != line.Findings[0].Shortest || told.Shortest.Needs == "" {
			t.Errorf("%s: the shortest story has %d steps and needs %q; the search found one of %d", command,
				len(told.Shortest.Schedule), told.Shortest.Needs, line.Findings[0].Shortest)
		}
	}
	for _, reading := range append(model.ReadingNames(), model.ProfileNames()...) {
		for _, scenario := range []string{"single", "glare", "federated-glare", "expiry", "slow-media"} {
			try("check " + scenario + " --reading " + reading)
		}
		try("check glare --timing async --reading " + reading)
		try("check single --timing async --faults send-delay=1 --reading " + reading)
	}
	t.Logf("%d of the shortest stories can happen, %d made way for one that can, of %d none can", fine, repaired, never)
	if fine == 0 || repaired == 0 || never == 0 {
		t.Errorf("%d of the shortest stories can happen, %d made way, of %d none can; expected some of each", fine, repaired, never)
	}
}

// The shortest story of the glare rule of js-21.1, were it to count what it has handed
// over as sent, and but for a hangup of what was never sent, needs a reply that is slower
// than the scenario's are; with the reply where it belongs, it happens in less than a second.
func TestStoryOfJS211(t *testing.T) {
	_, out, _ := simrun(t, strings.Fields("check glare --reading js-21.1+inflight=sent+unsent-hangup=silent")...)
	text := strings.Join(strings.Fields(out), " ")
	for _, want := range []string{
		"14 steps; no story that goes wrong like this and can happen with the scenario's delays is shorter",
		`the shortest, of 13 steps, would need "hs1 acknowledges bob m.call.invite b" to take longer than the 400 ms after step 4`,
		"the scenario's delays allow it, within 670 ms",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("expected %q in\n%s", want, out)
		}
	}
	var line verdict.FuzzJSON
	_, out, _ = simrun(t, strings.Fields("fuzz glare --reading js-21.1+inflight=sent+unsent-hangup=silent --runs 3000 --workers 1 --format json")...)
	object(t, out, &line)
	if line.Shortest == nil || len(line.Shortest.Schedule) != 13 || len(line.Shrunk) != 14 {
		t.Errorf("fuzz tells %d steps, and of a shortest story %+v", len(line.Shrunk), line.Shortest)
	}
	if timed, err := timedReplay(line.Token); err != nil || !violates(timed, line.Property) {
		t.Errorf("the story of fuzz does not violate %s at times of its own: %v", line.Property, err)
	}
}

// The times of a story are those of the rules that it was found with: under the
// right ones the invite that is missing here would be overdue.
func TestTimesOfMutant(t *testing.T) {
	const mutant = "T0-10:drop-send-invite"
	command := strings.Fields("check glare --reading literal-sent --mutant " + mutant)
	_, out, _ := simrun(t, command...)
	if want := "the scenario's delays allow it, within 90100 ms"; !strings.Contains(out, want) {
		t.Errorf("expected %q in\n%s", want, out)
	}
	_, out, _ = simrun(t, append(command, "--quiet")...)
	words := strings.Fields(out)
	if status, _, errs := simrun(t, "replay", "--timing", "timed", "--mutant", mutant, words[len(words)-1]); status != 1 {
		t.Errorf("a mutant's story is not replayed with times: status %d, %s", status, errs)
	}
}
