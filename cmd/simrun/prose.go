package main

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
)

// What corpus add writes for a person to replace. Nobody else is to read it.
const (
	toTell   = "Tell the story here: who does what, what crosses what, and what the users see."
	toSource = "Seen in:  the thread, commit, clause or hole that it comes from."
)

// comment is what a person has said of a case: its comment without what is left of
// the template.
func comment(c *play.Case) []string {
	lines := slices.DeleteFunc(slices.Clone(c.Comment), func(line string) bool { return line == toTell || line == toSource })
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	return lines
}

// prose is the comment of a case in paragraphs, without those that say no more than
// sentence, which whoever tells the run says anyway. Of no case it is empty.
func prose(c *play.Case, sentence string) []string {
	if c == nil {
		return nil
	}
	return slices.DeleteFunc(paragraphs(comment(c)), func(text string) bool {
		head, rest, _ := strings.Cut(text, ". ")
		return text == sentence || rest == sentence && strings.HasPrefix(head, "Violated: ")
	})
}
