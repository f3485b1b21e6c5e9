package story

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/sim"
)

// CaseOf is a run as a corpus case that has no comment yet.
func CaseOf(s *sim.Scenario, schedule []string, t *checker.Trace) *corpus.Case {
	return &corpus.Case{Head: CaseHead(s), Fails: ReadingText(s), Schedule: schedule, Golden: t.Transcript()}
}

// CaseHead is a scenario's text without its reading, which a case names itself.
func CaseHead(s *sim.Scenario) string {
	var head []string
	for line := range strings.Lines(sim.Format(s)) {
		if !strings.HasPrefix(line, "reading ") {
			head = append(head, line)
		}
	}
	return strings.Join(head, "")
}
