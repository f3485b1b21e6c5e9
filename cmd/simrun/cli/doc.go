// Package cli is what all commands share of the command line: flags, arguments that name
// scenarios and runs, usage, completion, progress, the log, signals and the exit status.
//
// It answers no question: a command asks one, in a file of package main, with what it gets
// here, and hands the answer to a printer. No question imports this package or cobra.
//
// A [Program] is one call of simrun. Program.Scenario loads what an argument names and applies
// the flags to it; [OpenSource] reads a token, a case or a schedule into a [Source], and
// Program.CarryOut replays or follows that; [CaseFiles] reads cases. [Present] gives an
// [Answer] about one run in the form that was asked for, a [Picture] among them. A [Bar] is
// the meter that work tells how far it is. Each flag means the same at every command, and
// [GiveOnce] sees to it that none is given twice in silence.
//
// Read program.go, flags.go, load.go; source.go, follow.go and carry_out.go; then present.go
// and draw.go. Every other file is one concern of its own name.
package cli
