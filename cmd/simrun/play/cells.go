package play

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Network is what readings are tried in: who is there, what they do, and which
// faults may happen.
type Network struct {
	Scenario *sim.Scenario
	Lines    string // what it has beside the bundled scenario, as a scenario file says it
	Faults   string // beside the scenario's, as --faults takes them
}

// FindNetwork is a bundled scenario with more lines and more faults; both may be
// empty.
func FindNetwork(scenario, lines, faults string) (*Network, error) {
	text, err := sim.ScenarioText(scenario)
	if err != nil {
		return nil, err
	}
	s, err := sim.Parse(scenario, text+"\n"+lines, 1)
	if err != nil {
		return nil, err
	}
	n, err := NewNetwork(s, faults)
	if n != nil {
		n.Lines = lines
	}
	return n, err
}

// NewNetwork is a scenario with more faults.
func NewNetwork(s *sim.Scenario, faults string) (*Network, error) {
	list, err := sim.ParseFaults(faults)
	if err != nil {
		return nil, err
	}
	with := *s
	with.Faults = slices.Clone(s.Faults)
	with.AddFaults(list)
	return &Network{Scenario: &with, Faults: faults}, with.Check()
}

// String names the network: "glare, faults send-fail=1".
func (n *Network) String() string {
	text := n.Scenario.Name
	if n.Lines != "" {
		text += ", " + strings.ReplaceAll(n.Lines, "\n", ", ")
	}
	if n.Faults != "" && n.Faults != "none" {
		text += ", faults " + n.Faults
	}
	return text
}

// Fleet is the reading of each of the two users.
type Fleet [sim.MaxDevices]model.Reading

// Both is a fleet in which both users have the same reading.
func Both(r model.Reading) Fleet { return Fleet{r, r} }

// String is the fleet as --reading takes it, for users called alice and bob.
func (f Fleet) String() string {
	if f[0].Name == f[1].Name {
		return f[0].Name
	}
	return "alice=" + f[0].Name + ",bob=" + f[1].Name
}

// With is the network's scenario with a fleet in it.
func (n *Network) With(f Fleet) *sim.Scenario {
	s := *n.Scenario
	for d := range s.Users {
		s.Users[d].Reading = f[d]
	}
	return &s
}

// Pinned are the networks with one assignment of call IDs each that together are
// n. Of two that are each other's image under all of the fleets only the first is
// among them.
func (n *Network) Pinned(fleets ...Fleet) ([]*Network, error) {
	worlds, alike := 0, len(n.Scenario.IDs) == 0
	for _, f := range fleets {
		sys, err := sim.Compile(n.With(f))
		if err != nil {
			return nil, err
		}
		worlds, alike = sys.Initials(), alike && sys.Asymmetry() == ""
	}
	if alike && worlds == 2 {
		worlds = 1
	}
	var list []*Network
	for i := range worlds {
		pinned, err := Pin(n.Scenario, i)
		if err != nil {
			return nil, err
		}
		one := *n
		one.Scenario = pinned
		list = append(list, &one)
	}
	return list, nil
}

// Literal is the reading that the others amend.
func Literal() model.Reading { return model.Readings()[0] }

// Number of milliseconds, and of repetitions, where a value takes a number: the
// values that the known clients have, where they have one.
const (
	sampleMargin     = "margin-3000"
	sampleConnecting = "30000"
	sampleRetries    = "retry-1"
)

// Settings lists the values of a knob, the first that of literal. One that takes
// a number stands for all its numbers: without a clock they are all the same.
func Settings(k model.Knob) []model.Setting {
	var list []model.Setting
	for _, value := range k.Values() {
		switch {
		case value == "MS":
			value = sampleConnecting
		case strings.HasSuffix(value, "-MS"):
			value = sampleMargin
		case strings.HasSuffix(value, "-N"):
			value = sampleRetries
		}
		s, err := model.ParseSetting(k, value)
		if err != nil {
			panic("play: a value of a knob cannot be read: " + err.Error())
		}
		list = append(list, s)
	}
	return list
}

// Amendment is one knob with the value that it shall have.
type Amendment struct {
	Knob    model.Knob
	Setting model.Setting
}

// Amendments lists all single amendments of literal, in the order of the knobs.
func Amendments() []Amendment {
	var list []Amendment
	for k := range model.NumKnobs {
		for _, s := range Settings(k)[1:] {
			list = append(list, Amendment{k, s})
		}
	}
	return list
}

// String is the amendment as readings name it: "inflight=sent".
func (a Amendment) String() string { return a.Knob.String() + "=" + a.Value() }

// Value is the text of its value.
func (a Amendment) Value() string {
	r := Literal().With(a.Knob, a.Setting)
	return r.Value(a.Knob)
}

// Amended is literal with amendments; its name says which.
func Amended(list ...Amendment) model.Reading {
	r := Literal()
	for _, a := range list {
		r = r.With(a.Knob, a.Setting)
	}
	return r
}

// InOrder does n pieces of work, each once, so many at a time. What each does
// must not depend on the others, so that the number of workers does not matter.
// The error of the context counts too.
func InOrder(ctx context.Context, workers, n int, do func(i int) error) error {
	errs := make([]error, n)
	var taken atomic.Int64
	var group sync.WaitGroup
	for range min(max(workers, 1), n) {
		group.Go(func() {
			for i := int(taken.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(taken.Add(1)) - 1 {
				errs[i] = do(i)
			}
		})
	}
	group.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return errors.Join(errs...)
}

// reasonOf is why a context has ended.
func reasonOf(ctx context.Context) string {
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause.Error()
	}
	return "interrupted"
}

// ErrUndecided says that a search was not completed, so that nothing can be said
// of its cell.
var ErrUndecided = errors.New("undecided")

// undecided is the error of a cell whose search was not completed.
func undecided(s *sim.Scenario, reason string) error {
	return fmt.Errorf("%s: %w: %s", s.Name, ErrUndecided, reason)
}
