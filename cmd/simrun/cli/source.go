package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Source is where a schedule comes from: a token, a corpus file or a schedule
// file.
type Source struct {
	Name     string // what messages call it
	Scenario *sim.Scenario
	Schedule scheduler.Schedule
	hashes   string       // of the rules that a token was made with, or ""
	Corpus   *corpus.Case // or nil
	Bundled  string       // the name of a case that is built in, or ""
}

// maxSchedule bounds a schedule file, in bytes.
const maxSchedule = 256 << 10

// OpenSource reads what an argument names. A schedule file that has no scenario of
// its own is one of the scenario named, if any.
func OpenSource(arg, scenario string) (*Source, error) {
	if record.IsToken(arg) {
		token, err := record.DecodeToken(arg)
		if err != nil {
			return nil, err
		}
		if scenario != "" {
			return nil, fmt.Errorf("--scenario %s: a token has a scenario of its own; leave that out", scenario)
		}
		token.Scenario.Name = term.Safe(token.Scenario.Name)
		return &Source{Name: "token", Scenario: token.Scenario, Schedule: token.Schedule, hashes: token.Hashes}, nil
	}
	if isBundled(arg) {
		text, file, _ := corpus.Text(arg)
		s, err := parseSource(file, text, scenario)
		if s != nil {
			s.Bundled = arg
		}
		return s, err
	}
	if _, err := os.Stat(arg); err != nil && !strings.ContainsAny(arg, "/.") {
		if slices.Contains(sim.ScenarioNames(), arg) {
			return nil, fmt.Errorf("%s is a scenario; expected a token (glare1-…) or a file with a schedule; "+
				"`simrun replay --seed N %s` shows a run of it, and its token", arg, arg)
		}
		if near := nearestCase(arg); near != "" {
			return nil, fmt.Errorf("%q is neither a file, a bundled case nor a token (glare1-…); did you mean %q? `simrun list cases` has all cases", arg, near)
		}
		return nil, fmt.Errorf("%q is neither a file, a bundled case (`simrun list cases`) nor a token (glare1-…)", arg)
	}
	text, err := files.ReadText(arg, maxSchedule, "a corpus case, or a schedule: the names of actions, one a line")
	if err != nil {
		return nil, err
	}
	return parseSource(arg, text, scenario)
}

// parseSource reads the text of a corpus file or of a schedule file.
func parseSource(file, text, scenario string) (*Source, error) {
	top, _, _ := strings.Cut(text, "\n----\n")
	lines := strings.Split(top, "\n")
	if slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, "fails ") }) {
		c, err := corpus.ParseCase(file, text)
		if err != nil {
			return nil, err
		}
		if scenario != "" {
			return nil, fmt.Errorf("%s: has a scenario of its own; leave out --scenario %s", file, scenario)
		}
		s, err := c.Scenario(c.Fails)
		if err != nil {
			return nil, err
		}
		s.Name = term.Safe(filepath.Base(file))
		return &Source{Name: file, Scenario: s, Schedule: scheduler.Schedule{Names: c.Schedule}, Corpus: c}, nil
	}
	names, head, err := parseSchedule(file, lines)
	if err != nil {
		return nil, err
	}
	s := &Source{Name: file, Schedule: scheduler.Schedule{Names: names}}
	switch {
	case head != "" && scenario != "":
		return nil, fmt.Errorf("%s: has a scenario of its own; leave out --scenario %s", file, scenario)
	case head != "":
		if s.Scenario, err = sim.Parse(file, head, 1); err == nil {
			s.Scenario.Name = term.Safe(filepath.Base(file))
		}
	case scenario != "":
		s.Scenario, _, err = LoadScenario(scenario)
	case isScenario(file, text):
		return nil, fmt.Errorf("%s: this is a scenario; expected a token or a file with a schedule; `simrun run %s` shows a run of it", file, term.ShellWord(file))
	default:
		return nil, fmt.Errorf("%s: of which scenario is this schedule? Add --scenario NAME, or begin the file with "+
			"the line `scenario`, the scenario's lines and the line `schedule`", file)
	}
	return s, err
}

// isScenario reports whether a text is a scenario and nothing else.
func isScenario(file, text string) bool {
	_, err := sim.Parse(file, text, 1)
	return err == nil
}

// parseSchedule reads the lines of a schedule file: the names of actions, one a
// line, with # comments, or the line `scenario`, a scenario's lines, the line
// `schedule` and then the names. The head has an empty line for each line before
// it, so that its errors name the right one.
func parseSchedule(file string, lines []string) (names []string, head string, err error) {
	inHead := false
	for i, line := range lines {
		switch line = strings.TrimSpace(line); {
		case inHead && line == "schedule":
			inHead = false
		case inHead:
			head += line + "\n"
		case line == "" || line[0] == '#':
		case line == "scenario" && head == "" && len(names) == 0:
			inHead = true
			head = strings.Repeat("\n", i+1)
		case line == "schedule" && len(names) == 0:
		default:
			names = append(names, line)
		}
	}
	if inHead {
		return nil, "", fmt.Errorf("%s: expected a line `schedule` after the scenario's lines", file)
	}
	return names, head, nil
}

// CheckRules refuses to replay exactly what was made with other rules.
func (s *Source) CheckRules(now checker.Rules) error {
	if s.hashes == "" || s.hashes == now.Hash(s.Scenario) {
		return nil
	}
	if flag := madeWith(s.hashes); flag != "" {
		return fmt.Errorf("%s: it was made with other rules than these; they equal those of a mutant (`simrun list mutants`): to replay it, add %s", s.Name, flag)
	}
	return fmt.Errorf("%s: it was made with the rules %s, and this program has the rules %s, so that it may tell another story; "+
		"to follow its steps as far as they go, add --follow", s.Name, s.hashes, now.Hash(s.Scenario))
}

// unknownAction says which enabled action is nearest to one that is not.
func unknownAction(d *scheduler.DivergedError) string {
	if near := names.Nearest(d.Wanted, d.Enabled); near != "" {
		return fmt.Sprintf("%v; nearest: %q", d, near)
	}
	return d.Error()
}
