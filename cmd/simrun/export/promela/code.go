package promela

import (
	"fmt"
	"strings"
)

// code is lines of Promela.
type code []string

func line(format string, args ...any) code { return code{fmt.Sprintf(format, args...)} }

// with is the code and then some more.
func (c code) with(more ...code) code {
	all := append(code(nil), c...)
	for _, m := range more {
		all = append(all, m...)
	}
	return all
}

func (c code) indented() code {
	var list code
	for _, l := range c {
		list = append(list, "  "+l)
	}
	return list
}

// branch is what is done under a condition.
type branch struct {
	when string
	do   code
}

// choose does the first of some branches whose condition holds, or nothing.
func choose(branches ...branch) code {
	var list code
	for _, b := range branches {
		if len(b.do) > 0 {
			list = append(list, ":: "+b.when+" ->")
			list = append(list, b.do.indented()...)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return code{"if"}.with(list, line(":: else"), line("fi;"))
}

// always does something without a condition.
const always = "true"

// either is a condition that holds if one of some does; both, if all do.
func either(conditions ...string) string { return join(conditions, " || ", "false") }

func both(conditions ...string) string { return join(conditions, " && ", "true") }

func join(list []string, by, none string) string {
	switch len(list) {
	case 0:
		return none
	case 1:
		return list[0]
	default:
		return "(" + strings.Join(list, by) + ")"
	}
}

func not(condition string) string { return "!(" + condition + ")" }
