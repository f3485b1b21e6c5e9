package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/sim"
)

// saveStory writes a story that fuzzing has found as a corpus case into a folder and
// returns the file's name. The same story has the same name.
func saveStory(folder string, r *fuzzed) (string, error) {
	s := r.small.game.Scenario()
	c := caseOf(s, r.small.schedule.Names, r.small.trace)
	c.Comment = []string{
		r.small.sentence(),
		"",
		"Seen in:  " + r.how() + ".",
		"Violated: " + r.small.problem.Property + " (" + r.small.problem.Words + ").",
	}
	sum := sha256.Sum256([]byte(c.Head + c.Fails + "\n" + strings.Join(c.Schedule, "\n")))
	base := strings.TrimSuffix(s.Name, filepath.Ext(s.Name)) + "-" + r.small.problem.Property + "-" + hex.EncodeToString(sum[:4]) + ".txt"
	text := c.Format()
	if _, err := play.ParseCase(base, text); err != nil {
		return "", fmt.Errorf("the story cannot be kept as a corpus file: %w", err)
	}
	name, err := writeInto(folder, base, textOf([]byte(text)))
	if err != nil {
		name = ""
	}
	return name, err
}

// writeOut writes what was asked for with -o to its file, and says so: as text
// where the result is text, else as an object of JSON. Of a device or a pipe, which
// may be the standard output, nothing is said.
func (p *printer) writeOut(name string, text []byte) error {
	if err := writeFile(name, text); err != nil {
		return err
	}
	return p.written(name, len(text))
}

// written says that a file of so many bytes was written.
func (p *printer) written(name string, size int) error {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	if p.json() {
		return p.emit(map[string]any{"file": name, "bytes": size})
	}
	p.printf("Written: %s\n", name)
	return nil
}

// makeFolder makes a folder if there is none, and finds out whether files can be
// written to it; flag says where it was named.
func makeFolder(flag, folder string) error {
	if _, err := os.Stat(folder); err != nil {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return fmt.Errorf("%s %s: cannot be made: %w", flag, folder, bare(err))
		}
	}
	return checkFolder(flag, folder)
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
