package explorer

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Session is where somebody stands: a scenario of which the call IDs are fixed, a path
// through it, and how many steps of the path were taken.
type Session struct {
	Name string   `json:"name"` // of the scenario, or the file name of the case that it began with
	Text string   `json:"text"` // the scenario, as a scenario file has it
	Path []string `json:"path"` // names of actions
	At   int      `json:"at"`   // from 0 to the length of the path
	Play string   `json:"play"` // the level that is played, or ""
}

// MaxPath is how long a path may be: no picture holds more.
const MaxPath = 600

// taken are the steps that were taken.
func (s *Session) taken() scheduler.Schedule { return scheduler.Schedule{Names: s.Path[:s.At]} }

// whole is the path with the steps that are still to come.
func (s *Session) whole() scheduler.Schedule { return scheduler.Schedule{Names: s.Path} }

// scenario reads the scenario of a session.
func (s *Session) scenario() (*sim.Scenario, error) {
	parsed, err := sim.Parse("scenario", s.Text, 1)
	if err != nil {
		return nil, err
	}
	parsed.Name = s.Name
	return parsed.Pinned(0)
}

// newSession is a session at the beginning of a scenario.
func newSession(s *sim.Scenario, initial int) (*Session, error) {
	pinned, err := s.Pinned(initial)
	if err != nil {
		return nil, err
	}
	return &Session{Name: s.Name, Text: sim.Format(pinned), Path: []string{}}, nil
}

// bundled is the case that a session began with, or nil: it has its name and its
// scenario, whatever was done since.
func (s *Session) bundled() *corpus.Case {
	text, file, ok := corpus.Text(strings.TrimSuffix(s.Name, ".txt"))
	if !ok || file != s.Name {
		return nil
	}
	c, err := corpus.ParseCase(file, text)
	if err != nil {
		return nil
	}
	return c
}

// token is the run of the whole path in one word.
func (s *Session) token(of *sim.Scenario) string {
	return (&record.Token{Scenario: of, Schedule: s.whole(), Hashes: checker.Rules{}.Hash(of)}).Encode()
}
