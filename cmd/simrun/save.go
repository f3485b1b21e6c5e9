package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/corpus"
)

// saveStory writes a story that fuzzing has found as a corpus case into a folder and
// returns the file's name. The same story has the same name.
func saveStory(folder string, r *verdict.Fuzzed) (string, error) {
	s := r.Small.Game.Scenario()
	c := story.CaseOf(s, r.Small.Schedule.Names, r.Small.Trace)
	c.Comment = []string{
		r.Small.Sentence(),
		"",
		"Seen in:  " + r.How() + ".",
		"Violated: " + r.Small.Problem.Property + " (" + r.Small.Problem.Words + ").",
	}
	sum := sha256.Sum256([]byte(c.Head + c.Fails + "\n" + strings.Join(c.Schedule, "\n")))
	base := strings.TrimSuffix(s.Name, filepath.Ext(s.Name)) + "-" + r.Small.Problem.Property + "-" + hex.EncodeToString(sum[:4]) + ".txt"
	text := c.Format()
	if _, err := corpus.ParseCase(base, text); err != nil {
		return "", fmt.Errorf("the story cannot be kept as a corpus file: %w", err)
	}
	name, err := files.WriteInto(folder, base, term.TextOf([]byte(text)))
	if err != nil {
		name = ""
	}
	return name, err
}
