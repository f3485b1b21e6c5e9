package verdict

import (
	"context"
	"errors"
	"hash/fnv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/sim"
)

// Touring says which runs are made of which scenarios, to the end, whatever goes wrong.
type Touring struct {
	Scenarios []*sim.Scenario
	// EachFault: every scenario is gone through without further faults, and with each single
	// one that can hit it.
	EachFault bool
	Strategy  string
	Seed      uint64
	Runs      uint64 // of all
	Workers   int
	Focus     checker.Focus
	// Open has the clients of a scenario take their seats. An [*Absent] says why they do not
	// take part in this one; any other error ends the tour.
	Open func(*sim.Scenario) (*Seated, error)
}

// Seated are clients that have taken their seats in a scenario.
type Seated struct {
	*story.Driven
	Scenario *sim.Scenario // made one that they can take part in
	Fault    func() error  // what a client has done against the protocol, or nil
	Close    func()
}

// Absent is why clients do not take part in a scenario.
type Absent struct {
	Why   error
	Fault bool // a client has done something against the protocol
}

func (a *Absent) Error() string { return a.Why.Error() }

// Tour is what came of the runs.
type Tour struct {
	Stops    []*Stop // in the order of the scenarios
	Findings []*Found
	More     int // further ones, which are not told
	Clients  string
	Seed     uint64
	Strategy string
	Sum      uint64        // of all that happened: the same runs have the same
	Cut      error         // why it was interrupted, or nil
	Elapsed  time.Duration // until all was told
	CPU      time.Duration // of all processes; 0 where nobody knows
}

// Stop is a scenario with one set of faults.
type Stop struct {
	Scenario *sim.Scenario // with the faults
	Fault    string        // that it has beside its own, or ""
	Refused  string        // why clients cannot take part, or ""
	Broken   string        // what a client has done against the protocol, or ""
	Runs     uint64        // that were wanted
	Done     uint64
	Crossing uint64 // in which two invites crossed
	Wrong    uint64
	Excused  uint64         // that ended as they should only because something was destroyed
	Unknown  uint64         // that did not come to rest, or exceed a limit
	violate  map[string]int // runs, by property
	sum      uint64
	sorts    []*sort
	found    []*Found // a story of the first run of each sort
}

// Go makes all runs, and tells a short story of each sort that goes wrong.
func (t Touring) Go(ctx context.Context, p *story.Reporter) (*Tour, error) {
	tour := &Tour{Seed: t.Seed, Strategy: t.Strategy, Stops: t.stops()}
	meter := p.Watch("driving")
	defer meter.Close()
	if err := t.try(ctx, p, tour); err != nil {
		return nil, err
	}
	open := tour.open()
	share(open, t.Runs)
	start := time.Now()
	var done atomic.Uint64
	err := checker.Each(ctx, t.Workers, len(open), func(i int) error {
		return t.visit(ctx, p, open[i], func() {
			n := done.Add(1)
			meter.Tell(int64(n*story.WholeShare/max(t.Runs, 1)), "schedules", n, "scenario", open[i].name())
		})
	})
	if err == nil {
		err = t.tell(ctx, p, tour, meter)
	}
	tour.Elapsed = time.Since(start)
	if err != nil && ctx.Err() == nil {
		return nil, err
	}
	if ctx.Err() != nil {
		tour.Cut = context.Cause(ctx)
	}
	sum := fnv.New64a()
	for _, s := range open {
		addTo(sum, s.sum)
	}
	tour.Sum = sum.Sum64()
	return tour, nil
}

// stops are all scenarios with all faults.
func (t *Touring) stops() (list []*Stop) {
	for _, s := range t.Scenarios {
		list = append(list, &Stop{Scenario: s, violate: map[string]int{}})
		if !t.EachFault {
			continue
		}
		for _, f := range sim.Faults() {
			if !f.Hits(s) {
				continue
			}
			with := s.Clone()
			if with.AddFaults([]sim.FaultBudget{{Name: f.Name, Times: 1}}) == nil {
				list = append(list, &Stop{Scenario: with, Fault: f.Name, violate: map[string]int{}})
			}
		}
	}
	return list
}

// try has the clients take their seats at each stop once, to learn where they cannot.
func (t *Touring) try(ctx context.Context, p *story.Reporter, tour *Tour) error {
	seen := map[string]string{} // what scenarios come to, by the first of them
	for _, s := range tour.Stops {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		seated, err := t.Open(s.Scenario.Clone())
		absent, ok := errors.AsType[*Absent](err)
		switch {
		case ok && absent.Fault:
			s.Broken = err.Error()
			continue
		case ok:
			s.Refused = s.bare(err)
			continue
		case err != nil:
			return err
		}
		if tour.Clients == "" {
			tour.Clients = seated.Text(seated.Scenario)
		}
		if _, err := s.on(p, seated).Open(seated.Scenario); err != nil {
			s.Refused = s.bare(err)
		}
		seated.Close()
		bare := seated.Scenario.Clone()
		bare.Name = ""
		text := sim.Format(bare)
		if first, ok := seen[text]; ok && s.Refused == "" {
			s.Refused = "with these clients it is the same as " + first
		}
		if _, ok := seen[text]; !ok {
			seen[text] = s.Scenario.Name // which has the same fault, or had it before
		}
	}
	return nil
}

// open are the stops that clients can take part in.
func (t *Tour) open() (list []*Stop) {
	for _, s := range t.Stops {
		if s.Refused == "" && s.Broken == "" {
			list = append(list, s)
		}
	}
	return list
}

// share gives each stop as many runs as any other, or one more.
func share(stops []*Stop, runs uint64) {
	for i, s := range stops {
		n := uint64(len(stops))
		if s.Runs = runs / n; uint64(i) < runs%n {
			s.Runs++
		}
	}
}

// name is the scenario, and the fault.
func (s *Stop) name() string {
	if s.Fault == "" {
		return s.Scenario.Name
	}
	return s.Scenario.Name + " with " + s.Fault
}

// bare is an error without the name of the scenario.
func (s *Stop) bare(err error) string {
	return strings.TrimPrefix(err.Error(), "scenario "+s.Scenario.Name+": ")
}

// on is the reporter for whoever sits in the scenario.
func (*Stop) on(p *story.Reporter, seated *Seated) *story.Reporter {
	there := p.Onto(p.Printer)
	there.Driven = seated.Driven
	return there
}
