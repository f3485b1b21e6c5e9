package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// program is one call of simrun: where it reads and writes, what its flags say,
// and how it will end.
type program struct {
	in    io.Reader
	out   *output // results only
	errw  io.Writer
	color bool // the output is a terminal that wants colours
	width int  // columns of the output
	flags flags
	log   *logger
	// options are the flags that were given and change what a result means.
	options map[string]string

	status  status   // the worst so far
	closing []func() // what ends with the command
}

// pipeWidth is the width of text that does not go to a terminal. It is fixed, so
// that the same command writes the same bytes everywhere.
const pipeWidth = 100

func newProgram(in io.Reader, out, errw io.Writer) *program {
	p := &program{in: in, out: &output{w: out}, errw: errw, width: pipeWidth}
	if file, ok := out.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		p.color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 0 {
			p.width = width
		}
	}
	return p
}

// execute runs the command line and turns what came of it into an exit status.
func (p *program) execute(ctx context.Context, args []string) int {
	defer func() {
		for _, stop := range p.closing {
			stop()
		}
	}()
	root := newRootCommand(p)
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

// fail says on standard error what went wrong: bad input, as far as the user is
// concerned.
func (p *program) fail(err error) {
	fmt.Fprintln(p.errw, "simrun:", safe(errorText(err)))
	p.end(statusUsage)
}

// end notes how a part of the work ended; the worst counts.
func (p *program) end(s status) {
	if s.rank() > p.status.rank() {
		p.status = s
	}
}

// json reports whether results are wanted as JSON, one object a line.
func (p *program) json() bool { return p.flags.format == "json" }

// emit writes one result as a line of JSON.
func (p *program) emit(v any) error {
	line, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	fmt.Fprintf(p.out, "%s\n", line)
	return nil
}

// printf writes a result as text.
func (p *program) printf(format string, args ...any) { fmt.Fprintf(p.out, format, args...) }

// moref writes text that explains a result, and that --quiet leaves out.
func (p *program) moref(format string, args ...any) {
	if !p.flags.quiet {
		fmt.Fprintf(p.out, format, args...)
	}
}

// bold is text to stand out on a terminal, in the colour of a good or a bad end.
func (p *program) bold(text string, good bool) string {
	switch {
	case !p.color:
		return text
	case good:
		return "\x1b[1;32m" + text + "\x1b[0m"
	default:
		return "\x1b[1;31m" + text + "\x1b[0m"
	}
}

// amber is text to stand out on a terminal, in the colour of what is excused.
func (p *program) amber(text string) string {
	if !p.color {
		return text
	}
	return "\x1b[1;33m" + text + "\x1b[0m"
}

// output is where results go. It remembers the first error of writing, so that it is
// looked at in one place: a result that did not arrive is no result. Whatever names a
// result holds, it is written such that they cannot pass for something else.
type output struct {
	w      io.Writer
	json   bool // lines of JSON are written
	styled bool // colours are wanted
	err    error
}

func (o *output) Write(b []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	shown := b
	switch {
	case isPlain(b):
	case o.json:
		shown = safeJSON(b)
	case o.styled:
		shown = []byte(safeStyled(string(b)))
	default:
		shown = []byte(safe(string(b)))
	}
	if _, o.err = o.w.Write(shown); o.err != nil {
		return 0, o.err
	}
	return len(b), nil
}
