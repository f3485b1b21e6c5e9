package judge

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
)

func joinOr(list []string) string { return term.JoinOr(list) }

// maxLines is how many events, calls and findings are printed; JSON has them all.
const maxLines = 60

// Show prints a report.
func Show(p *term.Printer, r *Report) {
	p.Printf("%s\n", p.Bold(r.Headline(), !r.Bad()))
	section(p, "Calls")
	for _, c := range clip(p, r.Calls) {
		for i, e := range c.Ends {
			label := ""
			if i == 0 {
				label = c.Name
			}
			p.Printf("  %-4s%s\n", label, term.Hanging(term.Wrap(e.Who+" "+e.Went+".", p.Width-6), 6))
		}
	}
	section(p, "Events")
	for _, e := range clip(p, r.Events) {
		at := "?"
		if e.AtMS != nil {
			at = span(*e.AtMS)
		}
		p.Printf("%4d  %10s  %-9s %-22s %-3s %s\n", e.Number, at, e.Who, e.Type, e.Call, e.Says)
	}
	showLogs(p, r)
	showFindings(p, r)
	showDevices(p, r)
	showKnown(p, r)
	showRuns(p, r)
	list(p, "It would have gone well with", r.Remedies)
	list(p, "Not known", r.Unknown)
}

// Headline is the verdict in a sentence.
func (r *Report) Headline() string {
	wrong, left := r.count(Wrong), r.count(Left)
	what := fmt.Sprintf("%s, %s", term.Count(len(r.Calls), "call"), term.Count(len(r.Events), "event"))
	switch {
	case left > 0 && wrong > 0:
		return fmt.Sprintf("LEFT THE SPECIFICATION and WENT WRONG: %s: %s, %s.", what, term.Count(left, "deviation"), term.Count(wrong, "failure"))
	case left > 0:
		return fmt.Sprintf("LEFT THE SPECIFICATION: %s: %s.", what, term.Count(left, "deviation"))
	case r.Bad():
		return fmt.Sprintf("WENT WRONG: %s.", what)
	default:
		return fmt.Sprintf("NOTHING WRONG FOUND: %s.", what)
	}
}

func section(p *term.Printer, title string) { p.Printf("\n%s\n", title) }

// clip is as much of a list as is printed, and says what it leaves out.
func clip[T any](p *term.Printer, list []T) []T {
	if len(list) <= maxLines {
		return list
	}
	p.Printf("  (the first %d of %d; --format json has all)\n", maxLines, len(list))
	return list[:maxLines]
}

func list(p *term.Printer, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	section(p, title)
	for _, line := range clip(p, lines) {
		p.Printf("  %s\n", term.Hanging(term.Wrap(line+".", p.Width-2), 2))
	}
}

func showLogs(p *term.Printer, r *Report) {
	for _, f := range r.Files {
		if f.Says != "" {
			section(p, "The file says of itself ("+f.Name+")")
			p.Printf("  %s\n", term.Hanging(term.Wrap(f.Says, p.Width-2), 2))
		}
		if len(f.Logs) == 0 {
			continue
		}
		section(p, "Log of a device, as it is ("+f.Name+")")
		for _, l := range clip(p, f.Logs) {
			p.Printf("%16s  %s\n", span(l.AtMS), term.Hanging(term.Wrap(l.Text, p.Width-18), 18))
		}
	}
}

// gradeWords are how findings begin.
var gradeWords = map[Grade]string{Left: "LEFT", Wrong: "WRONG", Note: "note"}

func showFindings(p *term.Printer, r *Report) {
	if len(r.Findings) == 0 {
		return
	}
	section(p, "Findings")
	for _, f := range clip(p, r.Findings) {
		where := ""
		if f.Event > 0 {
			where = fmt.Sprintf("event %d: ", f.Event)
		}
		text := where + f.What + " [" + f.Clause + "]."
		if len(f.Allowed) > 0 {
			could := " Could have followed: "
			if f.Missing {
				could = " Should have followed: "
			}
			text += could + joinOr(f.Allowed) + "."
		}
		p.Printf("  %-6s%s\n", gradeWords[f.Grade], term.Hanging(term.Wrap(text, p.Width-8), 8))
	}
}

func showDevices(p *term.Printer, r *Report) {
	if len(r.Devices) == 0 {
		return
	}
	section(p, "What explains each device")
	for _, d := range r.Devices {
		p.Printf("  %-9s %s\n", d.Name, term.Hanging(term.Wrap(d.sentence(), p.Width-12), 12))
	}
}

func showKnown(p *term.Printer, r *Report) {
	if len(r.Known) == 0 {
		return
	}
	section(p, "Known stories")
	shown := 0
	for _, k := range r.Known {
		if shown++; shown > maxKnown {
			p.Printf("  … and %s with just these events\n", term.Count(len(r.Known)-maxKnown, "other"))
			break
		}
		p.Printf("  %s\n", term.Hanging(term.Wrap(k.sentence(), p.Width-2), 2))
	}
}

func showRuns(p *term.Printer, r *Report) {
	if len(r.Runs) == 0 {
		return
	}
	section(p, "A run of the model that has just these events, one of many")
	for _, run := range r.Runs {
		text := "calls " + commas(run.Calls) + ", " + run.Readings + ", " + run.Timing
		if run.Settled {
			text += ": " + run.Ended
			if run.Well == 0 {
				text += "; none of the " + term.Count(run.Found, "run") + " that were found ends well"
			}
		} else {
			text += "; what comes after these events is open"
		}
		p.Printf("  %s\n  simrun replay %s\n", term.Hanging(term.Wrap(text+".", p.Width-2), 2), run.Token)
	}
}

// commas are names joined by commas.
func commas(list []string) string { return strings.Join(list, ", ") }
