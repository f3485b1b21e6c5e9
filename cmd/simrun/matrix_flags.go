package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/model/names"
)

// listFlag is a flag that may be said several times, and takes several values at
// once with spaces between. The same value twice counts once.
type listFlag []string

// String is the list as Set reads it.
func (l *listFlag) String() string { return strings.Join(*l, " ") }

// Set adds to the list.
func (l *listFlag) Set(text string) error {
	for part := range strings.FieldsSeq(text) {
		if !slices.Contains(*l, part) {
			*l = append(*l, part)
		}
	}
	return nil
}

// Type is what help calls such a value.
func (l *listFlag) Type() string { return "list" }

// formatFlag is --format where there are more formats than text and json. The
// program then writes text, as far as it does not know better.
type formatFlag struct {
	p      *program
	format string
}

func (f *formatFlag) String() string { return f.format }

// Set takes the name of a format.
func (f *formatFlag) Set(text string) error {
	if !slices.Contains(matrixFormats, text) {
		return names.Unknown("format", text, matrixFormats)
	}
	f.format, f.p.flags.format = text, "text"
	if text == "json" {
		f.p.flags.format = text
	}
	return nil
}

// Type is what help calls such a value.
func (f *formatFlag) Type() string { return "string" }

// readingsOf are the readings of a flag: each value is one, unless it has commas
// between plain names.
func readingsOf(list []string, usual []string) []string {
	if len(list) == 0 {
		return usual
	}
	var readings []string
	for _, value := range list {
		if user, _, ok := strings.Cut(value, "="); ok && !strings.ContainsAny(user, "+,") {
			readings = append(readings, value) // alice=NAME,bob=NAME
			continue
		}
		readings = append(readings, strings.Split(value, ",")...)
	}
	return readings
}

// none stands for no fault.
const none = "none"

// plainFaults are combinations of faults as a table names them.
func plainFaults(list []string) []string {
	var names []string
	for _, faults := range list {
		if strings.Trim(faults, ",") == "" {
			faults = none
		}
		names = append(names, strings.ReplaceAll(faults, "=1", ""))
	}
	return names
}

// noMixed refuses readings that differ between the users where a view pairs them
// itself.
func noMixed(view string, readings []string) error {
	for _, reading := range readings {
		if user, _, ok := strings.Cut(reading, "="); ok && !strings.Contains(user, "+") {
			return fmt.Errorf("--reading %s: --view %s gives each user a reading itself; expected names such as robust or js-21.1", reading, view)
		}
	}
	return nil
}
