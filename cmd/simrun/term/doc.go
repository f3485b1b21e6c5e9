// Package term writes results: as text in the width of a terminal, or as JSON, one
// object a line, with the exit status that they come to.
//
// It knows nothing of what a result says: no scenario, no story, no verdict but its
// status. Nor does it open files or read flags.
//
// Everything printed goes through a [Printer]. Its [Output] writes out whatever could pass
// for something else (a name may hold an escape sequence) and keeps the first error of
// writing, so that a result which did not arrive is noticed once, at the end. Of several
// results the worst [Status] is that of the program. Width, colour and --quiet are fields:
// who prints need not ask where to.
//
// Read printer.go and status.go, then safe.go (what is written out), text.go and table.go
// (how text is laid out); hints.go (errors that name the command which lists what is
// known), shell.go, markdown.go and diff.go are each about one form.
package term
