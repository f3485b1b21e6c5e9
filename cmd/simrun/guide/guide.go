package guide

import (
	"context"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// nextSteps is what a newcomer may type after the guided first run.
const nextSteps = `Where simrun is not installed, "go run ./cmd/simrun" stands for it.

  simrun check glare --reading literal          the shortest story of all, with its transcript
  simrun check glare --reading literal-sent     a proof, and what it does not say
  simrun fuzz glare-hangup --reading robust     random runs of a harder scenario
  simrun replay --diagram html -o s.html TOKEN  a picture to show around
  simrun explore TOKEN                          the same in the browser: choose what happens next
  simrun list scenarios                         what else there is; also readings, knobs, faults …
  simrun show H-01                              all about a hole, clause, rule, knob or fault
  simrun --help
`

// Tour shows two ways in which clients that follow the text miss each other, then a repair,
// and proves it.
func Tour(ctx context.Context, p *story.Reporter) error {
	say(p.Printer, "Two people press \"call\" at the same moment, and their invites cross. The Matrix call protocol has a rule "+
		"for this, called glare. This program simulates both clients and their homeservers, explores every order in "+
		"which things can happen, and proves that both end up in the same call, or shows how they do not.")
	for _, f := range flaws {
		if err := showFlaw(ctx, p, f); err != nil {
			return err
		}
	}
	heading(p.Printer, "The repair")
	say(p.Printer, "Hold the rival invite back until the fate of one's own send is known (reading robust):")
	for _, faults := range []string{"", "send-fail=1"} {
		if err := showGuidedProof(ctx, p, "robust", faults); err != nil {
			return err
		}
	}
	heading(p.Printer, "What to type next")
	if !p.JSON() {
		p.Printf("%s", nextSteps)
	}
	return nil
}

// say prints a paragraph of the guided run.
func say(p *term.Printer, text string) {
	if !p.JSON() {
		p.Printf("%s\n", term.Wrap(text, p.Width))
	}
}

// heading begins a part of the guided run.
func heading(p *term.Printer, text string) {
	switch {
	case p.JSON():
	case p.Color:
		p.Printf("\n\x1b[1m== %s ==\x1b[0m\n", text)
	default:
		p.Printf("\n== %s ==\n", text)
	}
}

// showFlaw shows the shortest story in which two people who both want to talk do
// not get to.
func showFlaw(ctx context.Context, p *story.Reporter, f flaw) error {
	heading(p.Printer, f.title)
	say(p.Printer, f.before)
	if f.but != "" {
		if err := showGuidedProof(ctx, p, f.reading, ""); err != nil {
			return err
		}
		say(p.Printer, f.but)
	}
	t, err := findFlaw(ctx, p, f)
	if err != nil {
		return err
	}
	if p.JSON() {
		return p.Emit(p.ToldOf(t))
	}
	if err := story.Sketch(p.Printer, t); err != nil {
		return err
	}
	say(p.Printer, fmt.Sprintf("%s The property %s is violated (%s): %s; but %s.", f.after, t.Problem.Property, t.Problem.Words,
		t.Problem.Facts[0], t.Problem.Facts[1]))
	p.Printf("\n")
	p.Pairs(f.sources())
	p.Printf("\n  simrun replay %s\n", t.Token)
	return nil
}

// showGuidedProof proves that nothing goes wrong under a reading, and says so.
func showGuidedProof(ctx context.Context, p *story.Reporter, reading, faults string) error {
	r, err := proveGuided(ctx, reading, faults)
	if err != nil {
		return err
	}
	if r.Excused, err = p.PardonsOf(r.Scenario, r.Pardons); err != nil {
		return err
	}
	if p.JSON() {
		return p.Emit(r.JSON(p.HeadOf(r.Scenario)))
	}
	if len(r.Excused) > 0 {
		p.Printf("  %s %s: every run ends well but where what was destroyed excuses it (%s)\n",
			p.Amber("EXCUSED"), story.Title(r.Scenario), term.Count(r.States, "state"))
		story.ShowPardons(p.Printer, r.Excused)
		return nil
	}
	p.Printf("  %s %s: every run ends well (%s)\n", p.Bold("PROVED", true), story.Title(r.Scenario), term.Count(r.States, "state"))
	return nil
}
