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
}

// unanswered is a scenario of the probe alone: users who call and answer nothing
// that rings, so that only what is answered for them connects.
const (
	unanswered = "unanswered"
	callers    = "alice must place\nbob must place"
	between    = "servers hs1 hs2\ndevices alice@hs1 bob@hs2"
)

// Probe is the fixed list of networks in which `simrun holes` looks for what an
// open point decides: small enough that every run of each is explored under every
// value of every knob. A network with faults stands behind the same one without,
// so that what the fault adds can be told.
func Probe() []Stage {
	return []Stage{
		{"single", "", "", "H-12 H-13 H-23"},
		{"single", "", "send-fail=1", "H-32"},
		{"glare", "", "", "H-01 H-04 H-05 H-10 H-11 H-12 H-23 H-50"},
		{"glare", "", "send-fail=1", "H-02 H-03 H-32 H-32b"},
		{"glare", "", "send-unknown=1", "H-03 H-17"},
		{"glare", "", "send-overlap=1", "H-03 H-41"},
		{"glare", "", "rate-limit=1", "H-21"},
		{"glare", "", "sync-replay=1", "H-17 H-53"},
		{"glare", "", "duplicate=1", "H-17 H-53"},
		{"glare", "", "sync-gap=1", "H-43"},
		{"glare", "", "late-decryption=1", "H-44"},
		{"glare", "", "crash=1", "H-45"},
		{"glare", "", "third-member=1", ""},
		{"equal-ids", "", "", "H-15"},
		{"glare", "ids alice=\"x\" bob=\"x\"", "", "H-14"},
		{"glare", "ids alice=\"x\" bob=\"x\"", "duplicate=1", "H-14 H-53"},
		{"federated-glare", "", "", "H-41"},
		{"federated-glare", "", "clock-skew=1", "H-19 H-22"},
		{"federated-glare", "", "fed-reorder=1", "H-41"},
		{"federated-glare", "", "soft-fail=1", "H-40"},
		{unanswered, between, "", "H-10 H-48 H-50"},
		{unanswered, between, "fed-reorder=1", "H-09 H-41"},
		{unanswered, between, "late-decryption=1", "H-09 H-44"},
		{"slow-media", "", "", "H-51 H-54"},
		{"glare", "kind alice=voice bob=video", "", "H-51"},
		{"glare", "quiet bob", "", "H-33"},
		{"glare", "alice may ignore", "", "H-07"},
		{"glare", "bob may reject", "", "H-08 H-13"},
		{"glare", "bob may reject", "rate-limit=1", "H-08"},
		{"retro", "", "", "H-06"},
		{"glare", "alice may hangup", "", "H-25"},
		{"glare", "alice may hangup", "send-overlap=1", "H-42 H-46"},
		{"glare", "alice may hangup", "sync-batch=1", "H-25 H-26"},
		{"expiry", "", "", "H-20 H-21 H-24 H-55"},
		{"two-rooms", "", "", "H-18 H-38"},
		{"glare", "alice may redial\nids alice=\"a\",\"c\" bob=\"b\",\"d\"", "", "H-27"},
	}
}

// Network is the stage's network.
func (s *Stage) Network() (*survey.Network, error) {
	if s.Scenario != unanswered {
		return survey.FindNetwork(s.Scenario, s.Lines, s.Faults)
	}
	parsed, err := sim.Parse(s.Scenario, s.Lines+"\n"+callers, 1)
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

// isFor reports whether the stage stages a hole that the knob decides.
func (s *Stage) isFor(k model.Knob) bool {
	return slices.ContainsFunc(spec.Holes(), func(h spec.Hole) bool {
		return s.stages(h.ID) && slices.Contains(h.Knobs, k.String())
	})
}

// isStaged reports whether any stage stages a hole that the knob decides.
func isStaged(k model.Knob) bool {
	return slices.ContainsFunc(Probe(), func(s Stage) bool { return s.isFor(k) })
}
