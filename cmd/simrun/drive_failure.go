package main

import (
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/scheduler"
)

// failureJSON is what drive writes where a client is at fault.
type failureJSON struct {
	Verdict  string   `json:"verdict"` // undecided
	Reason   string   `json:"reason"`
	Device   string   `json:"device"`
	Client   string   `json:"client"`
	Told     string   `json:"told"`
	Stderr   string   `json:"stderr"`
	Schedule []string `json:"schedule"`
	Token    string   `json:"token"`
	Again    string   `json:"again"` // the command that has the run back, or ""
}

// tellFailure says how a client is at fault, and in which run, if it was in one.
func tellFailure(p *cli.Program, f *drive.Failure, r *verdict.Fuzzed) error {
	p.End(term.StatusUndecided)
	line := failureJSON{
		Verdict: scheduler.Undecided.String(), Reason: f.Error(), Device: f.Device, Client: f.Command, Told: f.Told, Stderr: f.Stderr, Schedule: []string{},
	}
	if r != nil && r.Broken != nil {
		line.Schedule, line.Token = r.Broken.Schedule.Names, r.Broken.Token
		line.Again = p.Driven.Replay + line.Token
	}
	if p.JSON() {
		return p.Emit(line)
	}
	p.Printf("%s %s.\n", p.Bold("UNDECIDED", false), f.Error())
	for _, detail := range f.Details() {
		p.Printf("  %s\n", detail)
	}
	if line.Token != "" {
		p.Printf("It comes to that by these steps:\n")
		for _, name := range line.Schedule {
			p.Printf("  %s\n", name)
		}
		p.Explainf("Again:      %s\n", line.Again)
	}
	p.Explainf("`simrun adapter-test -- CMD…` checks an adapter message by message; docs/ADAPTERS.md is what it has to do.\n")
	return nil
}
