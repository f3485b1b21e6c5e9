package story

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
)

// What corpus add writes for a person to replace. Nobody else is to read it.
const (
	ToTell   = "Tell the story here: who does what, what crosses what, and what the users see."
	ToSource = "Seen in:  the thread, commit, clause or hole that it comes from."
)

// Comment is what a person has said of a case: its comment without what is left of
// the template.
func Comment(c *corpus.Case) []string {
	lines := slices.DeleteFunc(slices.Clone(c.Comment), func(line string) bool { return line == ToTell || line == ToSource })
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	return lines
}

// Prose is the comment of a case in paragraphs, without those that say no more than
// sentence, which whoever tells the run says anyway. Of no case it is empty.
func Prose(c *corpus.Case, sentence string) []string {
	if c == nil {
		return nil
	}
	return slices.DeleteFunc(term.Paragraphs(Comment(c)), func(text string) bool {
		head, rest, _ := strings.Cut(text, ". ")
		return text == sentence || rest == sentence && strings.HasPrefix(head, "Violated: ")
	})
}
