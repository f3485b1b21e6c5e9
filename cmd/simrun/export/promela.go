package export

import (
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/export/promela"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/sim"
)

// Promela is a scenario as a model for SPIN, whose comment begins with a title.
func Promela(s *sim.Scenario, rules checker.Rules, name, title string) (File, error) {
	each, err := rules.For(s)
	if err != nil {
		return File{}, err
	}
	if s.Timing == sim.Timed {
		return File{}, fmt.Errorf("scenario %s: SPIN explores orders, not times; use --timing patient or --timing async", s.Name)
	}
	sys, err := sim.CompileEach(s, each)
	if err != nil {
		return File{}, err
	}
	m, err := promela.New(sys)
	if err != nil {
		return File{}, err
	}
	text, err := m.Text(name, title)
	if err != nil {
		return File{}, err
	}
	return File{name + ".pml", term.FillWith([]byte(text))}, nil
}
