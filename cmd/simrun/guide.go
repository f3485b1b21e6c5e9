package main

import (
	"context"
	"errors"
	"fmt"
)

// nextSteps is what a newcomer may type after the guided first run.
const nextSteps = `Where simrun is not installed, "go run ./cmd/simrun" stands for it.

  simrun check glare --reading literal          the shortest story of all, with its transcript
  simrun check glare --reading literal-sent     a proof, and what it does not say
  simrun fuzz glare-hangup --reading robust     random runs of a harder scenario
  simrun replay --diagram html -o s.html TOKEN  a picture to show around
  simrun list scenarios                         what else there is; also readings, knobs, faults …
  simrun show H-01                              all about a hole, clause, rule, knob or fault
  simrun --help
`

// guide is the guided first run: what the program is, two flaws, one proof, and
// what to type next.
func (p *program) guide(ctx context.Context) error {
	p.width = min(p.width, pipeWidth)
	err := p.tour(ctx)
	if errors.Is(err, context.Canceled) {
		p.log.Warn("interrupted: the guided run is not complete")
		p.end(statusUndecided)
		return nil
	}
	return err
}

func (p *reporter) tour(ctx context.Context) error {
	p.say("Two people press \"call\" at the same moment, and their invites cross. The Matrix call protocol has a rule " +
		"for this, called glare. This program simulates both clients and their homeservers, explores every order in " +
		"which things can happen, and proves that both end up in the same call, or shows how they do not.")
	for _, f := range flaws {
		if err := p.showFlaw(ctx, f); err != nil {
			return err
		}
	}
	p.heading("The repair")
	p.say("Hold the rival invite back until the fate of one's own send is known (reading robust):")
	for _, faults := range []string{"", "send-fail=1"} {
		if err := p.showGuidedProof(ctx, "robust", faults); err != nil {
			return err
		}
	}
	p.heading("What to type next")
	if !p.json() {
		p.printf("%s", nextSteps)
	}
	return nil
}

// say prints a paragraph of the guided run.
func (p *printer) say(text string) {
	if !p.json() {
		p.printf("%s\n", wrap(text, p.width))
	}
}

// heading begins a part of the guided run.
func (p *printer) heading(text string) {
	switch {
	case p.json():
	case p.color:
		p.printf("\n\x1b[1m== %s ==\x1b[0m\n", text)
	default:
		p.printf("\n== %s ==\n", text)
	}
}

// showFlaw shows the shortest story in which two people who both want to talk do
// not get to.
func (p *reporter) showFlaw(ctx context.Context, f flaw) error {
	p.heading(f.title)
	p.say(f.before)
	if f.but != "" {
		if err := p.showGuidedProof(ctx, f.reading, ""); err != nil {
			return err
		}
		p.say(f.but)
	}
	t, err := p.findFlaw(ctx, f)
	if err != nil {
		return err
	}
	if p.json() {
		return p.emit(p.toldOf(t))
	}
	if err := p.sketch(t); err != nil {
		return err
	}
	p.say(fmt.Sprintf("%s The property %s is violated (%s): %s; but %s.", f.after, t.problem.Property, t.problem.Words,
		t.problem.Facts[0], t.problem.Facts[1]))
	p.printf("\n")
	p.pairs(f.sources())
	p.printf("\n  simrun replay %s\n", t.token)
	return nil
}

// showGuidedProof proves that nothing goes wrong under a reading, and says so.
func (p *reporter) showGuidedProof(ctx context.Context, reading, faults string) error {
	r, err := proveGuided(ctx, reading, faults)
	if err != nil {
		return err
	}
	if r.pardons, err = p.pardonsOf(r.scenario, r.Pardons); err != nil {
		return err
	}
	if p.json() {
		return p.emit(r.json(p.headOf(r.scenario)))
	}
	if len(r.pardons) > 0 {
		p.printf("  %s %s: every run ends well but where what was destroyed excuses it (%s)\n",
			p.amber("EXCUSED"), title(r.scenario), count(r.States, "state"))
		p.showPardons(r.pardons)
		return nil
	}
	p.printf("  %s %s: every run ends well (%s)\n", p.bold("PROVED", true), title(r.scenario), count(r.States, "state"))
	return nil
}
