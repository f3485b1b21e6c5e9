package checker

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/scheduler"
)

// Skip is a step of a schedule that was followed, and was not carried out.
type Skip struct {
	Step    int // from 1
	Name    string
	Unknown bool     // no action of the scenario has this name, at any time
	Needs   string   // a fault that the scenario would need for it, or ""
	Near    string   // an action that may be meant, or ""
	Enabled []string // what was possible instead
}

// Reason says why the step was not carried out.
func (s *Skip) Reason() string {
	near := ""
	if s.Near != "" {
		near = fmt.Sprintf("; did you mean %q?", s.Near)
	}
	switch {
	case s.Needs != "":
		return "this scenario does not have the fault " + s.Needs
	case s.Unknown:
		return "no action of this scenario has this name" + near
	case len(s.Enabled) == 0:
		return "not enabled: nothing was"
	default:
		return "not enabled; enabled were: " + strings.Join(s.Enabled, ", ")
	}
}

// Followed is what became of a schedule that was followed.
type Followed struct {
	Steps   int    // of the schedule
	Skipped []Skip // those that were not carried out
}

// Lost says why a run is another story than the schedule that it followed, or is
// empty. A step that is no action of the scenario was not meant as one of it; and
// where more than two steps were skipped for each that was carried out, what is
// told is what the calm drain did, rather than the schedule.
func (f *Followed) Lost() string {
	unknown := 0
	for i := range f.Skipped {
		if f.Skipped[i].Unknown {
			unknown++
		}
	}
	switch done := f.Steps - len(f.Skipped); {
	case unknown == 1:
		return fmt.Sprintf("of its %d steps 1 is no action of this scenario", f.Steps)
	case unknown > 1:
		return fmt.Sprintf("of its %d steps %d are no actions of this scenario", f.Steps, unknown)
	case len(f.Skipped) > 2*done:
		return fmt.Sprintf("of its %d steps only %d were possible", f.Steps, done)
	default:
		return ""
	}
}

// followed says what became of a schedule of which some steps were skipped.
func (c *checker[W]) followed(s scheduler.Schedule, skipped []scheduler.DivergedError) Followed {
	f := Followed{Steps: len(s.Names)}
	if len(skipped) == 0 {
		return f
	}
	words := c.inner.Vocabulary()
	for _, d := range skipped {
		skip := Skip{Step: d.Step + 1, Name: d.Wanted, Enabled: d.Enabled}
		var known bool
		if skip.Needs, known = words.Knows(d.Wanted); !known {
			skip.Unknown = true
			if skip.Needs == "" {
				skip.Near = cmp.Or(names.Nearest(d.Wanted, d.Enabled), words.Nearest(d.Wanted))
			}
		}
		f.Skipped = append(f.Skipped, skip)
	}
	return f
}
