package survey

import (
	"slices"
	"strings"

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
	s, err := sim.Setup{Scenario: scenario, Lines: lines, Faults: faults}.Make()
	if err != nil {
		return nil, err
	}
	return &Network{Scenario: s, Lines: lines, Faults: faults}, nil
}

// NewNetwork is a scenario with more faults.
func NewNetwork(s *sim.Scenario, faults string) (*Network, error) {
	list, err := sim.ParseFaults(faults)
	if err != nil {
		return nil, err
	}
	with := s.Clone()
	with.Faults = slices.Clone(s.Faults)
	return &Network{Scenario: with, Faults: faults}, with.AddFaults(list)
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

// Fleet is the reading of the first user's devices, and that of all others. The zero Fleet leaves
// each device the one that the network's scenario gives it.
type Fleet [2]model.Reading

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
	s := n.Scenario.Clone()
	if f == (Fleet{}) {
		return s
	}
	for u := range s.Users {
		s.Give(u, f[min(u, 1)])
	}
	return s
}

// Fits reports whether the devices of a scenario can have the readings that they have: one that
// compares two users, say, says nothing of three, nor of one who calls oneself.
func Fits(s *sim.Scenario) bool {
	_, err := sim.Compile(s)
	return err == nil
}

// Pinned are the networks with one assignment of call IDs each that together are
// n. Of two that are each other's image under all of the fleets only the first is
// among them.
func (n *Network) Pinned(fleets ...Fleet) ([]*Network, error) {
	var with []*sim.Scenario
	for _, f := range fleets {
		with = append(with, n.With(f))
	}
	pieces, _, err := Pieces(with...)
	if err != nil {
		return nil, err
	}
	var list []*Network
	for i := range pieces {
		pinned, err := n.Scenario.Pinned(i)
		if err != nil {
			return nil, err
		}
		one := *n
		one.Scenario = pinned
		list = append(list, &one)
	}
	return list, nil
}

// Pieces is how many assignments of call IDs are to be explored of scenarios that differ only in
// their clients. Mirrored says that of two, which are each other's image in all of them, it is one.
func Pieces(scenarios ...*sim.Scenario) (n int, mirrored bool, err error) {
	alike := true
	for _, s := range scenarios {
		sys, err := sim.Compile(s)
		if err != nil {
			return 0, false, err
		}
		n, alike = sys.Initials(), alike && len(s.IDs) == 0 && sys.Asymmetry() == ""
	}
	if alike && n == 2 {
		return 1, true, nil
	}
	return n, false, nil
}
