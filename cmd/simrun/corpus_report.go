package main

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
)

// printReplayed prints how one case went: a line, and below it what is wrong.
func (p *reporter) printReplayed(r *replayed) error {
	if p.json() {
		r.Tested = p.tested()
		return p.emit(r)
	}
	if r.Status == refused {
		return nil // standard error has said so
	}
	status := fmt.Sprintf("%-7s", r.Status)
	if r.Status != play.Same {
		status = p.bold(status, false)
	}
	excused := ""
	if r.Verdict == excusedVerdict {
		excused = "  " + p.amber("EXCUSED")
	}
	p.printf("%s  %s%s\n", status, r.File, excused)
	for _, e := range r.Excused {
		p.moref("%s\n", indent(hanging(wrap("excused "+e.Property+" ("+e.Words+"), because "+strings.Join(e.Because, "; and "), p.width-9), 0), 9))
	}
	if r.Message != "" {
		p.printf("%s\n", indent(r.Message, 9))
	}
	for _, f := range r.Readings {
		switch {
		case f.Verdict == "violated":
			p.printf("%s\n", indent(fmt.Sprintf("%s %s: %s\n%s", f.Claim, f.Reading, p.bold("VIOLATED", false), f.Message), 9))
		case f.Message != "":
			p.moref("%s\n", indent(f.Claim+" "+f.Reading+": "+f.Message, 9))
		}
	}
	return nil
}

// tally counts how cases went.
type tally struct {
	status  map[play.Status]int
	excused int            // cases that end as they should only because something was destroyed
	verdict map[string]int // of the readings
}

func (t *tally) add(r *replayed) {
	if t.status == nil {
		t.status, t.verdict = map[play.Status]int{}, map[string]int{}
	}
	t.status[r.Status]++
	if r.Verdict == excusedVerdict {
		t.excused++
	}
	for _, f := range r.Readings {
		t.verdict[f.Verdict]++
	}
}

// text says how many of so many cases went how.
func (t *tally) text(cases int) string {
	done := 0
	var parts []string
	for _, s := range []play.Status{play.Same, play.Fixed, play.Drifted, play.Gone, refused} {
		done += t.status[s]
		if n := t.status[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	if t.excused > 0 {
		parts = append(parts, fmt.Sprintf("%d of them excused", t.excused))
	}
	for _, v := range []string{"proved", excusedVerdict, "ok", "violated"} {
		if n := t.verdict[v]; n > 0 {
			what := map[string]string{"proved": "proven", excusedVerdict: "excused", "ok": "followed only", "violated": "violated"}[v]
			parts = append(parts, count(n, "reading")+" "+what)
		}
	}
	text := count(cases, "case") + ": " + strings.Join(parts, ", ")
	if done < cases {
		text += fmt.Sprintf(", %d not looked at", cases-done)
	}
	return text
}
