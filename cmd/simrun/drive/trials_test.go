package drive_test

import (
	"strings"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/cmd/simrun/drive/puppet"
)

// TestAdapterThatIsRight shows that an adapter that does what it has to meets every demand,
// with either version of the protocol of calls.
func TestAdapterThatIsRight(t *testing.T) {
	for _, how := range []string{"literal", "v1:literal", "v1:robust"} {
		tested := drive.Test(puppetSpec(t, how), func(drive.Check) {})
		if tested.Client != "puppet "+strings.TrimPrefix(how, "v1:") {
			t.Errorf("%s: the client is %q", how, tested.Client)
		}
		for _, c := range tested.Checks {
			if len(c.Wrong) > 0 || c.Skipped != "" || len(c.Notes) > 0 {
				t.Errorf("%s: %s: %q %q %q\n-> %s\n<- %s", how, c.Name, c.Wrong, c.Skipped, c.Notes, c.Sent, c.Got)
			}
		}
	}
}

// TestAdapterThatIsWrong shows that each way to misbehave is found by some check, with what
// was sent, and that the trial ends in time.
func TestAdapterThatIsWrong(t *testing.T) {
	for _, mischief := range puppet.Mischiefs {
		t.Run(mischief, func(t *testing.T) {
			t.Parallel()
			spec := puppetSpec(t, "literal "+mischief)
			spec.Program.Reply = time.Second
			tested := drive.Test(spec, func(drive.Check) {})
			if tested.Right() {
				t.Fatal("every demand is met")
			}
			for _, c := range tested.Checks {
				if len(c.Wrong) > 0 {
					t.Logf("%s: %q", c.Name, c.Wrong)
					if c.Sent == "" {
						t.Errorf("%s: it does not say what was sent", c.Name)
					}
				}
			}
		})
	}
}

// TestAdapterThatIsNone shows what is said of programs that are no adapters.
func TestAdapterThatIsNone(t *testing.T) {
	for command, want := range map[string]string{
		"cat -":      "wrote a line that is no reply|says that|does not say",
		"true x":     "ended by itself",
		"false x":    "ended (exit status 1)",
		"echo hello": "wrote a line that is no reply",
	} {
		spec, err := drive.Find(t.Context(), command, "")
		if err != nil {
			t.Fatal(err)
		}
		checks := drive.Test(spec, func(drive.Check) {}).Checks
		found := false
		for alternative := range strings.SplitSeq(want, "|") {
			found = found || len(checks[0].Wrong) > 0 && strings.Contains(strings.Join(checks[0].Wrong, "\n"), alternative)
		}
		if !found {
			t.Errorf("%s: %q, want %q", command, checks[0].Wrong, want)
		}
		for _, c := range checks[1:] {
			if c.Skipped == "" {
				t.Errorf("%s: %s was tried although there is no adapter", command, c.Name)
			}
		}
	}
}

// TestFindRefuses shows what is said of programs that cannot be started: before anything is tried.
func TestFindRefuses(t *testing.T) {
	for command, want := range map[string]string{
		"no-such-program-at-all x":        "no-such-program-at-all is not installed, or not in PATH",
		"./no-such-program":               "./no-such-program: there is no such program",
		t.TempDir():                       "this is no program that can be started",
		"matrix-js-sdk hydrogen-view-sdk": "expected nothing behind its name",
	} {
		if _, err := drive.Find(t.Context(), command, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", command, err, want)
		}
	}
}

// TestWords shows how a command line is taken apart.
func TestWords(t *testing.T) {
	for line, want := range map[string]string{
		`node a.mjs`: "node|a.mjs", `"a b" c`: "a b|c", `a\ b 'c\d' ""`: `a b|c\d|`, "  x  ": "x",
	} {
		words, err := drive.Words(line)
		if err != nil || strings.Join(words, "|") != want {
			t.Errorf("%s: %q %v, want %q", line, words, err, want)
		}
	}
	for _, line := range []string{"", "  ", `"a`, `a\`} {
		if words, err := drive.Words(line); err == nil {
			t.Errorf("%q: %q", line, words)
		}
	}
}
