package sim_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/glarelab/glare/sim"
)

// TestParseErrors shows that a bad line is refused with its place, with what was
// expected, and with the nearest name that is known.
func TestParseErrors(t *testing.T) {
	for _, bad := range []struct{ line, wants string }{
		{"rules v2", `unknown rules version "v2"; known: v0, v1`},
		{"rules v0\nalice must renegotiate", "alice may renegotiate, which rules v0 do not have; they have v1"},
		{"rules", "rules needs a value"},
		{"rules v0\nrules v0", "f.txt:11: rules stands here a second time"},
		{"timing patiently", `unknown timing "patiently"; did you mean "patient"?`},
		{"timing patient async", `unexpected "async"`},
		{"servers hs1 hs1", `homeserver "hs1" stands twice`},
		{"servers hs1 hs/2", `homeserver name "hs/2": expected letters, digits, - and _`},
		{"servers a b c d", "4 homeservers; there are 1 to 3"},
		{"room r1 alice", "expected `room NAME USER USER`"},
		{"room r1 alice bob carol", `unknown user "carol"`},
		{"room r1 alice quiet", `user name "quiet" is a word of the scenario grammar`},
		{"room r1 alice bob\nroom r1 alice bob", `room "r1" stands twice`},
		{"room r1 alice bob\nroom r2 alice bobo", `unknown user "bobo"; did you mean "bob"?`},
		{"room r1 alice alice", `two users are called "alice"`},
		{"room a alice bob\nroom b alice bob\nroom c alice bob", "3 rooms; the limit is 2"},
		{"devices alice@hs1", "bob has no device; expected `devices USER@SERVER USER@SERVER`"},
		{"devices alice@hs1 bob@hs3", `unknown homeserver "hs3"; did you mean "hs1"?`},
		{"devices alice@hs1 alice@hs1", "alice has 2 devices; expected a name for each, such as alice.phone@hs1"},
		{"servers hs1 hs2\ndevices alice.phone@hs1 alice.laptop@hs2 bob@hs1", "alice is at hs1 already: a user has one homeserver"},
		{"devices alice.a@hs1 alice.b@hs1 alice.a@hs1 bob@hs1", `two devices are called "alice.a"`},
		{"devices alice.a@hs1 alice.b@hs1 alice.c@hs1 alice.d@hs1 bob@hs1", "alice has more than 3 devices"},
		{"devices alice bob", `expected USER@SERVER, found "alice"`},
		{"reading litteral", `unknown reading "litteral"; did you mean "literal"?`},
		{"reading literal+inflight", `"inflight" is not knob=value`},
		{"reading literal+inflite=sent", `unknown knob "inflite"; did you mean "inflight"?`},
		{"reading bob=literal+inflight=send", `unknown value of knob inflight "send"; did you mean "sent"?`},
		{"reading literal+connecting=soon", `unknown value of knob connecting "soon"`},
		{"reading rob=literal", `unknown user "rob"; did you mean "bob"?`},
		{"ids alice=x", "expected a call ID in quotes, found x"},
		{`ids alice="x bob="y"`, `a quote (") is not closed`},
		{`ids alice="x" "y"`, `expected user="ID", found "y"`},
		{`ids alice="x";"y" bob="z"`, `expected a comma and a call ID in quotes after "x"`},
		{`ids alice="x"`, "bob needs 1 call IDs, has 0"},
		{`ids alice="\q" bob="y"`, `expected a call ID in quotes`},
		{`ids alice="` + strings.Repeat("x", 256) + `" bob="y"`, "at most 255 bytes, this one has 256"},
		{strings.Repeat("ids alice=\"x\" bob=\"y\"\n", 65), "f.txt:74: at most 64 assignments of call IDs"},
		{"lifetime 0", "expected a number from 1 to 2147483647, found \"0\""},
		{"lifetime 90000 any", "expected `lifetime MS` or `lifetime MS any-moment`, found \"any\""},
		{"lifetime soon", `found "soon"`},
		{"media quick slow", `unexpected "slow"`},
		{"media slwo", `unknown media "slwo"; did you mean "slow"?`},
		{"kind alice=vidoe", `unknown kind "vidoe"; did you mean "video"?`},
		{"candidates 3", `expected a number from 0 to 2, found "3"`},
		{"bystanders 7", `expected a number from 0 to 6, found "7"`},
		{"quiet carol", `unknown user "carol"`},
		{"faults send-fial=1", `unknown fault "send-fial"; did you mean "send-fail"?`},
		{"faults send-fail=10", `fault send-fail: expected a number from 0 to 9, found "10"`},
		{"faults crash,suspend,ice-fail,sync-gap,sync-batch,send-fail,soft-fail", "7 kinds of faults; the limit is 6"},
		{"latency send=20-10", `expected a number from 20 to 600000, found "10"`},
		{"latency snd=20", `unknown latency "snd"; did you mean "send"?`},
		{"alice places", "expected `alice must ACTION` or `alice may ACTION`"},
		{"alice must plase", `unknown action "plase"; did you mean "place"?`},
		{"alice must place x5", `expected a number from 0 to 4, found "5"`},
		{"alice must place twice", `expected xN (how often), found "twice"`},
		{"alice must place x3", "6 calls (presses × rooms × users); the limit is 4"},
		{"bob may answer while-ringing", `expected xN (how often), found "while-ringing"`},
		{"carol must place", "unknown user \"carol\"; known: alice, bob; others are named by a line before, such as `room r1 alice carol`"},
		{"room r1 alice bob carol\ndave must place", `unknown user "dave"; known: alice, bob, carol`},
		{"devices alice@hs1 bob@hs1 carol@hs1", "such as `room r1 alice carol`"},
		{"reeding literal", `unknown line "reeding"; did you mean "reading"?`},
	} {
		s, err := sim.Parse("f.txt", bad.line, 10)
		if err == nil || s != nil || !strings.HasPrefix(err.Error(), "f.txt:") || !strings.Contains(err.Error(), bad.wants) {
			t.Errorf("%.60s: got %v, want f.txt:, %s and no scenario", bad.line, err, bad.wants)
		}
	}
	if _, err := sim.Parse("f.txt", strings.Repeat("#", sim.MaxScenario+1), 1); err == nil {
		t.Error("a text beyond the limit is read")
	}
}

