package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/sim"
)

// save writes a story that fuzzing has found as a corpus case into a folder and
// returns the file's name. The same story has the same name.
func (p *program) save(folder string, r *fuzzed) (string, error) {
	s := r.small.game.Scenario()
	c := &play.Case{
		Comment: []string{
			r.small.sentence(),
			"",
			"Seen in:  " + r.how(p.flags.strategy, p.flags.seed) + ".",
			"Violated: " + r.small.problem.Property + " (" + r.small.problem.Words + ").",
		},
		Head:     caseHead(s),
		Fails:    readingText(s),
		Schedule: r.small.schedule.Names,
		Golden:   r.small.trace.Transcript(),
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

// checkFolder finds out whether a file can be written to a folder, before there
// is anything to lose.
func checkFolder(folder string) error {
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usagef("--save %s: there is no such folder; make it first", folder)
	case err != nil:
		return usagef("--save %s: %w", folder, err)
	case !info.IsDir():
		return usagef("--save %s: this is a file; expected a folder", folder)
	}
	file, err := os.CreateTemp(folder, ".simrun-*")
	if err != nil {
		return usagef("--save %s: cannot write there: %w", folder, err)
	}
	file.Close()
	return os.Remove(file.Name())
}

// writeFile writes a file whole or not at all: a temporary one is renamed once
// it is complete.
func writeFile(name string, text []byte) (err error) {
	file, err := os.CreateTemp(filepath.Dir(name), ".simrun-*")
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", name, err)
	}
	defer func() {
		if err != nil {
			os.Remove(file.Name())
			err = fmt.Errorf("%s: cannot be written: %w", name, err)
		}
	}()
	_, err = file.Write(text)
	if err = errors.Join(err, file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}
