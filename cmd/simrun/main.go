// Simrun explores what happens when two people call each other at the same
// moment: it proves that both ends settle on one call, or shows the shortest
// story in which they do not.
//
// It is the place where the parts of the project meet, and only that: what can
// happen is in sim and model, what is right in properties, what is chosen in
// scheduler; play puts them together, and diagram draws.
//
// Read root.go (the commands), program.go, flags.go and load.go (what all share),
// then check.go and fuzz.go; every other command is a file of its own name.
package main

import (
	"context"
	"io"
	"os"

	"github.com/glarelab/glare/cmd/simrun/cli"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run carries out one command line and returns its exit status.
func run(args []string, in io.Reader, out, errw io.Writer) int {
	ctx, stop := cli.Interruptible(context.Background())
	defer stop()
	return execute(ctx, cli.New(in, out, errw), args)
}

// execute carries out a command line by a program.
func execute(ctx context.Context, p *cli.Program, args []string) int {
	return p.Execute(ctx, newRootCommand(p), args)
}
