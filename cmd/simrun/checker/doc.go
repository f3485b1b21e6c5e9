// Package checker is where the parts meet: it makes a game of a scenario, which can
// be searched, fuzzed, replayed and shrunk whatever its timing, and turns runs
// into traces, transcripts, pictures, tokens and corpus cases.
//
// It is not the command line: it prints nothing and ends no process.
//
// Read game.go, trace.go and transcript.go, then token.go and case.go.
package checker
