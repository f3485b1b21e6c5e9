package main

import (
	"encoding/json"
	"fmt"
	"io"
)

// pipeWidth is the width of text that does not go to a terminal. It is fixed, so
// that the same command writes the same bytes everywhere.
const pipeWidth = 100

// printer is where results go, as text or as JSON, and what is known of how they ended.
type printer struct {
	out    *output   // results only
	errw   io.Writer // what is said beside them
	color  bool      // the output is a terminal that wants colours
	width  int       // columns of the output
	quiet  bool      // no explanations
	lines  bool      // JSON, one object a line
	strict bool      // what is excused is a failure
	status status    // the worst so far
}

// fail says on standard error what went wrong: bad input, as far as the user is
// concerned.
func (p *printer) fail(err error) {
	fmt.Fprintln(p.errw, "simrun:", safe(errorText(err)))
	p.end(statusUsage)
}

// end notes how a part of the work ended; the worst counts.
func (p *printer) end(s status) {
	if s.rank() > p.status.rank() {
		p.status = s
	}
}

// json reports whether results are wanted as JSON, one object a line.
func (p *printer) json() bool { return p.lines }

// emit writes one result as a line of JSON.
func (p *printer) emit(v any) error {
	line, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	fmt.Fprintf(p.out, "%s\n", line)
	return nil
}

// printf writes a result as text.
func (p *printer) printf(format string, args ...any) { fmt.Fprintf(p.out, format, args...) }

// moref writes text that explains a result, and that --quiet leaves out.
func (p *printer) moref(format string, args ...any) {
	if !p.quiet {
		fmt.Fprintf(p.out, format, args...)
	}
}

// bold is text to stand out on a terminal, in the colour of a good or a bad end.
func (p *printer) bold(text string, good bool) string {
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
func (p *printer) amber(text string) string {
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
