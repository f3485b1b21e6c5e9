package term

import (
	"errors"
	"fmt"
	"strings"

	"github.com/glarelab/glare/model/names"
)

// listedBy says of the kinds of which there are many which command shows all.
var listedBy = map[string]string{
	"command":  "`simrun help` shows all",
	"scenario": "`simrun list scenarios` shows all",
	"reading":  "`simrun list readings` and `simrun list profiles` show all",
	"profile":  "`simrun list profiles` shows all",
	"knob":     "`simrun list knobs` shows all",
	"fault":    "`simrun list faults` shows all",
	"property": "`simrun list properties` shows all",
	"strategy": "`simrun list strategies` shows all",

	"value of --strategy": "`simrun list strategies` shows all",
	"hole or knob":        "`simrun list holes` and `simrun list knobs` show all",
}

// ErrorText is the text of an error as users read it: instead of many names that are
// known it tells the command that shows them.
func ErrorText(err error) string {
	text := err.Error()
	for _, unknown := range unknownNames(err) {
		if help := listing(unknown); help != "" {
			text = strings.Replace(text, unknown.Error(), unknown.With(help), 1)
		}
	}
	return text
}

// listing tells the command that shows the names that are known, where it should stand
// for them: there are many, and none is near; or it is empty.
func listing(e *names.UnknownError) string {
	switch {
	case e.Near != "":
		return ""
	case e.What == "mutant":
		return fmt.Sprintf("`simrun list mutants` names all %d", len(e.Known))
	default:
		return listedBy[e.What]
	}
}

// unknownNames are the names that an error says are not known: it, or any that it is
// made of.
func unknownNames(err error) []*names.UnknownError {
	unknown, ok := err.(*names.UnknownError) //nolint:errorlint // what it wraps is looked at below
	if ok {
		return []*names.UnknownError{unknown}
	}
	var list []*names.UnknownError
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range several.Unwrap() {
			list = append(list, unknownNames(one)...)
		}
	} else if one := errors.Unwrap(err); one != nil {
		list = unknownNames(one)
	}
	return list
}
