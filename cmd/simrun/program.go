package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	xterm "golang.org/x/term"
)

// program is one call of simrun: where it reads and writes, what its flags say,
// and how it will end.
type program struct {
	*reporter
	in      io.Reader
	flags   flags
	log     *logger
	closing []func() // what ends with the command
}

func newProgram(in io.Reader, out, errw io.Writer) *program {
	p := &program{in: in, reporter: &reporter{printer: &printer{out: &output{w: out}, errw: errw, width: pipeWidth}}}
	p.watch = p.startMeter
	if file, ok := out.(*os.File); ok && xterm.IsTerminal(int(file.Fd())) {
		p.color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if width, _, err := xterm.GetSize(int(file.Fd())); err == nil && width > 0 {
			p.width = width
		}
	}
	return p
}

// execute runs the command line and turns what came of it into an exit status.
func (p *program) execute(ctx context.Context, root *cobra.Command, args []string) int {
	defer func() {
		for _, stop := range p.closing {
			stop()
		}
	}()
	root.SetArgs(args)
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.errw)
	if err := root.ExecuteContext(ctx); err != nil {
		p.fail(err)
	}
	if p.out.err != nil {
		p.fail(fmt.Errorf("writing the result: %w", p.out.err))
	}
	return int(p.status)
}
