package proofs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Proof is one bundled proof: what is explored, and how far at most.
type Proof struct {
	Scenario string
	Reading  string
	Faults   []string // besides the scenario's, each at most once
	Timing   sim.Timing
	// Dropped says that what is left of the runs without dead messages is explored: whole
	// ones are too many.
	Dropped bool

	MaxStates, MaxMemory uint64 // memory in bytes, all included
}

// The limits of a proof. Two processors reach them in less than a minute, and
// the number of states is reached first, so that where a proof ends does not
// depend on the machine.
const (
	maxProofStates = 4_000_000
	maxLeftStates  = 5_000_000 // without dead messages
	maxStoryStates = 1_000_000 // whole ones that are searched for stories, where dead messages are dropped;
	manyDevices    = 200_000   // and of more than two devices, whose stories are too long to be found so
	maxProofMemory = 4 << 30
)

// dropped are the proofs and scenarios of which whole runs have more than a million states.
var dropped = []string{"redial", "hostile-member.literal", "glare-multi-device", "glare-multi-device-v1", "self-call"}

// Name is the proof's name and, with ".txt", that of its certificate: scenario,
// reading, and what is special, with dots between.
func (p *Proof) Name() string {
	name := p.Scenario + "." + p.Reading
	if len(p.Faults) > 0 {
		name += "." + strings.Join(p.Faults, "+")
	}
	if p.Timing != sim.Patient {
		name += "." + p.Timing.String()
	}
	return name
}

// Open compiles the scenario of the proof under the rules.
func (p *Proof) Open(rules checker.Rules) (checker.Checker, error) {
	s, err := sim.Setup{
		Scenario: p.Scenario, Reading: p.Reading, Faults: strings.Join(p.Faults, ","), Timing: p.Timing.String(),
	}.Make()
	if err != nil {
		return nil, fmt.Errorf("proof %s: %w", p.Name(), err)
	}
	return checker.Open(s, rules)
}

// All lists the bundled proofs, at most 260. Each is made under every bundled
// reading.
func All() []*Proof {
	var list []*Proof
	add := func(scenario string, timing sim.Timing, faults ...string) {
		for _, reading := range model.ReadingNames() {
			p := &Proof{Scenario: scenario, Reading: reading, Faults: faults, Timing: timing, MaxStates: maxProofStates, MaxMemory: maxProofMemory}
			if slices.Contains(dropped, scenario) || slices.Contains(dropped, p.Name()) {
				p.Dropped, p.MaxStates = true, maxLeftStates
			}
			list = append(list, p)
		}
	}
	// Two calls that cross: undisturbed, with each kind of fault, and with each
	// pair of something that befalls a send and something that befalls a sync.
	add("glare", sim.Patient)
	glare, err := sim.FindScenario("glare")
	if err != nil {
		panic("proofs: " + err.Error())
	}
	for _, fault := range sim.Faults() {
		if fault.Hits(glare) {
			add("glare", sim.Patient, fault.Name)
		}
	}
	for _, send := range []string{"send-fail", "send-unknown", "send-overlap", "duplicate"} {
		for _, sync := range []string{"sync-batch", "sync-gap", "sync-replay", "late-decryption"} {
			add("glare", sim.Patient, send, sync)
		}
	}
	add("glare", sim.Async)
	// Further scenarios: undisturbed, and with the single faults that they are
	// about.
	for _, more := range []struct {
		scenario string
		faults   []string
	}{
		{"federated-glare", []string{"fed-delay", "fed-reorder", "soft-fail", "send-unknown", "sync-gap", "late-decryption", "clock-skew"}},
		{"slow-media", []string{"turn-expired", "rate-limit", "ice-fail", "crash"}},
		{"equal-ids", []string{"send-unknown", "late-decryption"}},
		{"bystanders", []string{"sync-batch", "sync-gap"}},
		{"two-rooms", []string{"send-fail", "late-decryption", "third-member"}},
		{"glare-hangup", []string{"send-overlap", "late-decryption"}},
		{"retro", []string{"send-unknown", "late-decryption"}},
		{"glare-v1", nil},
		{"interop", nil},
		{"gathering", nil},
		{"renegotiate", nil},
		{"renegotiate-glare", nil},
		{"mute", nil},
		{"third-member", nil},
		{"hostile-member", nil},
		{"self-call", nil},
	} {
		add(more.scenario, sim.Patient)
		for _, fault := range more.faults {
			add(more.scenario, sim.Patient, fault)
		}
	}
	add("federated-glare", sim.Async)
	add("redial", sim.Patient)
	add("expiry", sim.Patient)
	// More than two devices.
	add("multi-device", sim.Patient)
	add("glare-multi-device", sim.Patient)
	add("glare-multi-device-v1", sim.Patient)
	add("multi-device-v1", sim.Patient)
	add("answer-reject", sim.Patient)
	// What may happen to a device or a user of version 1 in the middle of a call.
	add("restart", sim.Patient)
	add("catch-up", sim.Patient)
	add("leave", sim.Patient)
	add("push", sim.Patient)
	return list
}

// Core reports whether the proof is one of those that every change of the rules
// should reproduce at once: two calls that cross, undisturbed.
func (p *Proof) Core() bool {
	return p.Scenario == "glare" && len(p.Faults) == 0 && p.Timing == sim.Patient
}
