package promela

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Limits of the queues, which are those of a world: a run that needs more means nothing.
const (
	maxOut = 8
	maxIn  = 10
	maxFed = 8
)

// maxOrders is how many orders of call IDs a set of them in one number can have.
const maxOrders = 30

// Model is a scenario on its way into Promela.
type Model struct {
	sys       *sim.System
	scenario  *sim.Scenario
	calls     int
	per       int // calls of each user
	federated bool
	loose     bool // a lifetime may pass at any moment
	quits     bool // some user may end a call
	initial   sim.World
	inlines   map[given]bool // whether a device does anything about an input
	within    map[given]bool // inputs of which that is being found out
	bodies    code
	failed    error
}

// New makes a model of a compiled scenario, or says what of it the model does not have.
func New(sys *sim.System) (*Model, error) {
	s := sys.Scenario
	m := &Model{
		sys: sys, scenario: s, calls: sys.Calls(), per: s.CallsPerUser(), federated: s.Federated(),
		loose: s.AnyMoment || s.Timing != sim.Patient, inlines: map[given]bool{}, within: map[given]bool{},
	}
	if err := m.refuse(); err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.Name, err)
	}
	for u := range s.Users {
		m.quits = m.quits || s.Users[u].Reject.Times > 0 || s.Users[u].HangUp.Times > 0
	}
	sys.Initial(0, &m.initial)
	return m, nil
}

// refuse is an error if the scenario has something that the model does not have.
func (m *Model) refuse() error {
	s := m.scenario
	switch {
	case s.Timing == sim.Timed:
		return fmt.Errorf("SPIN explores orders, not times; use --timing patient or --timing async")
	case len(s.Users) != 2 || len(s.Devices) != 2:
		return fmt.Errorf("%d users with %d devices; a model for SPIN is of two users with one device each", len(s.Users), len(s.Devices))
	case s.Gathers:
		return fmt.Errorf("gathering comes to its end; a model for SPIN has no end of candidates: leave out the word end of the line candidates")
	case len(s.Faults) > 0:
		return fmt.Errorf("it has the fault %s; a model for SPIN is of a world without faults", s.Faults[0].Name)
	}
	for u := range s.Users {
		if user := &s.Users[u]; user.Mute.Times > 0 || user.Screen {
			return fmt.Errorf("%s may mute, or share a screen; a model for SPIN says nothing of what streams are", user.Name)
		}
	}
	for d := range s.Devices {
		reading := &s.Devices[d].Reading
		if s.Devices[d].Says != "" {
			return fmt.Errorf("%s says the version %s; in a model for SPIN events are of the versions 0 and 1", s.DeviceName(d), s.Devices[d].Says)
		}
		if reading.Is(model.Schema, "drop") && sim.AskedBesideRules(s)[model.Schema] {
			return fmt.Errorf("the reading of %s drops what breaks its schema (knob schema), and something may; events of a model for SPIN say nothing that could", s.DeviceName(d))
		}
		if reading.Is(model.Winner, "first-in-room") || reading.Is(model.Winner, "earliest-ts") {
			return fmt.Errorf("the reading of %s asks in which order invites come (knob winner); a model for SPIN compares IDs or users", s.DeviceName(d))
		}
	}
	if n := m.sys.Initials(); n > maxOrders {
		return fmt.Errorf("it has %d orders of call IDs; a model for SPIN has at most %d, so that a set of them is a number", n, maxOrders)
	}
	for i := range m.sys.Initials() {
		for x := range m.calls {
			for y := range x {
				if m.sys.CallRoom(x) == m.sys.CallRoom(y) && m.id(i, x) == m.id(i, y) {
					return fmt.Errorf("two calls have the ID %q; in a model for SPIN no two calls of a room do", m.id(i, x))
				}
			}
		}
	}
	return nil
}

// Text is the model, as a file of a name, under a title.
func (m *Model) Text(name, title string) (string, error) {
	loop := m.loop() // which asks for the rules that it needs
	all := m.head(name, title).with(m.names(), m.variables(), m.conditions(), m.helpers(), m.judging(), m.bodies, m.start(loop))
	return strings.Join(all, "\n") + "\n", m.failed
}

// start is the process: it chooses the initial world, and then does one action after another.
func (m *Model) start(loop code) code {
	list := code{"init {", "  if"}
	for i := range m.sys.Initials() {
		list = append(list, fmt.Sprintf("  :: ids = %d", i))
	}
	return list.with(code{"  fi;", "end:", "  do"}, loop.indented(), code{"  od", "}"})
}

// head is what the model is, and how SPIN explores all of it.
func (m *Model) head(name, title string) code {
	return code{
		"/* " + strings.ReplaceAll(title, "*/", "* /"),
		" *",
		" *   spin -a " + name + ".pml",
		" *   gcc -O2 -DSAFETY -DNOREDUCE -DNOBOUNDCHECK -o pan pan.c",
		" *   ./pan -m100000 -w24 -n",
		" *",
		fmt.Sprintf(" * Beside the worlds SPIN counts one state, from which the %d initial ones come, and as many", m.sys.Initials()),
		" * steps to them. spin -DJUDGE -a makes properties of it, each violation of which is a failed",
		" * assertion (./pan -c0 counts all), and adds a step at each world in which nothing must",
		" * happen any more.",
		" */",
	}
}

// fail notes why there is no model.
func (m *Model) fail(format string, args ...any) {
	if m.failed == nil {
		m.failed = fmt.Errorf("scenario %s: "+format, append([]any{m.scenario.Name}, args...)...)
	}
}
