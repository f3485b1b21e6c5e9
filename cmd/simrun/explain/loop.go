package explain

import (
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// aroundLoop says what goes on in a run without end: each step that comes again and
// again, and by which rules.
func (e *Explanation) aroundLoop() []finding {
	steps := term.Count(e.loop.Last-e.loop.First+1, "step")
	list := []finding{{rankNeeded, "loop", fmt.Sprintf("%s, from step %d on, come again and again; there is no end that could be good or bad, "+
		"and so no pivot and no point of no return", steps, e.loop.First+1)}}
	for i := e.loop.First; i <= e.loop.Last; i++ {
		line := &e.Story.Trace.Lines[i]
		list = append(list, finding{rankRules, fmt.Sprintf("  %d", i+1), line.Name + ": " + ruleText(line)})
	}
	return list
}
