package holes

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/sim"
)

// Stage is one network of the probe, and the holes that it stages: the network
// has what their stories need.
type Stage struct {
	Scenario string
	Lines    string // beside the scenario's
	Faults   string
	Holes    string // IDs, with spaces between
	Knobs    string // that decide no hole and have to do with it, with spaces between
}

// unanswered is a scenario of the probe alone: users who call and answer nothing
// that rings, so that only what is answered for them connects.
const (
	unanswered = "unanswered"
	callers    = "alice must place\nbob must place"
	between    = "servers hs1 hs2\ndevices alice@hs1 bob@hs2"
)

// Probe is the fixed list of networks in which `simrun holes` looks for what an open point
// decides in a version: small enough that every run of each is explored under every value
// of every knob. A network with faults stands behind the same one without, so that what the
// fault adds can be told.
func Probe(v model.Version) []Stage {
	if v == model.Version1 {
		return slices.Clone(probeV1)
	}
	return slices.Clone(probeV0)
}

var probeV0 = []Stage{
	{Scenario: "single", Holes: "H-12 H-13 H-23"},
	{Scenario: "single", Faults: "send-fail=1", Holes: "H-32"},
	{Scenario: "glare", Holes: "H-01 H-04 H-05 H-10 H-11 H-12 H-23 H-50"},
	{Scenario: "glare", Faults: "send-fail=1", Holes: "H-02 H-03 H-32 H-32b"},
	{Scenario: "glare", Faults: "send-unknown=1", Holes: "H-03 H-17"},
	{Scenario: "glare", Faults: "send-overlap=1", Holes: "H-03 H-41"},
	{Scenario: "glare", Faults: "rate-limit=1", Holes: "H-21"},
	{Scenario: "glare", Faults: "sync-replay=1", Holes: "H-17 H-53"},
	{Scenario: "glare", Faults: "duplicate=1", Holes: "H-17 H-53"},
	{Scenario: "glare", Faults: "sync-gap=1", Holes: "H-43"},
	{Scenario: "glare", Faults: "late-decryption=1", Holes: "H-44"},
	{Scenario: "glare", Faults: "crash=1", Holes: "H-45"},
	{Scenario: "glare", Faults: "third-member=1"},
	{Scenario: "equal-ids", Holes: "H-15"},
	{Scenario: "glare", Lines: "ids alice=\"\" bob=\"a\"", Holes: "H-16"},
	{Scenario: "glare", Lines: "ids alice=\"x\" bob=\"x\"", Holes: "H-14"},
	{Scenario: "glare", Lines: "ids alice=\"x\" bob=\"x\"", Faults: "duplicate=1", Holes: "H-14 H-53"},
	{Scenario: "federated-glare", Holes: "H-41"},
	{Scenario: "federated-glare", Faults: "clock-skew=1", Holes: "H-19 H-22"},
	{Scenario: "federated-glare", Faults: "fed-reorder=1", Holes: "H-41"},
	{Scenario: "federated-glare", Faults: "soft-fail=1", Holes: "H-40"},
	{Scenario: unanswered, Lines: between, Holes: "H-10 H-48 H-50"},
	{Scenario: unanswered, Lines: between, Faults: "fed-reorder=1", Holes: "H-09 H-41"},
	{Scenario: unanswered, Lines: between, Faults: "late-decryption=1", Holes: "H-09 H-44"},
	{Scenario: "slow-media", Holes: "H-51 H-54"},
	{Scenario: "glare", Lines: "kind alice=voice bob=video", Holes: "H-51"},
	{Scenario: "glare", Lines: "quiet bob", Holes: "H-33"},
	{Scenario: "glare", Lines: "alice may ignore", Holes: "H-07"},
	{Scenario: "glare", Lines: "bob may reject", Holes: "H-08 H-13"},
	{Scenario: "glare", Lines: "bob may reject", Faults: "rate-limit=1", Holes: "H-08"},
	{Scenario: "retro", Holes: "H-06"},
	{Scenario: "glare", Lines: "alice may hangup", Holes: "H-25"},
	{Scenario: "glare", Lines: "alice may hangup", Faults: "send-overlap=1", Holes: "H-42 H-46"},
	{Scenario: "glare", Lines: "alice may hangup", Faults: "sync-batch=1", Holes: "H-25 H-26"},
	{Scenario: "expiry", Holes: "H-20 H-21 H-24 H-55"},
	{Scenario: "two-rooms", Holes: "H-18 H-38"},
	{Scenario: "glare", Lines: "alice may redial\nids alice=\"a\",\"c\" bob=\"b\",\"d\"", Holes: "H-27"},
}

// ownText is the text of a scenario of the probe alone, but for its lines about people.
func ownText(name string) (text string, own bool) {
	if name == unanswered {
		return callers, true
	}
	i := slices.IndexFunc(ownV1, func(o ownScenario) bool { return o.name == name })
	if i < 0 {
		return "", false
	}
	return ownV1[i].text, true
}

// Network is the stage's network.
func (s *Stage) Network() (*survey.Network, error) {
	text, own := ownText(s.Scenario)
	if !own {
		return survey.FindNetwork(s.Scenario, s.Lines, s.Faults)
	}
	parsed, err := sim.Parse(s.Scenario, s.Lines+"\n"+text, 1)
	if err != nil {
		return nil, err
	}
	return survey.NewNetwork(parsed, s.Faults)
}

// String names the stage: "glare, alice may ignore, faults crash=1".
func (s *Stage) String() string {
	text := s.Scenario
	if s.Lines != "" {
		text += ", " + strings.ReplaceAll(s.Lines, "\n", ", ")
	}
	if s.Faults != "" {
		text += ", faults " + s.Faults
	}
	return text
}

// stages reports whether the stage stages a hole.
func (s *Stage) stages(hole string) bool {
	for id := range strings.FieldsSeq(s.Holes) {
		if id == hole {
			return true
		}
	}
	return false
}

// isFor reports whether the stage stages a hole that the knob decides, or the knob itself.
func (s *Stage) isFor(k model.Knob) bool {
	return slices.Contains(strings.Fields(s.Knobs), k.String()) || slices.ContainsFunc(spec.Holes(), func(h spec.Hole) bool {
		return s.stages(h.ID) && slices.Contains(h.Knobs, k.String())
	})
}

// Stages reports whether the networks of a version stage any of some holes and knobs.
func Stages(v model.Version, args ...string) bool {
	return slices.ContainsFunc(Probe(v), func(s Stage) bool {
		return slices.ContainsFunc(args, func(arg string) bool {
			k, err := model.FindKnob(arg)
			return s.stages(arg) || err == nil && s.isFor(k)
		})
	})
}
