package cli

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	xterm "golang.org/x/term"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Program is one call of simrun: where it reads and writes, what its flags say,
// and how it will end.
type Program struct {
	*story.Reporter
	in      io.Reader
	Flags   flags
	Log     *logger
	closing []func() // what ends with the command
}

// New is a call of simrun that reads and writes there; the output may be a terminal.
func New(in io.Reader, out, errw io.Writer) *Program {
	p := &Program{in: in, Reporter: &story.Reporter{Rules: checker.Rules{}, Program: Version(), Printer: &term.Printer{Out: &term.Output{To: out}, Stderr: errw, Width: term.PipeWidth}}}
	p.Watch = p.startMeter
	if file, ok := out.(*os.File); ok && xterm.IsTerminal(int(file.Fd())) {
		p.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if width, _, err := xterm.GetSize(int(file.Fd())); err == nil && width > 0 {
			p.Width = width
		}
	}
	return p
}

// Execute runs the command line and turns what came of it into an exit status.
func (p *Program) Execute(ctx context.Context, root *cobra.Command, args []string) int {
	defer func() {
		for _, stop := range p.closing {
			stop()
		}
	}()
	root.SetArgs(args)
	root.SetIn(p.in)
	root.SetOut(p.Out)
	root.SetErr(p.Stderr)
	if err := root.ExecuteContext(ctx); err != nil {
		p.Fail(err)
	}
	if p.Out.Err != nil {
		p.Fail(fmt.Errorf("writing the result: %w", p.Out.Err))
	}
	return int(p.Status)
}
