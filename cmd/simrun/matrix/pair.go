package matrix

import (
	"context"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Cell is one cell of the table of clients by itself.
type Cell struct {
	*checker.Searched
	System *sim.System
	Class  string // how the table colours it
}

// Pair explores one cell of the table of clients; see, if not nil, is shown every step.
func Pair(ctx context.Context, p *story.Reporter, s *sim.Scenario, options scheduler.SearchOptions, see func(*sim.System, *sim.World, sim.Action, *sim.World)) (*Cell, error) {
	compiled, err := p.Open(s)
	if err != nil {
		return nil, err
	}
	t := &Trial{scenario: s, lens: crossing()}
	t.lens.See = see
	if err := searchOne(ctx, p, t, options); err != nil {
		return nil, err
	}
	return &Cell{t.Searched, compiled.System(), pairClass(t).String()}, nil
}
