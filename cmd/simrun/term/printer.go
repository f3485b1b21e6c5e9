package term

import (
	"encoding/json"
	"fmt"
	"io"
)

// PipeWidth is the width of text that does not go to a terminal. It is fixed, so
// that the same command writes the same bytes everywhere.
const PipeWidth = 100

// Printer is where results go, as text or as JSON, and what is known of how they ended.
type Printer struct {
	Out    *Output   // results only
	Stderr io.Writer // what is said beside them
	Color  bool      // the output is a terminal that wants colours
	Width  int       // columns of the output
	Quiet  bool      // no explanations
	Strict bool      // what is excused is a failure
	Status Status    // the worst so far
}

// Fail says on standard error what went wrong: bad input, as far as the user is
// concerned.
func (p *Printer) Fail(err error) {
	fmt.Fprintln(p.Stderr, "simrun:", Safe(ErrorText(err)))
	p.End(statusUsage)
}

// End notes how a part of the work ended; the worst counts.
func (p *Printer) End(s Status) {
	if s.rank() > p.Status.rank() {
		p.Status = s
	}
}

// JSON reports whether results are wanted as JSON, one object a line.
func (p *Printer) JSON() bool { return p.Out.JSON }

// Emit writes one result as a line of JSON.
func (p *Printer) Emit(v any) error {
	line, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	fmt.Fprintf(p.Out, "%s\n", line)
	return nil
}

// Printf writes a result as text.
func (p *Printer) Printf(format string, args ...any) { fmt.Fprintf(p.Out, format, args...) }

// Explainf writes text that explains a result, and that --quiet leaves out.
func (p *Printer) Explainf(format string, args ...any) {
	if !p.Quiet {
		fmt.Fprintf(p.Out, format, args...)
	}
}

// Bold is text to stand out on a terminal, in the colour of a good or a bad end.
func (p *Printer) Bold(text string, good bool) string {
	switch {
	case !p.Color:
		return text
	case good:
		return "\x1b[1;32m" + text + "\x1b[0m"
	default:
		return "\x1b[1;31m" + text + "\x1b[0m"
	}
}

// Amber is text to stand out on a terminal, in the colour of what is excused.
func (p *Printer) Amber(text string) string {
	if !p.Color {
		return text
	}
	return "\x1b[1;33m" + text + "\x1b[0m"
}

// Output is where results go. It remembers the first error of writing, so that it is
// looked at in one place: a result that did not arrive is no result. Whatever names a
// result holds, it is written such that they cannot pass for something else.
type Output struct {
	To     io.Writer
	JSON   bool // lines of JSON are wanted
	Styled bool // colours are wanted
	Err    error
}

func (o *Output) Write(b []byte) (int, error) {
	if o.Err != nil {
		return 0, o.Err
	}
	shown := b
	switch {
	case isPlain(b):
	case o.JSON:
		shown = SafeJSON(b)
	case o.Styled:
		shown = []byte(SafeStyled(string(b)))
	default:
		shown = []byte(Safe(string(b)))
	}
	if _, o.Err = o.To.Write(shown); o.Err != nil {
		return 0, o.Err
	}
	return len(b), nil
}

// FillWith fills a file with a text.
func FillWith(text []byte) func(io.Writer) error {
	return func(w io.Writer) error { _, err := w.Write(text); return err }
}
