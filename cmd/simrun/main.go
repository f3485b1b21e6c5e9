// Simrun explores what happens when two people call each other at the same
// moment: it proves that both ends settle on one call, or shows the shortest
// story in which they do not.
//
// Here are the commands, and no more: each turns its flags into values, asks one
// question and hands the answer to a printer. What all commands share of the
// command line is package cli; each question is a folder (docs/ARCHITECTURE.md says
// which command asks which), and what is violated, told or drawn is below those.
//
// Read root.go (the list of commands), check.go and replay.go; every other
// command is a file of its own name.
package main

import (
	"context"
	"io"
	"os"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/process"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run carries out one command line and returns its exit status.
func run(args []string, in io.Reader, out, errw io.Writer) int {
	ctx, stop := process.Interruptible(context.Background(), checker.ErrInterrupted)
	defer stop()
	return execute(ctx, cli.New(in, out, errw), args)
}

// execute carries out a command line by a program.
func execute(ctx context.Context, p *cli.Program, args []string) int {
	return p.Execute(ctx, newRootCommand(p), args)
}
