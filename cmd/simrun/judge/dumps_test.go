package judge

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// shown is a report as it is printed.
func shown(r *Report) string {
	var b bytes.Buffer
	Show(&term.Printer{Out: &term.Output{To: &b}, Stderr: &b, Width: term.PipeWidth}, r)
	return strings.Join(strings.Fields(b.String()), " ")
}

// dumpFile is a dump that comes with the program, made from a public report with neutral names.
func dumpFile(t *testing.T, name string) File {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return File{Name: name + ".json", Text: text}
}

// TestDumps shows that of each dump the report says what its _expect does.
func TestDumps(t *testing.T) {
	for _, test := range []struct {
		name    string
		verdict string
		says    []string
		not     []string // and not
	}{
		{"element-android-6443", "ok", []string{
			"event 5: alice hangs up a call that is over after 0.4 s: superfluous, not a second ending",
			"bob answers after 5 s, and hangs up after 60 s (user_hangup)",
		}, []string{"LEFT", "WRONG"}},
		{"element-ios-6359", "left", []string{
			"phone: answer again", "alice calls, and lets it ring until the lifetime passes after 60 s",
			"whoever is called sends nothing about it: whether anything rang there is not known",
			"content.call_id has characters that no identifier has [V1-ID-1]",
			"no event of whoever was called reached the server; the log beside the events is not interpreted",
		}, nil},
		{"element-web-7412-ice-failed", "wrong", []string{
			"event 4: an event of the callee stays unread in the middle of the call",
			"bob hangs up after 26 s (ice_failed)", "bob finds no media path: ice_failed after 20 s [V1-HUP-4]",
			"alice never said that its candidates had ended", "bob never said that its candidates had ended",
		}, nil},
		{"fluffychat-1580", "ok", []string{
			"alice calls, and still waits, as far as these events tell", "how call a ended: its invite is the last",
			"whether anything rang there is not known",
		}, []string{"LEFT", "WRONG"}},
		{"hydrogen-1015", "wrong", []string{
			"number 3 of alice never comes, so that number 4 waits for ever: a gap of one sequence number blocks everything behind it",
			"number 1 of bob comes before number 0", "is never told: the invite waits for an event that never comes",
		}, []string{"LEFT"}},
		{"js-sdk-2393", "wrong", []string{
			"bob declines a version 1 call as version 0 does, by a hangup without a party",
			"alice does not hear that the call was declined (event 2): it goes on calling for 56 s",
		}, []string{"LEFT"}},
		{"riot-android-244", "ok", []string{
			"whoever is called sends nothing about it", "after 60.003 s, the lifetime being 60 s: it is the end of the lifetime, although it names no reason",
			"caller gathers two host candidates",
		}, []string{"LEFT", "WRONG"}},
		{"riot-android-2741", "left", []string{
			"the lifetime is 15 s, below a minute", "the offer is an empty description", "it looks constant",
		}, nil},
	} {
		r, err := Judge([]File{dumpFile(t, test.name)}, Options{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		text := shown(r)
		if r.Verdict != test.verdict {
			t.Errorf("%s is judged %s, want %s: %s", test.name, r.Verdict, test.verdict, text)
		}
		for _, want := range test.says {
			if !strings.Contains(text, want) {
				t.Errorf("%s: nothing says %q: %s", test.name, want, text)
			}
		}
		for _, not := range append(test.not, "@alice") {
			if _, findings, _ := strings.Cut(text, "Findings"); strings.Contains(findings, not+" ") {
				t.Errorf("%s: it should not say %q: %s", test.name, not, text)
			}
		}
	}
}
