package explain

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/properties"
)

// LossPairs says at which steps that was destroyed which excuses anything.
func LossPairs(t *story.Story) [][2]string {
	var list [][2]string
	for _, loss := range t.Trace.Losses {
		excuses := func(e checker.Excuse) bool { return slices.Contains(e.Because, loss.Words) }
		if slices.ContainsFunc(t.Trace.Excuses, excuses) {
			step := fmt.Sprintf("step %d of %d, %s: %s", loss.Line+1, len(t.Trace.Lines), t.Trace.Lines[loss.Line].Name, loss.Words)
			list = append(list, [2]string{"destroyed", step})
		}
	}
	return list
}

// ExcusedJSON is the explanation of a run that is excused, as JSON has it.
func (e *Explanation) ExcusedJSON(h story.Head) ExplainedJSON {
	t := e.Story
	first := &t.Trace.Excuses[0]
	rank := t.Trace.Severity()
	return ExplainedJSON{
		Head: h, Verdict: story.ExcusedVerdict, Property: first.Property, Words: first.Words, Message: t.Sentence(),
		Severity: severityJSON{rank + 1, properties.Severities()[rank].Name}, Excused: t.Excuses(), Bad: []json.Number{},
		Schedule: t.Schedule.Names, Token: t.Token,
	}
}
