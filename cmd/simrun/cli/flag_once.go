package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Once is the value of a flag as the command line gives it: a second value is
// joined to the first where there is a rule for that, and else refused, and so is an
// empty one, so that nothing that was given is dropped in silence.
type Once struct {
	pflag.Value
	joined  bool   // several values are one, with commas between
	Gathers bool   // the value gathers several itself
	given   bool   // on the command line
	first   string // the value that was given
}

// Set takes a value of the command line.
func (o *Once) Set(text string) error {
	switch {
	case o.empty(text):
		return errEmpty
	case !o.given || o.Gathers:
	case o.joined:
		text = o.first + "," + text
	case o.Type() == "bool" && text == o.first:
	default:
		return &twiceError{o.first}
	}
	if err := o.Value.Set(text); err != nil {
		return err
	}
	o.given, o.first = true, text
	return nil
}

// errEmpty says that a flag was given without anything in its value.
var errEmpty = errors.New("the value is empty")

// empty reports whether a value says nothing: a list of nothing is no list either.
func (o *Once) empty(text string) bool {
	if o.joined || o.Gathers {
		return strings.Trim(text, " \t,;") == ""
	}
	return strings.TrimSpace(text) == ""
}

// twiceError says that a flag was given twice that has one value.
type twiceError struct{ first string }

func (e *twiceError) Error() string {
	return fmt.Sprintf("it was given before, as %q; expected one value", e.first)
}

// gathering is a flag's value that gathers what it is given itself.
type gathering interface{ gathers() }

func (l *ListFlag) gathers() {}

func (l *LinesFlag) gathers() {}

func (f *FaultSets) gathers() {}

// JoinedFlags are the flags of which several values are one: budgets of faults add
// up, and readings and rules are for different users.
const JoinedFlags = "simrun_joined"

// Join has several values of flags joined with commas between.
func Join(c *cobra.Command, names ...string) {
	for _, name := range names {
		if err := c.Flags().SetAnnotation(name, JoinedFlags, []string{"true"}); err != nil {
			panic("simrun: a flag that does not exist: " + err.Error())
		}
	}
}

// GiveOnce has every flag of a command, and of those below it, look at whether it
// was given before.
func GiveOnce(c *cobra.Command) {
	wrap := func(f *pflag.Flag) {
		_, gathers := f.Value.(gathering)
		if f.DefValue == "0s" {
			f.DefValue = "0" // which help takes for no value, whatever the type
		}
		f.Value = &Once{Value: f.Value, joined: f.Annotations[JoinedFlags] != nil, Gathers: gathers}
	}
	c.PersistentFlags().VisitAll(wrap)
	c.LocalNonPersistentFlags().VisitAll(wrap)
	for _, below := range c.Commands() {
		GiveOnce(below)
	}
}

// setDefault gives a flag a value that is not from the command line.
func setDefault(f *pflag.Flag, text string) error {
	if o, ok := f.Value.(*Once); ok {
		return o.Value.Set(text)
	}
	return f.Value.Set(text)
}

// isTwice reports whether an error is about a flag that was given twice.
func isTwice(err error) bool {
	twice := (*twiceError)(nil)
	return errors.As(err, &twice)
}
