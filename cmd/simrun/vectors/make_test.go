package vectors_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/cmd/simrun/vectors"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim/event"
)

// made is the vectors of a bundled story.
func made(t *testing.T, name string, passes ...string) *vectors.File {
	t.Helper()
	f, err := tryMake(t, name, passes...)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f
}

func tryMake(t *testing.T, name string, passes ...string) (*vectors.File, error) {
	t.Helper()
	text, file, found := corpus.Text(name)
	if !found {
		t.Fatalf("there is no story %s", name)
	}
	c, err := corpus.ParseCase(file, text)
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.Scenario(c.Fails)
	if err != nil {
		t.Fatal(err)
	}
	r := &story.Reporter{Printer: &term.Printer{}}
	told, err := r.Tell(s, scheduler.Schedule{Names: c.Schedule}, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(passes) == 0 && told.Problem != nil {
		passes = append([]string{"robust"}, c.Passes...)
	}
	return vectors.Make(context.Background(), told, vectors.Options{Name: name, About: story.Prose(c, told.Sentence()), Passes: passes, MaxStates: 20_000})
}

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	s, err := c.Compile("../../../docs/vectors.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// stories are of both versions, with several devices, strange call IDs, video, faults,
// lifetimes, and presses of every kind.
var stories = []string{
	"both-invites-in-flight", "both-invites-in-flight-v1", "answer-is-selected", "answered-on-one-device", "nobody-answers", "declined",
	"two-calls-of-one-caller-ring", "order-of-utf16", "asked-before-video", "hangup-overtakes-invite", "cancelled-in-one-response",
	"winner-in-a-gap", "microphone-refused", "media-changed", "winner-cannot-be-sent", "caller-expires-in-silence", "invite-comes-too-late",
}

// What is written of stories of all kinds follows the schema, is the same each time, and its
// events are right ones; the first way does all that there is, and every way does something.
func TestVectorsOfStories(t *testing.T) {
	t.Parallel()
	s := schema(t)
	for i, name := range stories {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := made(t, name)
			text := f.JSON()
			if i < 3 && !bytes.Equal(text, made(t, name).JSON()) {
				t.Error("made again, the vectors are others")
			}
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(value); err != nil {
				t.Error(err)
			}
			for _, v := range append(slices.Clone(f.Devices), f.Wrong...) {
				checkVector(t, &v)
			}
		})
	}
}

func checkVector(t *testing.T, v *vectors.Vector) {
	t.Helper()
	told := map[int]bool{}
	last := int64(0)
	for i, step := range v.Steps {
		if len(step.Expect) == 0 || !slices.Contains(step.Expect[0].Ways, 0) {
			t.Errorf("%s, step %d: the first way does nothing", v.Device, i)
		}
		if step.AtMS < last+500 {
			t.Errorf("%s, step %d: at %d, with the one before at %d", v.Device, i, step.AtMS, last)
		}
		last = step.AtMS
		for _, e := range step.Expect {
			for _, way := range e.Ways {
				told[way] = true
			}
		}
		for _, c := range step.Do {
			for _, raw := range c.Events {
				if _, problems := event.Parse(raw); len(problems) > 0 {
					t.Errorf("%s, step %d: %v: %s", v.Device, i, problems, raw)
				}
			}
		}
	}
	if len(v.Steps) > 0 && len(told) != len(v.Ways) {
		t.Errorf("%s: of %d ways %d do something", v.Device, len(v.Ways), len(told))
	}
}

// What is demanded of the loser of a race is that it gives way; whether it does at once or
// after the reply, loudly or in silence, is not. The failing reading parts where it does in the story.
func TestVectorsDemandWhatIsProven(t *testing.T) {
	t.Parallel()
	f := made(t, "both-invites-in-flight")
	bob := f.Devices[1]
	for _, way := range []string{"robust", "robust+inflight=sent", "robust+abort-out=silent"} {
		if !slices.Contains(bob.Ways, way) {
			t.Errorf("%s is not among the right ways %q", way, bob.Ways)
		}
	}
	for _, way := range bob.Ways {
		for _, wrong := range []string{"inflight=prep", "glare=off", "cmp=", "winner="} {
			if strings.Contains(way, wrong) {
				t.Errorf("%s is among the right ways", way)
			}
		}
	}
	for _, e := range bob.Steps[3].Expect { // the reply to its own invite comes
		if states := e.Calls["a"]; !slices.Equal(states, []string{"accepting"}) && !slices.Equal(states, []string{"ringing"}) {
			t.Errorf("after the reply the winner may be %q at its callee", states)
		}
	}
	alice := f.Devices[0]
	if p := alice.Parts; p == nil || alice.Steps[p.Step].Says != "alice syncs m.call.invite b" || !slices.Equal(p.Calls["a"], []string{"ended", "none"}) {
		t.Errorf("the literal reading parts at %+v", p)
	}
	if f.Fails != "literal" || f.Passes != "robust" || len(f.Wrong) != 2 || len(f.Wrong[0].Ways) != 1 {
		t.Errorf("the file is of %q, %q, with %d that went wrong", f.Fails, f.Passes, len(f.Wrong))
	}
}

// A step of which each client decides for itself ends a vector, and says so.
func TestVectorsEnd(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"no-media-path": "how often media are tried again", "restart-hangs-up": "kept over a restart", "replies-lost": "a send is tried again",
	} {
		if ends := made(t, name).Devices[0].Ends; !strings.Contains(ends, want) {
			t.Errorf("%s: ends with %q, want %q", name, ends, want)
		}
	}
}

// What cannot be told is refused, with what to do.
func TestVectorsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ story, passes, want string }{
		{"one-call-in-each-room", "", "in one room"},
		{"both-invites-in-flight", "literal", "name a reading under which it does with --passes"},
		{"both-invites-in-flight", "nonsense", "--passes:"},
	} {
		var passes []string
		if c.passes != "" {
			passes = []string{c.passes}
		}
		if _, err := tryMake(t, c.story, passes...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %s: %v, want %q", c.story, c.passes, err, c.want)
		}
	}
}

// The driver in docs is the one that is written beside vectors, and what is written into a test of
// vitest is one piece of it.
func TestDriverOfDocs(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../../docs/" + vectors.DriverFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, vectors.Driver()) {
		t.Errorf("docs/%s is another one: cp cmd/simrun/vectors/driver.mjs docs/%[1]s", vectors.DriverFile)
	}
}

// Whatever a story is called or tells, it is text in a comment or a string of the program.
func TestVitestOfHostileStory(t *testing.T) {
	t.Parallel()
	f := made(t, "declined")
	f.Story = "a\"; process.exit(); //\u2028\n"
	f.About = []string{"one\nprocess.exit()\u2028process.exit()\rprocess.exit() \u202e"}
	f.Replay = "simrun\nprocess.exit()"
	for line := range strings.SplitSeq(strings.NewReplacer("\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(string(f.Vitest())), "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "process.exit") {
			t.Errorf("a line of the program: %s", line)
		}
	}
	for _, r := range string(f.Vitest()) + string(f.JSON()) {
		if r == '\u202e' || r == '\u2028' {
			t.Errorf("%U is in the text", r)
		}
	}
	var back vectors.File
	if err := json.Unmarshal(f.JSON(), &back); err != nil || back.Story != f.Story || back.About[0] != f.About[0] {
		t.Errorf("read back: %v, %q", err, back.Story)
	}
}
