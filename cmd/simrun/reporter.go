package main

import (
	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/sim"
)

// reporter prints what was found out, and knows what all results of one call have in
// common: the rules, and what was given that changes what a result means.
type reporter struct {
	*printer
	rules   play.Rules        // with the mistake that was planted, if any
	mutant  string            // the name of that mistake, or ""
	options map[string]string // flags that were given and change what a result means
	args    string            // the flags that changed the scenario, to be typed again
	memory  uint64            // how much a part of the work may use, in bytes; 0 where nothing is said
	program string            // the version of the program
	watch   func(what string) meter
}

// wholeShare is all of the work: its share is told in thousandths.
const wholeShare = 1000

// meter is told how far a longer piece of work is. The share is in thousandths of the
// whole, negative where that is not known; counts are names and numbers in turn.
type meter interface {
	Tell(share int64, counts ...any)
	Close()
}

// open compiles a scenario under the rules of this call.
func (p *reporter) open(s *sim.Scenario) (play.Game, error) { return play.Open(s, p.rules) }

// onto is the same reporter before another printer.
func (p *reporter) onto(other *printer) *reporter {
	q := *p
	q.printer = other
	return &q
}
