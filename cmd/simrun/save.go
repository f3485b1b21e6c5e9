package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/sim"
)

// save writes a story that fuzzing has found as a corpus case into a folder and
// returns the file's name. The same story has the same name.
func (p *program) save(folder string, r *fuzzed) (string, error) {
	s := r.small.game.Scenario()
	c := caseOf(s, r.small.schedule.Names, r.small.trace)
	c.Comment = []string{
		r.small.sentence(),
		"",
		"Seen in:  " + r.how(p.flags.strategy, p.flags.seed) + ".",
		"Violated: " + r.small.problem.Property + " (" + r.small.problem.Words + ").",
	}
	sum := sha256.Sum256([]byte(c.Head + c.Fails + "\n" + strings.Join(c.Schedule, "\n")))
	base := strings.TrimSuffix(s.Name, filepath.Ext(s.Name)) + "-" + r.small.problem.Property + "-" + hex.EncodeToString(sum[:4]) + ".txt"
	name := filepath.Join(folder, base)
	text := c.Format()
	if _, err := play.ParseCase(name, text); err != nil {
		return "", fmt.Errorf("the story cannot be kept as a corpus file: %w", err)
	}
	return name, writeFile(name, []byte(text))
}

// caseOf is a run as a corpus case that has no comment yet.
func caseOf(s *sim.Scenario, schedule []string, t *play.Trace) *play.Case {
	return &play.Case{Head: caseHead(s), Fails: readingText(s), Schedule: schedule, Golden: t.Transcript()}
}

// caseHead is a scenario's text without its reading, which a case names itself.
func caseHead(s *sim.Scenario) string {
	var head []string
	for line := range strings.Lines(sim.Format(s)) {
		if !strings.HasPrefix(line, "reading ") {
			head = append(head, line)
		}
	}
	return strings.Join(head, "")
}
