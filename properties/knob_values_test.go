package properties_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// plainGlare is where most values show.
var plainGlare = cell{"glare", "literal", "", "", ""}

// shows says of a knob, or of one value, in which cell a value changes something
// against the knob's first value; of all others that is plainGlare.
var shows = map[string]cell{
	"eq":                {"equal-ids", "literal", "", "", ""},
	"cmp=points":        idsOf(`"\x80"`, `"é"`),
	"cmp=utf16":         idsOf(`"\uff5e"`, `"\U0001f600"`),
	"cmp=uca":           idsOf(`"B"`, `"a"`),
	"cmp=fold":          idsOf(`"B"`, `"a"`),
	"cmp=numeric":       idsOf(`"10"`, `"9"`),
	"winner":            idsOf(`"b"`, `"a"`),
	"expired=ignore":    {"glare", "literal", "", "async", ""},
	"expired=margin-MS": {"glare", "literal", "", "timed", "lifetime 4000\n"},
	"batch":             {"glare", "literal", "sync-batch=1", "", ""},
	"retro":             {"retro", "literal", "", "", ""},
	"ringpol":           {"glare", "literal", "", "", "quiet bob\n"},
	"sib=withdraw":      {"glare-v1", "literal-sent", "", "", "devices alice.phone@hs1 alice.laptop@hs1 bob@hs1\n"},
	"second-call":       {"glare", "literal", "send-unknown=1", "", ""},
	"sib=glare":         {"glare-v1", "literal-sent", "", "", ownOtherCalls + "bob must place x0\n"},
	"echo-filter=user":  {"glare-v1", "literal-sent", "", "", callsHerself},
	"elsewhere":         {"multi-device", "literal", "", "", ""},
	"select":            {"single-v1", "literal", "", "", ""},
	"unsent-hangup":     {"single", "literal", "", "", "media slow\n"},
	"auth":              {"single-v1", "literal", "", "", ""},
	"auth=party":        {"single", "literal", "", "", ""},
	"eoc":               {"gathering", "literal", "", "", ""},
	"trickle":           {"gathering", "literal", "", "", ""},
	"unk=buffer":        {"gathering", "literal+trickle=wait", "late-decryption=1", "", ""},
	"unk=tombstone":     {"glare", "literal", "", "async", ""},
	"dup":               {"glare", "literal", "sync-replay=1", "", ""},
	"life-origin":       {"glare", "literal", "", "async", ""},
	"life-end":          {"single", "literal", "", "", ""},
	"connecting":        {"single", "literal", "soft-fail=1", "", "servers hs1 hs2\ndevices alice@hs1 bob@hs2\n"},
	"consent":           {"single", "literal", "send-fail=1", "", ""},
	"sendfail":          {"glare", "literal", "send-fail=1", "", ""},
	"restart":           {"glare", "literal", "crash=1", "", ""},
	"kind":              {"glare", "literal", "", "", "kind alice=voice bob=video\n"},
	"ring-timer=shown":  {"glare", "literal", "", "timed", "lifetime 4000\nbob must place x0\nbob must answer x0\n"},
	"ring-timer":        {"single", "literal", "", "", ""},
	"user-end":          {"single", "literal", "", "", ""},
	"reject-v1":         {"single-v1", "literal", "", "", ""},
	"push":              {"push", "literal", "", "", ""},
	"leave":             {"leave", "literal", "", "", ""},
	"sync=sliding":      {"catch-up", "literal", "", "", ""},
	"ver=strict":        {"interop", "literal", "", "", ""},
	"ver=lenient":       {"single-v1", "literal", "", "", "says-version alice=2\n"},
	"reason":            {"glare-v1", "literal", "", "", "reasons judged\n"},
	"schema":            {"single", "literal", "", "", "rules alice=v1 bob=v0\n"},
	"metadata":          {"mute", "literal", "", "", ""},
}

// shownNowhere says of the values that change nothing here what that would need.
var shownNowhere = map[string]string{
	"invitee=match":     "a third member who calls: in a room of two the rival is whom the user called",
	"auth=peer":         "a third member who sends events about a call of two others",
	"metadata=unstable": "a client with another value at the other end: two that use the old names read each other",
}

// idsOf is glare with one pair of call IDs.
func idsOf(alice, bob string) cell {
	return cell{"glare", "literal", "", "", "ids alice=" + alice + " bob=" + bob + "\n"}
}

// TestEveryValueDoesSomething shows of each value of each knob a scenario in which it
// changes an end, a violation, or how many worlds and steps there are, against the
// knob's first value; or says why there is none.
func TestEveryValueDoesSomething(t *testing.T) {
	named := map[string]bool{}
	for k := range model.NumKnobs {
		for i, value := range k.Values()[1:] {
			name := k.String() + "=" + value
			named[k.String()], named[name] = true, true
			c, ok := shows[name]
			if !ok {
				c, ok = shows[k.String()]
			}
			if !ok {
				c = plainGlare
			}
			base := model.Readings()[0]
			other := c
			other.reading = base.With(k, model.Setting{Value: uint8(i + 1), Number: sampleNumber(value)}).Name
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				reason, excused := shownNowhere[name]
				switch same := allThatHappens(t, c) == allThatHappens(t, other); {
				case same && !excused:
					t.Errorf("in %s it changes nothing; name a cell in which it does (shows), or what that would need (shownNowhere)", c)
				case !same && excused:
					t.Errorf("in %s it changes something, although that would need %s", c, reason)
				}
			})
		}
	}
	for name := range shows {
		if !named[name] {
			t.Errorf("shows has %s, which is no knob or value", name)
		}
	}
	for name := range shownNowhere {
		if !named[name] {
			t.Errorf("shownNowhere has %s, which is no value", name)
		}
	}
}

// sampleNumber is a number for a value that takes one.
func sampleNumber(value string) uint32 {
	switch {
	case strings.HasSuffix(value, "MS"):
		return 3000
	case strings.HasSuffix(value, "N"):
		return 1
	default:
		return 0
	}
}

// allThatHappens is what a reading can change, as text: with a clock, a few runs.
func allThatHappens(t *testing.T, c cell) string {
	t.Helper()
	if c.timing == "timed" {
		return someRuns(t, c)
	}
	sys := c.compile(t)
	j := properties.NewJudge(sys)
	r := search(sys, j)
	text := fmt.Sprintln(r.Verdict, r.States, r.Transitions, r.Depth, r.Finals)
	for _, f := range r.Findings {
		text += fmt.Sprintln(f.Property, f.Cause, f.Count)
	}
	for _, o := range r.Outcomes {
		text += fmt.Sprintln(sys.OutcomeText(o.Code), o.Finals)
	}
	return text
}

// someRuns is how the devices fare in some runs with a clock.
func someRuns(t *testing.T, c cell) string {
	t.Helper()
	sys, err := sim.CompileTimed(c.load(t))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	var w sim.TimedWorld
	random := uint32(3)
	for range 50 {
		sys.Initial(0, &w)
		for enabled := sys.Enabled(&w, nil); len(enabled) > 0; enabled = sys.Enabled(&w, enabled[:0]) {
			random = random*1664525 + 1013904223 // Numerical Recipes
			sys.Do(&w, enabled[int(random>>16)%len(enabled)])
			fmt.Fprintln(&text, w.Box[0].Device.Call, w.Box[1].Device.Call)
		}
	}
	return text.String()
}
