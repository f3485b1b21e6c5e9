package plan

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/mutants"
	"github.com/glarelab/glare/cmd/simrun/proofs"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Shard is one piece of work. Its index in the plan is its name.
type Shard struct {
	Index int
	Kind  Kind

	Scenario, Reading, Faults, Timing string // of fuzz, check and matrix

	Strategy    string
	Seed        uint64
	First, Runs uint64 // the numbers of the runs: Runs of them, from First on
	Seeds       uint64
	States      uint64

	Proof  string
	Mutant string

	plan *Plan
}

// MatrixScenario is the one in which clients call each other.
const MatrixScenario = "glare"

// size is how many shards a task has.
func (t *Task) size() uint64 {
	switch t.Kind {
	case Fuzz:
		return uint64(len(t.cells)) * ((t.Runs + t.ShardRuns - 1) / t.ShardRuns)
	case Check:
		return uint64(len(t.cells))
	case Matrix:
		n := uint64(len(t.profiles()))
		return n * (n + 1) / 2 * uint64(len(t.Faults))
	default:
		return 0 // as many as there are
	}
}

// split makes the shards of all tasks.
func (p *Plan) split() []Shard {
	var list []Shard
	add := func(s Shard) {
		s.Index, s.plan = len(list), p
		list = append(list, s)
	}
	for i := range p.Tasks {
		p.Tasks[i].split(add)
	}
	return list
}

// split makes the shards of one task. Of what is fuzzed, each cell has its first runs
// before any has more.
func (t *Task) split(add func(Shard)) {
	switch t.Kind {
	case Fuzz:
		for first := uint64(0); first < t.Runs; first += t.ShardRuns {
			for _, c := range t.cells {
				add(Shard{
					Kind: Fuzz, Scenario: c.scenario, Reading: c.reading, Faults: c.faults, Timing: c.timing,
					Strategy: t.Strategy, Seed: t.Seed, First: first, Runs: min(t.ShardRuns, t.Runs-first),
				})
			}
		}
	case Check:
		for _, c := range t.cells {
			add(Shard{Kind: Check, Scenario: c.scenario, Reading: c.reading, Faults: c.faults, Timing: c.timing, States: t.States})
		}
	case Prove:
		chosen, err := proofs.Choose(proofArgs(t.Names))
		mustKnow(err)
		for _, proof := range chosen {
			add(Shard{Kind: Prove, Proof: proof.Name()})
		}
	case Matrix:
		list := t.profiles()
		for _, faults := range t.Faults {
			for i, first := range list {
				for _, second := range list[i:] {
					add(Shard{
						Kind: Matrix, Scenario: MatrixScenario, Reading: "alice=" + first + ",bob=" + second, Faults: faults,
						Timing: sim.Patient.String(), States: t.States,
					})
				}
			}
		}
	case Hunt:
		chosen, err := mutants.Find(allOr(t.Names))
		mustKnow(err)
		for i := range chosen {
			add(Shard{Kind: Hunt, Mutant: chosen[i].Name, Strategy: t.Strategy, Seeds: t.Seeds, Runs: t.Runs})
		}
	}
}

// mustKnow is for what was looked at when the plan was read.
func mustKnow(err error) {
	if err != nil {
		panic("plan: what was known is not known any more: " + err.Error())
	}
}

// profiles are the clients of a matrix.
func (t *Task) profiles() []string {
	if slices.Contains(t.Names, All) {
		return model.ClientNames()
	}
	return t.Names
}

// Open is the scenario that the shard explores, set up: a fresh copy. It is nil for a
// proof and a mutant, which have their own.
func (s *Shard) Open() (*sim.Scenario, error) {
	if s.Scenario == "" {
		return nil, nil
	}
	base, err := s.plan.open(s.Scenario)
	if err != nil {
		return nil, err
	}
	if s.Kind == Matrix {
		base.SlowMedia = true // some clients take part in glare only from capture on
	}
	return s.cell().of(base)
}

func (s *Shard) cell() cell { return cell{s.Scenario, s.Reading, s.Faults, s.Timing} }

// Text says what the shard is, in a line: two shards with the same text do the same.
func (s *Shard) Text() string {
	switch s.Kind {
	case Fuzz:
		return fmt.Sprintf("fuzz %s strategy %s seed %d runs %d-%d", s.cell().text(), s.Strategy, s.Seed, s.First, s.First+s.Runs-1)
	case Check:
		return fmt.Sprintf("check %s states %d", s.cell().text(), s.States)
	case Matrix:
		return fmt.Sprintf("matrix %s states %d", s.cell().text(), s.States)
	case Prove:
		return "prove " + s.Proof
	default:
		return fmt.Sprintf("hunt %s strategy %s seeds %d runs %d", s.Mutant, s.Strategy, s.Seeds, s.Runs)
	}
}

// Own is the text of the scenario, where the plan brings it along.
func (s *Shard) Own() string {
	for _, own := range s.plan.own {
		if own.name == s.Scenario {
			return own.text
		}
	}
	return ""
}
