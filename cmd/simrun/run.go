package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

func newRunCommand(p *program) *cobra.Command {
	var d picture
	c := &cobra.Command{
		Use:   "run [flags] scenario…",
		Short: "Make one run and tell it: transcript or diagram, and verdict",
		Long: `Run makes one run of a scenario, with delays as networks have them, and prints what
happened. Another seed makes another run.

Exit status: 0 nothing wrong in this run, or excused (1 with --strict), 1 violated,
2 bad input, 3 undecided.`,
		Example: `  simrun run single
  simrun run glare --reading literal --seed 7 --diagram text
  simrun run federated-glare --strategy uniform --timing patient --diagram html -o story.html`,
		Args:              needScenario,
		ValidArgsFunction: completeScenarios,
		RunE:              func(_ *cobra.Command, args []string) error { return p.runEach(args, d) },
	}
	p.worldFlags(c, "timed")
	p.strategyFlags(c, "latency")
	p.pictureFlags(c, &d)
	p.strictFlag(c)
	return c
}

// runEach makes one run of each scenario.
func (p *program) runEach(args []string, d picture) error {
	if err := d.check(p); err != nil {
		return err
	}
	if err := p.checkStrategy(); err != nil {
		return err
	}
	list, err := p.scenarios(args, sim.Timed)
	if err != nil {
		return err
	}
	if d.file != "" && len(list) > 1 {
		return fmt.Errorf("-o %s: one file holds one diagram; name one scenario", d.file)
	}
	for i, s := range list {
		if i > 0 && !p.json() {
			p.printf("\n")
		}
		if err := p.runOne(s, d); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) runOne(s *sim.Scenario, d picture) error {
	t, err := p.seededRun(s, p.flags.strategy, p.flags.seed)
	if err != nil {
		return err
	}
	line := p.toldOf(t)
	line.Trace = stepsOf(t)
	line.Seed, line.Strategy = &p.flags.seed, p.flags.strategy
	length := fmt.Sprintf("%s, strategy %s, seed %d", count(len(t.schedule.Names), "step"), p.flags.strategy, p.flags.seed)
	return p.present(t, line, d, length, nil)
}

// seededRun is the run of a scenario that a strategy chooses with a seed.
func (p *reporter) seededRun(s *sim.Scenario, strategy string, seed uint64) (*story, error) {
	game, err := p.open(s)
	if err != nil {
		return nil, err
	}
	result, err := game.Run(strategy, seed, 0)
	if err != nil {
		return nil, err
	}
	t, err := p.tell(s, result.Schedule, "")
	if err != nil {
		return nil, fmt.Errorf("the run cannot be told: %w", err)
	}
	return t, nil
}

// present gives a story in the form that was asked for: JSON, a diagram, or
// text; its verdict is how the program ends.
func (p *reporter) present(t *story, line toldJSON, d picture, length string, lead []string) error {
	p.end(p.statusOf(t))
	var err error
	if d.format != "" {
		err = p.draw(d, t, lead)
	}
	switch {
	case p.json():
		return errors.Join(p.emit(line), err)
	case d.format == "" || err != nil: // a story that cannot be drawn is told
		p.show(t, length)
	case d.file != "":
		p.printf("%s\nDrawn:  %s\n", wrap(t.sentence(), p.width), d.file)
		p.showSkipped(p.out, t)
	default: // the output is the picture
		p.showSkipped(p.errw, t)
	}
	return err
}

// statusOf is the exit status of a story.
func (p *printer) statusOf(t *story) status {
	switch verdict := t.verdict(); {
	case t.excused():
		return p.excusedStatus()
	case verdict == scheduler.OK:
		return statusOK
	case verdict == scheduler.Violated:
		return statusViolated
	default:
		return statusUndecided
	}
}
