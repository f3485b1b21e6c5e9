package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/cmd/simrun/term"
)

func newAdapterTestCommand(p *cli.Program) *cobra.Command {
	var folder string
	var patience time.Duration
	c := &cobra.Command{
		Use:   "adapter-test [flags] -- CMD ARG…",
		Short: "Check an adapter of a client, message by message",
		Long: `Adapter-test starts an adapter and asks of it, message by message, what docs/ADAPTERS.md says
that adapters do: one call placed and answered, one that rings, refusals, the same again in
another process, the end. Of each demand it says whether it is met, and if not, what was
sent, what came back and what is wrong with it.

What is tried is an adapter and not calls, so that nothing is ever excused: there is no
--strict.

Exit status: 0 all demands are met or need a capability that the client does not have, 1
some are not, 2 bad input.`,
		Example: `  simrun adapter-test -- node my-adapter.mjs
  simrun adapter-test matrix-js-sdk@43.0.0
  simrun adapter-test --format json --reply-within 2s -- ./my-adapter --verbose`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cli.Errorf(c, "expected the command that starts an adapter, as in `simrun adapter-test -- node my-adapter.mjs`")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			var words []string
			for _, arg := range args {
				words = append(words, term.ShellWord(arg))
			}
			spec, err := drive.Find(c.Context(), strings.Join(words, " "), folder)
			if err != nil {
				return err
			}
			if patience <= 0 {
				return fmt.Errorf("--reply-within %v: expected how long to wait, such as 10s", patience)
			}
			spec.Program.Reply, spec.Program.Stop = patience, c.Context().Done()
			spec.Program.Start = max(spec.Program.Start, patience)
			return testAdapter(p, spec)
		},
	}
	clientsFlag(c, &folder)
	c.Flags().DurationVar(&patience, "reply-within", 10*time.Second, "how long the adapter may take for one reply; for the first 30s at least")
	return c
}

// checkJSON is what adapter-test writes about one demand, one line.
type checkJSON struct {
	Check   string   `json:"check"`
	Demand  string   `json:"demand"`
	Verdict string   `json:"verdict"` // ok, wrong or skipped
	Wrong   []string `json:"wrong"`
	Notes   []string `json:"notes"`
	Reason  string   `json:"reason"` // why it was skipped
	Sent    string   `json:"sent"`
	Got     string   `json:"got"`
	Stderr  string   `json:"stderr"`
}

func testAdapter(p *cli.Program, spec *drive.Spec) error {
	var failed error
	tested := drive.Test(spec, func(c drive.Check) {
		if p.JSON() {
			if err := p.Emit(lineOf(c)); failed == nil {
				failed = err
			}
			return
		}
		showCheck(p, c)
	})
	wrong := 0
	for _, c := range tested.Checks {
		if len(c.Wrong) > 0 {
			wrong++
		}
	}
	if wrong > 0 {
		p.End(term.StatusViolated)
	}
	if p.JSON() {
		return failed
	}
	name := term.Safe(tested.Client)
	if name == "" {
		name = spec.Name
	}
	if wrong == 0 {
		p.Printf("\n%s %s: every demand is met, as far as it was tried.\n", p.Bold("OK", true), name)
	} else {
		p.Printf("\n%s %s: %d of %s are not met. docs/ADAPTERS.md says of each message what it has to be.\n",
			p.Bold("WRONG", false), name, wrong, term.Count(len(tested.Checks), "demand"))
	}
	return nil
}

func lineOf(c drive.Check) checkJSON {
	line := checkJSON{Check: c.Name, Demand: c.Demand, Verdict: "ok", Wrong: term.OrEmpty(c.Wrong), Notes: term.OrEmpty(c.Notes), Reason: c.Skipped}
	switch {
	case len(c.Wrong) > 0:
		line.Verdict, line.Sent, line.Got, line.Stderr = "wrong", c.Sent, c.Got, c.Stderr
	case c.Skipped != "":
		line.Verdict = "skipped"
	}
	return line
}

// showCheck prints what was found out about one demand.
func showCheck(p *cli.Program, c drive.Check) {
	switch {
	case len(c.Wrong) > 0:
		p.Printf("%s  %-16s %s\n", p.Bold("wrong", false), c.Name, c.Demand)
		for _, text := range c.Wrong {
			p.Printf("       %s\n", text)
		}
		if c.Sent != "" {
			p.Printf("       -> %s\n", term.Safe(c.Sent))
		}
		if c.Got != "" {
			p.Printf("       <- %s\n", c.Got)
		}
		for line := range strings.Lines(c.Stderr) {
			p.Printf("       standard error: %s\n", term.Safe(strings.TrimRight(line, "\r\n")))
		}
	case c.Skipped != "":
		p.Printf("–      %-16s %s: not tried, %s\n", c.Name, c.Demand, c.Skipped)
	default:
		p.Printf("%s     %-16s %s\n", p.Bold("ok", true), c.Name, c.Demand)
	}
	for _, note := range c.Notes {
		p.Printf("       the client's own: %s\n", note)
	}
}
