package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// once is the value of a flag as the command line gives it: a second value is
// joined to the first where there is a rule for that, and else refused, and so is an
// empty one, so that nothing that was given is dropped in silence.
type once struct {
	pflag.Value
	joined  bool   // several values are one, with commas between
	gathers bool   // the value gathers several itself
	given   bool   // on the command line
	first   string // the value that was given
}

// Set takes a value of the command line.
func (o *once) Set(text string) error {
	switch {
	case o.empty(text):
		return errEmpty
	case !o.given || o.gathers:
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
func (o *once) empty(text string) bool {
	if o.joined || o.gathers {
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

func (l *listFlag) gathers()  {}
func (f *faultSets) gathers() {}

// joinedFlags are the flags of which several values are one: budgets of faults add
// up, and readings and rules are for different users.
const joinedFlags = "simrun_joined"

// join has several values of flags joined with commas between.
func join(c *cobra.Command, names ...string) {
	for _, name := range names {
		if err := c.Flags().SetAnnotation(name, joinedFlags, []string{"true"}); err != nil {
			panic("simrun: a flag that does not exist: " + err.Error())
		}
	}
}

// giveOnce has every flag of a command, and of those below it, look at whether it
// was given before.
func giveOnce(c *cobra.Command) {
	wrap := func(f *pflag.Flag) {
		_, gathers := f.Value.(gathering)
		if f.DefValue == "0s" {
			f.DefValue = "0" // which help takes for no value, whatever the type
		}
		f.Value = &once{Value: f.Value, joined: f.Annotations[joinedFlags] != nil, gathers: gathers}
	}
	c.PersistentFlags().VisitAll(wrap)
	c.LocalNonPersistentFlags().VisitAll(wrap)
	for _, below := range c.Commands() {
		giveOnce(below)
	}
}

// setDefault gives a flag a value that is not from the command line.
func setDefault(f *pflag.Flag, text string) error {
	if o, ok := f.Value.(*once); ok {
		return o.Value.Set(text)
	}
	return f.Value.Set(text)
}

// isTwice reports whether an error is about a flag that was given twice.
func isTwice(err error) bool {
	twice := (*twiceError)(nil)
	return errors.As(err, &twice)
}
