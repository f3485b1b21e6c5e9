package story_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// replayed is a case of the corpus and how it goes.
func replayed(t *testing.T, name string) (*corpus.Case, *checker.Trace) {
	t.Helper()
	text, err := fs.ReadFile(corpus.Files, name+".txt")
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.ParseCase(name, string(text))
	if err != nil {
		t.Fatal(err)
	}
	_, trace, err := record.Replay(c, checker.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	return c, trace
}

// shown is a run as text of a width.
func shown(t *testing.T, name string, width int, ids bool) string {
	t.Helper()
	c, trace := replayed(t, name)
	s, err := c.Scenario(c.Fails)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	r := &story.Reporter{Printer: &term.Printer{Out: &term.Output{To: &b}, Width: width}, RuleIDs: ids, Program: "test"}
	told, err := r.Tell(s, trace.Schedule(), "")
	if err != nil {
		t.Fatal(err)
	}
	r.Show(told, "replayed")
	_, rest, ok := strings.Cut(b.String(), ", simrun test\n")
	if !ok {
		t.Fatal(b.String())
	}
	steps, _, _ := strings.Cut(rest, "Replay it:")
	return steps
}

// TestSteps shows what the table of a run says: each step's number, what users see, why; and
// which steps show what is wrong, or are faults.
func TestSteps(t *testing.T) {
	for name, wants := range map[string][]string{
		"both-invites-in-flight": {
			"alice sees", "bob sees", "\n   1   alice places a", "the own call gives", "\n✗ 14   alice syncs m.call.hangup b", "\n✗ 16   bob syncs m.call.hangup a",
		},
		"no-media-path":              {"\n! ", "destroyed: "},
		"answered-on-one-device":     {"step, and why", "users see", ": ringing", "\n         the user answers; media is asked for\n"},
		"microphone-prompt-open":     {"the microphone is granted"}, // a step of its own
		"calls-instead-of-answering": {"the offer is made"},
	} {
		text := shown(t, name, term.PipeWidth, false)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q:\n%s", name, want, text)
			}
		}
	}
	if text := shown(t, "both-invites-in-flight", term.PipeWidth, false); strings.Contains(text, "T0-") || strings.Contains(text, "the microphone is granted") {
		t.Errorf("rules are named, or media that come by themselves:\n%s", text)
	}
	if text := shown(t, "both-invites-in-flight", term.PipeWidth, true); !strings.Contains(text, "\n> alice places a\n  rule T0-01 ") {
		t.Errorf("with rules:\n%s", text)
	}
}

// TestStepsFit shows that no line of a table is wider than the terminal.
func TestStepsFit(t *testing.T) {
	for _, name := range []string{"both-invites-in-flight", "answered-on-one-device", "three-invites-after-a-redial", "each-answers-on-the-other-device"} {
		for _, width := range []int{80, 95, 96, 120} {
			for line := range strings.Lines(shown(t, name, width, false)) {
				if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > width && !strings.HasPrefix(line, "verdict ") {
					t.Errorf("%s in %d columns: a line of %d: %q", name, width, n, line)
				}
			}
		}
	}
}

// TestTested shows that a result names the rules of all that it is about, once, and each with
// its own hash.
func TestTested(t *testing.T) {
	of := func(name, rules string) *sim.Scenario {
		s, err := sim.Setup{Scenario: name, Rules: rules}.Make()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	r := &story.Reporter{Program: "test"}
	v0, v1 := checker.Rules{}.HashOf(model.Version0), checker.Rules{}.HashOf(model.Version1)
	for _, c := range []struct{ got, want story.Tested }{
		{r.TestedOf(of("glare", "")), story.Tested{Rules: "v0", RulesHash: v0}},
		{r.TestedOf(of("glare-v1", "")), story.Tested{Rules: "v1", RulesHash: v1}},
		{r.TestedOf(of("glare", ""), of("single", ""), of("glare-v1", "")), story.Tested{Rules: "v0, v1", RulesHash: v0 + ", " + v1}},
		{r.TestedOf(of("glare", "alice=v1,bob=v0"), of("glare-v1", "")), story.Tested{Rules: "alice=v1,bob=v0, v1", RulesHash: v1 + "+" + v0 + ", " + v1}},
		{r.TestedWith(model.Version1), story.Tested{Rules: "v1", RulesHash: v1}},
		{r.TestedOf(), story.Tested{Rules: "v0, v1", RulesHash: v0 + ", " + v1}},
	} {
		if c.got.Rules != c.want.Rules || c.got.RulesHash != c.want.RulesHash || c.got.Program != "test" {
			t.Errorf("%+v, want %+v", c.got, c.want)
		}
	}
}
