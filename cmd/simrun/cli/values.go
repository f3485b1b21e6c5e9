package cli

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/sim"
)

// ListFlag is a flag that may be said several times, and takes several values at
// once with spaces between. The same value twice counts once.
type ListFlag []string

// String is the list as Set reads it.
func (l *ListFlag) String() string { return strings.Join(*l, " ") }

// Set adds to the list.
func (l *ListFlag) Set(text string) error {
	for part := range strings.FieldsSeq(text) {
		if !slices.Contains(*l, part) {
			*l = append(*l, part)
		}
	}
	return nil
}

// Type is what help calls such a value.
func (l *ListFlag) Type() string { return "list" }

// LinesFlag is a flag that may be said several times; each value is a text with spaces of
// its own. The same value twice counts once.
type LinesFlag []string

// String is the values as Set reads them.
func (l *LinesFlag) String() string { return strings.Join(*l, "\n") }

// Set adds to the values.
func (l *LinesFlag) Set(text string) error {
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" && !slices.Contains(*l, line) {
			*l = append(*l, line)
		}
	}
	return nil
}

// Type is what help calls such a value.
func (l *LinesFlag) Type() string { return "text" }

// FormatFlag is --format where there are more formats than text and json. The
// program then writes text, as far as it does not know better.
type FormatFlag struct {
	Program *Program
	Known   []string // the formats
	Format  string   // the one of them that is wanted
}

func (f *FormatFlag) String() string { return f.Format }

// Set takes the name of a format.
func (f *FormatFlag) Set(text string) error {
	if !slices.Contains(f.Known, text) {
		return names.Unknown("format", text, f.Known)
	}
	f.Format, f.Program.Flags.Format = text, "text"
	if text == "json" {
		f.Program.Flags.Format = text
	}
	return nil
}

// Type is what help calls such a value.
func (f *FormatFlag) Type() string { return "string" }

// FaultSets is the flag --faults of repair: several sets of faults.
type FaultSets struct{ given []string }

// Set adds sets; what is there already stays as it is.
func (f *FaultSets) Set(text string) error {
	for one := range strings.SplitSeq(text, ";") {
		if one = strings.TrimSpace(one); one == "" || slices.Contains(f.given, one) {
			continue
		}
		if one != "delaying" {
			if _, err := sim.ParseFaults(one); err != nil {
				return err
			}
		}
		f.given = append(f.given, one)
	}
	return nil
}

// String is the sets as Set takes them.
func (f *FaultSets) String() string { return strings.Join(f.given, ";") }

// Type is what help calls such a value.
func (f *FaultSets) Type() string { return "faults" }

// List is all sets, as --faults elsewhere takes them.
func (f *FaultSets) List() []string {
	var list []string
	for _, one := range f.given {
		if one != "delaying" {
			list = append(list, one)
			continue
		}
		for _, fault := range sim.Faults() {
			if fault.Delays {
				list = append(list, fault.Name+"=1")
			}
		}
	}
	if list == nil {
		list = []string{"none"}
	}
	return list
}
