package regression

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Print prints how one case went: a line, and below it what is wrong.
func Print(p *story.Reporter, r *Replayed) error {
	if p.JSON() {
		if r.Tested = p.Tested(); r.trace != nil {
			r.Tested = p.TestedOf(r.trace.Scenario)
		}
		return p.Emit(r)
	}
	if r.Status == Refused {
		return nil // standard error has said so
	}
	status := fmt.Sprintf("%-7s", r.Status)
	if r.Status != record.Same {
		status = p.Bold(status, false)
	}
	excused := ""
	if r.Verdict == story.ExcusedVerdict {
		excused = "  " + p.Amber("EXCUSED")
	}
	p.Printf("%s  %s%s\n", status, r.File, excused)
	for _, e := range r.Excused {
		p.Explainf("%s\n", term.Indent(term.Hanging(term.Wrap("excused "+e.Property+" ("+e.Words+"), because "+strings.Join(e.Because, "; and "), p.Width-9), 0), 9))
	}
	if r.Message != "" {
		p.Printf("%s\n", term.Indent(r.Message, 9))
	}
	for _, f := range r.Readings {
		switch {
		case f.Verdict == "violated":
			p.Printf("%s\n", term.Indent(fmt.Sprintf("%s %s: %s\n%s", f.Claim, f.Reading, p.Bold("VIOLATED", false), f.Message), 9))
		case f.Message != "":
			p.Explainf("%s\n", term.Indent(f.Claim+" "+f.Reading+": "+f.Message, 9))
		}
	}
	return nil
}

// Tally counts how cases went.
type Tally struct {
	status  map[record.Status]int
	excused int            // cases that end as they should only because something was destroyed
	verdict map[string]int // of the readings
}

// Add counts how a case went.
func (t *Tally) Add(r *Replayed) {
	if t.status == nil {
		t.status, t.verdict = map[record.Status]int{}, map[string]int{}
	}
	t.status[r.Status]++
	if r.Verdict == story.ExcusedVerdict {
		t.excused++
	}
	for _, f := range r.Readings {
		t.verdict[f.Verdict]++
	}
}

// Text says how many of so many cases went how.
func (t *Tally) Text(cases int) string {
	done := 0
	var parts []string
	for _, s := range []record.Status{record.Same, record.Fixed, record.Drifted, record.Gone, Refused} {
		done += t.status[s]
		if n := t.status[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	if t.excused > 0 {
		parts = append(parts, fmt.Sprintf("%d of them excused", t.excused))
	}
	for _, v := range []string{"proved", story.ExcusedVerdict, "ok", "violated"} {
		if n := t.verdict[v]; n > 0 {
			what := map[string]string{"proved": "proven", story.ExcusedVerdict: "excused", "ok": "followed only", "violated": "violated"}[v]
			parts = append(parts, term.Count(n, "reading")+" "+what)
		}
	}
	text := term.Count(cases, "case") + ": " + strings.Join(parts, ", ")
	if done < cases {
		text += fmt.Sprintf(", %d not looked at", cases-done)
	}
	return text
}
