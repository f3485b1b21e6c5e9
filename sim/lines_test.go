package sim

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestLines shows that the example of every kind of line is read, says something else
// than what holds without it, and is written back word for word, in the order of the
// list.
func TestLines(t *testing.T) {
	kinds := lines()
	for i, kind := range kinds {
		base := "servers hs1 hs2\nroom r1 alice bob\nalice must place\n"
		if kind.keyword == "servers" {
			base = "alice must place\n"
		}
		switch kind.keyword { // which version 1 has, and a room of three
		case "invitee":
			base += "rules v1\n"
		case "hostile":
			base = "servers hs1 hs2\nroom r1 alice bob mallory\ndevices alice@hs1 bob@hs1 mallory@hs1\nalice must place\n"
		}
		without, err := Parse("f", base, 1)
		if err != nil {
			t.Fatal(err)
		}
		text := base + kind.example + "\n"
		if kind.keyword == "room" { // which names the users
			text = strings.Replace(base, "alice must", kind.example+"\nalice must", 1)
		}
		with, err := Parse("f", text, 1)
		if err != nil {
			t.Errorf("%s: %v", kind.example, err)
			continue
		}
		written := Format(with)
		if !slices.Contains(strings.Split(written, "\n"), kind.example) {
			t.Errorf("%s is not written back:\n%s", kind.example, written)
		}
		if kind.keyword != "rules" && Format(without) == written {
			t.Errorf("%s says nothing", kind.example)
		}
		if again, err := Parse("f", written, 1); err != nil || Format(again) != written {
			t.Errorf("%s: what is written cannot be read: %v\n%s", kind.example, err, written)
		}
		if _, err := Parse("f", text+kind.example+"\n", 1); !kind.several && (err == nil || !strings.Contains(err.Error(), "second time")) {
			t.Errorf("%s: a second line gives %v", kind.example, err)
		}
		for j := range i {
			if kinds[j].keyword == kind.keyword {
				t.Errorf("two kinds of lines begin with %q", kind.keyword)
			}
		}
	}
}

// TestEmptyLines shows that a line with nothing behind its keyword is refused with what
// was expected.
func TestEmptyLines(t *testing.T) {
	for _, kind := range lines() {
		word, wants := kind.keyword, kind.keyword+" needs a value: expected `"+kind.keyword+" "
		if word == "" {
			word, wants = "alice", "expected `alice must ACTION` or `alice may ACTION`"
		}
		if _, err := Parse("f", word+"\n", 1); err == nil || !strings.HasPrefix(err.Error(), "f:1: "+wants) {
			t.Errorf("%q gives %v, want %s", word, err, wants)
		}
	}
}

// TestGrammarIsDocumented shows that the page about scenario files has a row for every
// kind of line, and names what the rows about actions and latencies know.
func TestGrammarIsDocumented(t *testing.T) {
	text, err := os.ReadFile("../docs/SCENARIOS.md")
	if err != nil {
		t.Fatal(err)
	}
	row := func(start string) string {
		for line := range strings.Lines(string(text)) {
			if strings.HasPrefix(line, "| `"+start+" ") {
				return line
			}
		}
		t.Errorf("docs/SCENARIOS.md has no row for lines such as `%s …`", start)
		return ""
	}
	for _, keyword := range keywords() {
		row(keyword)
	}
	latencies, actions := row("latency"), row("alice must")
	for _, name := range LatencyNames() {
		if !strings.Contains(latencies, name) {
			t.Errorf("its row about latencies does not name %s", name)
		}
	}
	for _, name := range pressWords() {
		if !strings.Contains(actions, "`"+name+"`") {
			t.Errorf("its row about what users do does not name %s", name)
		}
	}
	for _, name := range TimingNames() {
		if !strings.Contains(row("timing"), "`"+name+"`") {
			t.Errorf("its row about timings does not name %s", name)
		}
	}
}
