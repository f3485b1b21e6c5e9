package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/glarelab/glare/sim"
)

// Plan is what a campaign has to do.
type Plan struct {
	File  string // as errors name it
	About string // one sentence
	Tasks []Task
	own   []scenario // that stand in the plan itself

	shards func() []Shard
}

// scenario is one that the plan brings along.
type scenario struct {
	name string
	text string
	line int // of its first line
}

// Task is one line of a plan.
type Task struct {
	Kind      Kind
	Names     []string // scenarios, proofs, profiles or mutants; "all" and patterns as they were written
	Readings  []string // as --reading takes them; "all" for every bundled one
	Faults    []string // sets as --faults takes them; "none", "each" and "pairs"
	Timings   []string
	Strategy  string
	Seed      uint64
	Runs      uint64 // of each cell, or at most with each seed
	ShardRuns uint64 // of each shard
	Seeds     uint64
	States    uint64 // at most

	line  int
	cells []cell
}

// Kind is what a task does.
type Kind string

// The kinds of tasks.
const (
	Fuzz   Kind = "fuzz"   // random runs of scenarios
	Check  Kind = "check"  // all runs of scenarios
	Prove  Kind = "prove"  // bundled proofs
	Matrix Kind = "matrix" // profile × profile
	Hunt   Kind = "hunt"   // mutants
)

// What is meant where a line does not say it.
const (
	usualRuns      = 100_000
	usualShardRuns = 100_000
	usualSeed      = 1
	usualStates    = 1_000_000
	usualHuntRuns  = 10_000
	usualSeeds     = 1
	usualStrategy  = "portfolio"
)

// Text is the plan without comments and with all that was left out: two plans that mean
// the same have the same text.
func (p *Plan) Text() string {
	var b strings.Builder
	if p.About != "" {
		fmt.Fprintf(&b, "about %s\n", p.About)
	}
	for _, s := range p.own {
		fmt.Fprintf(&b, "scenario %s\n", s.name)
		for line := range strings.Lines(s.text) {
			fmt.Fprintf(&b, "| %s\n", strings.TrimSpace(line))
		}
	}
	for i := range p.Tasks {
		fmt.Fprintln(&b, p.Tasks[i].text())
	}
	return b.String()
}

// text is the line of a task.
func (t *Task) text() string {
	words := append([]string{string(t.Kind)}, t.Names...)
	for _, o := range kindOf(t.Kind).options {
		words = append(append(words, o.word), o.format(t)...)
	}
	return strings.Join(words, " ")
}

// Name identifies the plan with the rules and the program that carry it out: sixteen
// hexadecimal digits. What has another name is a result of something else.
func (p *Plan) Name(rules, program string) string {
	sum := sha256.Sum256([]byte(p.Text() + "\n" + rules + "\n" + program))
	return hex.EncodeToString(sum[:8])
}

// Shards lists the pieces of work, in their order.
func (p *Plan) Shards() []Shard { return p.shards() }

// finish makes the shards of a plan that was read.
func (p *Plan) finish() { p.shards = sync.OnceValue(p.split) }

// open is a scenario of the plan, or a bundled one: a fresh copy.
func (p *Plan) open(name string) (*sim.Scenario, error) {
	for _, s := range p.own {
		if s.name == name {
			return sim.Parse(name, s.text, s.line)
		}
	}
	return sim.FindScenario(name)
}

// scenarioNames are those of the plan itself and the bundled ones.
func (p *Plan) scenarioNames() []string {
	names := make([]string, 0, len(p.own))
	for _, s := range p.own {
		names = append(names, s.name)
	}
	return append(names, sim.ScenarioNames()...)
}

func number(n uint64) []string { return []string{strconv.FormatUint(n, 10)} }
