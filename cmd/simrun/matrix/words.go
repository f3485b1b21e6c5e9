package matrix

import (
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// shortest are the severities as a cell has room for them: what two people get at worst.
var shortest = [...]string{
	properties.TwoConversations: "two conversations",
	properties.WrongPerson:      "wrong person",
	properties.OpenMicrophone:   "open microphone",
	properties.EndlessWaiting:   "endless waiting",
	properties.SilentDrop:       "silent drop",
	properties.WrongTone:        "stray ring",
	properties.Late:             "much too late",
	properties.Unnoticed:        "talk, flaw unseen",
}

// mostWords is how many characters a cell has room for.
const mostWords = 18

// plainer says in a cell's room what some words of properties, which have too many, say.
var plainer = map[string]string{
	"one talks to nobody":     "one hears nothing",
	"one-way media":           "one hears nothing",
	"another call is cut off": "call is cut off",
	"the call starts anew":    "call starts anew",
}

// inVain says of a silent drop how many heard calling until the time was up.
var inVain = map[int]string{1: "one hears calling", 2: "both hear calling"}

// words says in users' words what a trial comes to at worst, in a cell's few.
func (t *Trial) words() string {
	switch t.class() {
	case grid.Proven:
		return "talk"
	case grid.Pardoned:
		return "talk, unless lost"
	case grid.Unknown:
		return "not known"
	}
	var worst *broken
	for i := range t.broken {
		if b := &t.broken[i]; worst == nil || b.severity() < worst.severity() {
			worst = b
		}
	}
	problem := worst.story.Problem
	if problem == nil {
		return shortest[worst.severity()]
	}
	if text, ok := inVain[heardInVain(worst.story.Trace)]; ok && problem.Severity == properties.SilentDrop {
		return text
	}
	if text, ok := plainer[problem.Words]; ok {
		return text
	}
	if len(problem.Words) <= mostWords {
		return problem.Words
	}
	return shortest[problem.Severity]
}

// severity is how grave the story of a violation is, as an index into [properties.Severities].
func (b *broken) severity() int {
	if b.story.Problem == nil {
		return checker.GravestOf(b.property)
	}
	return b.story.Problem.Severity
}

// heardInVain counts the users who heard calling until a lifetime ended it.
func heardInVain(trace *checker.Trace) (n int) {
	var sees [sim.MaxDevices]sim.Screen
	for i := range trace.Lines {
		line := &trace.Lines[i]
		if line.Op == sim.OpLifetime && sees[line.Device] == sim.ShowsCalling && line.Sees[line.Device] == sim.ShowsNothing {
			n++
		}
		sees = line.Sees
	}
	return n
}