// TestParseSays shows what a full scenario file comes to.
func TestParseSays(t *testing.T) {
	s, err := sim.Parse("f.txt", `
rules anne=v0 ben=v1            # of whom is known once all is read
timing async
servers a.example b            # a comment ends a line
`, 1)
	if err == nil {
		t.Fatalf("a dot in a name is read: %+v", s)
	}
	s, err = sim.Parse("f.txt", `
rules anne=v0 ben=v1            # of whom is known once all is read
timing async
servers one two
room hall anne ben
devices ben@two anne@one
reading anne=literal ben=literal+inflight=sent
ids anne="c 17","#1" ben="\u00e9","\\"
ids anne="x","y" ben="z","w"
lifetime 5000 any-moment
media slow
kind ben=video
candidates 1
bystanders 2
quiet anne
anne must place x2 while-ringing
ben may redial
ben must answer
ben may ignore x3
faults send-fail=2 crash,suspend
latency send=10-20 reply=5
`, 1)
	if err != nil {
		t.Fatal(err)
	}
	anne, ben := &s.Users[0], &s.Users[1]
	for _, check := range []struct {
		what string
		ok   bool
	}{
		{"timing", s.Timing == sim.Async},
		{"users", anne.Name == "anne" && ben.Name == "ben" && anne.Server == 0 && ben.Server == 1},
		{"readings", s.Devices[0].Reading.Name == "literal" && s.Devices[1].Reading.Name == "literal+inflight=sent"},
		{"ids", cmp.Equal(s.IDs, []sim.IDs{{{"c 17", "#1"}, {"é", `\`}}, {{"x", "y"}, {"z", "w"}}})},
		{"lifetime", s.LifetimeMS == 5000 && s.AnyMoment},
		{"media", s.SlowMedia && !anne.Video && ben.Video && s.Candidates == 1},
		{"crowd", s.Crowd == 2 && anne.Quiet && !ben.Quiet},
		{"presses", anne.Place == sim.Press{Must: true, Times: 2} && anne.WhileRinging && !ben.WhileRinging},
		{"redial", ben.Place == sim.Press{Times: 2} && ben.HangUp == sim.Press{Times: 1}},
		{"answers", ben.Answer == sim.Press{Must: true, Times: sim.Always} && ben.Ignore == sim.Press{Times: 3}},
		{"faults", cmp.Equal(s.Faults, []sim.FaultBudget{{Name: "send-fail", Times: 2}, {Name: "crash", Times: 1}, {Name: "suspend", Times: 1}})},
		{"latency", s.Latency[sim.SendLatency] == sim.Range{Min: 10, Max: 20} && s.Latency[sim.ReplyLatency] == sim.Range{Min: 5, Max: 5}},
	} {
		if !check.ok {
			t.Errorf("%s: %+v", check.what, s)
		}
	}
	requireRoundTrip(t, s)
}

// unchecked compares what scenarios say, not who has checked them.
var unchecked = cmpopts.IgnoreUnexported(sim.Scenario{})

// requireRoundTrip fails if a scenario does not survive being written and read.
func requireRoundTrip(t *testing.T, s *sim.Scenario) {
	t.Helper()
	text := sim.Format(s)
	again, err := sim.Parse("written", text, 1)
	if err != nil {
		t.Fatalf("what was written cannot be read: %v\n%s", err, text)
	}
	ignore := cmpopts.IgnoreFields(sim.Scenario{}, "Name", "About")
	if diff := cmp.Diff(s, again, ignore, unchecked, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("written and read, it is another scenario (- before, + after):\n%s%s", text, diff)
	}
}

// TestBundledScenarios shows that each bundled scenario survives being written and
// read, compiles, and says what it is.
func TestBundledScenarios(t *testing.T) {
	for _, name := range sim.ScenarioNames() {
		s, err := sim.FindScenario(name)
		if err != nil {
			t.Fatal(err)
		}
		requireRoundTrip(t, s)
		if _, err := sim.Compile(s); err != nil || s.About == "" || s.Name != name {
			t.Errorf("%s: %v, %+v", name, err, s)
		}
	}
	if _, err := sim.FindScenario("glaire"); err == nil || !strings.Contains(err.Error(), `did you mean "glare"?`) {
		t.Errorf("an unknown scenario gives %v", err)
	}
}

// FuzzParse shows that whatever a file holds is read or refused: nothing panics,
// what is read survives being written, and it compiles and begins, or says why not.
func FuzzParse(f *testing.F) {
	for _, name := range sim.ScenarioNames() {
		text, err := sim.ScenarioText(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add("room r x y\nx must place x2\nids x=\"\\xff\",\"a b\" y=\"\",\"\\u0000\"\nlatency press=0-1\nreading x=robust+sendfail=retry-3\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := sim.Parse("f", text, 1)
		if err != nil {
			if s != nil || !strings.HasPrefix(err.Error(), "f:") {
				t.Fatalf("a half read scenario, or an error without its place: %v", err)
			}
			return
		}
		requireRoundTrip(t, s)
		sys, err := sim.Compile(s)
		if err != nil {
			return
		}
		var w sim.World
		for i := range sys.Initials() {
			sys.Initial(i, &w)
			for range 20 {
				enabled := sys.Enabled(&w, nil)
				if len(enabled) == 0 {
					break
				}
				if sys.Name(&w, enabled[i%len(enabled)]) == "" {
					t.Fatal("an action without a name")
				}
				sys.Do(&w, enabled[i%len(enabled)])
			}
		}
	})
}
