package story

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/sim"
)

// Reporter prints what was found out, and knows what all results of one call have in
// common: the rules, and what was given that changes what a result means.
type Reporter struct {
	*term.Printer
	Rules   checker.Rules     // with the mistake that was planted, if any
	Mutant  string            // the name of that mistake, or ""
	Options map[string]string // flags that were given and change what a result means
	Args    string            // the flags that changed the scenario, to be typed again
	Memory  uint64            // how much a part of the work may use, in bytes; 0 where nothing is said
	Program string            // the version of the program
	RuleIDs bool              // transcripts and pictures name the rules
	Watch   func(what string) Meter
	Driven  *Driven // real clients in the place of some devices, or nil
}

// Driven are real clients in the place of some devices.
type Driven struct {
	Clients sim.Clients
	Names   []string // what each device's client calls itself, by device; "" of a model device
	Replay  string   // the command that carries a token out again, without the token
}

// sit names for each device of a scenario who sits there: its client, or its reading.
func (d *Driven) sit(s *sim.Scenario) (devices, who []string) {
	for i := range s.Devices {
		devices = append(devices, s.DeviceName(i))
		if name := d.Names[i]; name != "" {
			who = append(who, term.Safe(name))
		} else {
			who = append(who, "reading "+s.Devices[i].Reading.Name)
		}
	}
	return devices, who
}

// Text is who sits at each device, in a line.
func (d *Driven) Text(s *sim.Scenario) string {
	devices, who := d.sit(s)
	var parts []string
	for i := range devices {
		parts = append(parts, devices[i]+" "+who[i])
	}
	return strings.Join(parts, ", ")
}

// WholeShare is all of the work: its share is told in thousandths.
const WholeShare = 1000

// Meter is told how far a longer piece of work is. The share is in thousandths of the
// whole, negative where that is not known; counts are names and numbers in turn.
type Meter interface {
	Tell(share int64, counts ...any)
	Close()
}

// Open compiles a scenario under the rules of this call.
func (r *Reporter) Open(s *sim.Scenario) (checker.Checker, error) {
	if r.Driven != nil {
		return checker.OpenDriven(s, r.Rules, r.Driven.Clients)
	}
	return checker.Open(s, r.Rules)
}

// Onto is the same reporter before another printer.
func (r *Reporter) Onto(other *term.Printer) *Reporter {
	q := *r
	q.Printer = other
	return &q
}
