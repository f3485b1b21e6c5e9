package drive_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/cmd/simrun/drive/puppet"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// deserved is what is said of each way to misbehave.
var deserved = map[string]string{
	"hang":           "wrote no whole line within",
	"deaf":           "wrote no whole line within",
	"crash":          "ended (exit status 2)",
	"leave":          "ended by itself (exit status 0)",
	"flood":          "replied to command 0 when it was told command",
	"half":           "ended in the middle of a line",
	"long":           "wrote a line of more than 1048576 bytes",
	"rubbish":        `wrote a line that is no reply`,
	"twice":          "wrote a line that nobody asked for|replied to command",
	"same-seq":       "replied to command 1 when it was told command 2",
	"backward":       "time goes backward|when it was told that it is",
	"past":           "it must have fired",
	"chatter":        "",
	"moody":          "replied to the same commands with something else than before",
	"other-call":     `knows a call "nobody's", which nobody has placed`,
	"no-now":         "does not say what time it is",
	"bad-state":      `which is no state of the protocol|which nobody has placed`,
	"refuses":        "does not carry out a command: I would rather not",
	"strange-out":    `says that it did "dance"`,
	"request-number": "opens request 7 after request 0",
	"forgets":        "wrote no whole line within",
	"room-of-two":    "", // in which nobody joins
}

// TestMischief shows that a client that does not keep to the protocol is found out within
// its time, whatever it does, that no run of it counts, and that what it wrote to standard
// error is kept.
func TestMischief(t *testing.T) {
	for _, mischief := range puppet.Mischiefs {
		t.Run(mischief, func(t *testing.T) {
			t.Parallel()
			want, ok := deserved[mischief]
			if !ok {
				t.Fatal("nothing is said of it")
			}
			s, err := sim.Setup{Scenario: "glare", Timing: "timed"}.Make()
			if err != nil {
				t.Fatal(err)
			}
			specs := []*drive.Spec{puppetSpec(t, "literal "+mischief), puppetSpec(t, "literal")}
			opened, err := drive.Open(s, specs, 2, drive.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer opened.Clients.Close()
			c, err := checker.OpenDriven(s, checker.Rules{}, opened.Clients)
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()
			r, err := c.Fuzz(ctx, "uniform", scheduler.FuzzOptions{Runs: 3, Workers: 2, Seed: 1, Recheck: 1})
			if err != nil {
				t.Fatal(err)
			}
			again := mischief == "moody" || mischief == "forgets"
			if again { // who is found out by being told the same twice
				opened.Clients.Recheck()
			}
			failure := opened.Clients.Failure()
			if want == "" {
				if failure != nil {
					t.Errorf("found out although nothing in it is wrong: %v", failure)
				}
				return
			}
			if !again && (r.Found == nil || r.Found.Violated != checker.ClientFault) {
				t.Fatalf("verdict %v, found %+v", r.Verdict, r.Found)
			}
			found := false
			for alternative := range strings.SplitSeq(want, "|") {
				found = found || failure != nil && strings.Contains(failure.Error(), alternative)
			}
			if !found {
				t.Errorf("it says %v; want %q", failure, want)
			}
			if details := strings.Join(failure.Details(), "\n"); !strings.Contains(details, "the puppet is about to: "+mischief) {
				t.Errorf("standard error is not kept: %q", details)
			}
		})
	}
}
