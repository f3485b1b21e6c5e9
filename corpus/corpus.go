// Package corpus holds the stories that once found something, one readable file
// each, so that every one of them is replayed for ever.
//
// It is not a test suite of its own: a case says how a story went, package record
// carries it out, and corpus_test.go compares. The files need nothing from this
// package; [Files] is for programs that want them without a checkout, and case.go reads
// and writes their format.
//
// A case is read top down: first a comment that tells the story, with a line
// `Seen in:` (threads, commits, clauses, holes) and a line `Violated:`; then the
// scenario, with the reading that fails, those that pass (the whole scenario is
// proven under them) and those that survive (this story ends well under them);
// then the schedule by the names of its actions; and below the line of dashes
// what the story did, the golden part.
package corpus

import (
	"embed"
	"strings"
)

// Files are all cases, by file name: the story's name in kebab-case, and .txt.
//
//go:embed *.txt
var Files embed.FS

// ending is what the file of a case has behind its name.
const ending = ".txt"

// Names lists the names of all cases, in the order of the alphabet.
func Names() []string {
	entries, err := Files.ReadDir(".")
	if err != nil {
		panic("corpus: what is built in cannot be listed: " + err.Error())
	}
	var names []string
	for _, entry := range entries {
		names = append(names, strings.TrimSuffix(entry.Name(), ending))
	}
	return names
}

// Text is the text of the case with a name, and what its file is called; it reports
// whether there is one.
func Text(name string) (text, file string, ok bool) {
	file = name + ending
	b, err := Files.ReadFile(file)
	return string(b), file, err == nil
}
