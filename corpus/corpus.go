// Package corpus holds the stories that once found something, one readable file
// each, so that every one of them is replayed for ever.
//
// It is not a test suite of its own: a case says how a story went, package play
// carries it out, and corpus_test.go compares. The files need nothing from this
// package; [Files] is for programs that want them without a checkout.
//
// A case is read top down: first a comment that tells the story, with a line
// `Seen in:` (threads, commits, clauses, holes) and a line `Violated:`; then the
// scenario, with the reading that fails, those that pass (the whole scenario is
// proven under them) and those that survive (this story ends well under them);
// then the schedule by the names of its actions; and below the line of dashes
// what the story did, the golden part.
package corpus

import "embed"

// Files are all cases, by file name: the story's name in kebab-case, and .txt.
//
//go:embed *.txt
var Files embed.FS
