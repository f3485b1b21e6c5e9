package sim_test

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// calls is a scenario in which alice calls bob, with more lines.
func calls(t *testing.T, lines string) *sim.System {
	t.Helper()
	s, err := sim.Parse("calls", lines+"\nalice must place\nalice may hangup\nbob may answer\n", 1)
	if err != nil {
		t.Fatal(err)
	}
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// does makes the actions named happen, and gives the inputs that bob was given.
func does(t *testing.T, sys *sim.System, names ...string) (bob []model.Input) {
	t.Helper()
	var w sim.World
	sys.Initial(0, &w)
next:
	for _, name := range names {
		for _, a := range sys.Enabled(&w, nil) {
			if sys.Name(&w, a) != name {
				continue
			}
			sys.Do(&w, a)
			for _, given := range w.Last.Inputs[:w.Last.N] {
				if a.Device == 1 {
					bob = append(bob, given.Input)
				}
			}
			continue next
		}
		t.Fatalf("%s is not enabled", name)
	}
	return bob
}

// What a device makes of an event follows from its knobs ver and schema, and from what the event
// says: its version, its call ID, its reason.
func TestReadable(t *testing.T) {
	invite := []string{"alice places a", "alice media ready", "hs1 accepts alice m.call.invite a", "bob syncs m.call.invite a"}
	hangup := append(append([]string{}, invite...), "hs1 acknowledges alice m.call.invite a", "alice hangs up a", "hs1 accepts alice m.call.hangup a", "bob syncs m.call.hangup a")
	for _, c := range []struct {
		lines string
		names []string
		want  model.Input // of the last event
	}{
		{"rules v1\nsays-version alice=2", invite, model.RecvInvite},
		{"rules v1\nsays-version alice=2\nreading bob=literal+ver=lenient", invite, model.RecvInvite},
		{"rules v1\nsays-version alice=2\nreading bob=literal+ver=strict", invite, model.RecvUnread},
		{"rules v0\nsays-version alice=\"org.x\"\nreading bob=literal+ver=strict", invite, model.RecvUnread},
		{"rules v1\nids alice=\"!\" bob=\"b\"", invite, model.RecvInvite},
		{"rules v1\nids alice=\"!\" bob=\"b\"\nreading bob=literal+schema=drop", invite, model.RecvInvalid},
		{"rules v0\nids alice=\"!\" bob=\"b\"\nreading bob=literal+schema=drop", invite, model.RecvInvite},
		{"rules v0\nids alice=\"\" bob=\"b\"\nreading bob=literal+schema=drop", invite, model.RecvInvalid},
		{"rules v1\nreading literal+schema=drop", hangup, model.RecvHangup},
		{"rules v1\nreading literal+schema=drop+reason=none", hangup, model.RecvHangup},
		{"rules v1\nreading literal+reason=userHangup", hangup, model.RecvHangup},
		{"rules v1\nreading literal+schema=drop+reason=userHangup", hangup, model.RecvInvalid},
		{"rules alice=v1 bob=v0\nreading literal+schema=drop", hangup, model.RecvInvalid},
		{"rules alice=v0 bob=v1\nreading literal+schema=drop", hangup, model.RecvHangup},
	} {
		got := does(t, calls(t, c.lines), c.names...)
		last := got[len(got)-1]
		if last == model.SyncEnd || last == model.RecvInvite && len(got) > 1 && got[len(got)-2] == model.SyncEnd {
			last = got[0]
		}
		if last != c.want {
			t.Errorf("%s: bob is given %v, want %v", strings.ReplaceAll(c.lines, "\n", ", "), got, c.want)
		}
	}
}

// A version that is one of the known ones follows from the rules, and what is no JSON is no version.
func TestSaysVersionIsNoKnownOne(t *testing.T) {
	for value, want := range map[string]string{
		"0": "follows from the line rules", `"1"`: "follows from the line rules", "0.0e3": "follows from the line rules",
		"org.x": "expected a number", "true": "expected a number", `"` + strings.Repeat("x", 40) + `"`: "at most 32",
	} {
		_, err := sim.Parse("odd", "says-version alice="+value+"\nalice must place\n", 1)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("says-version alice=%s: %v, want %q", value, err, want)
		}
	}
	for _, value := range []string{"1", "2.5", `"0"`, `"org.x"`} {
		s, err := sim.Parse("even", "says-version alice="+value+"\nalice must place\n", 1)
		if err != nil {
			t.Errorf("says-version alice=%s: %v", value, err)
		} else if text := sim.Format(s); !strings.Contains(text, "says-version alice="+value+"\n") {
			t.Errorf("says-version alice=%s is written as\n%s", value, text)
		}
	}
}
