package verdict

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

// ShowTour prints a tour, or writes it as JSON. Again is the command that carries a token out
// again, without the token.
func ShowTour(p *story.Reporter, t *Tour, again string) error {
	if p.JSON() {
		return t.emit(p, again)
	}
	if total := t.total(); total.Done > 0 {
		t.showStops(p)
	}
	for i, f := range t.Findings {
		problem := f.Story.Problem
		p.Printf("\n%d. %s: %s (%s, %s; %s in %s)\n", i+1, p.Bold(problem.Property, false), f.Story.Sentence(),
			properties.Severities()[problem.Severity].Name, f.Story.Spent().Text(), term.Count(f.Count, "schedule"), f.Stop.Scenario.Name+others(f.Stops-1))
		p.Explainf("   %s\n", f.Story.Token)
	}
	if t.More > 0 {
		p.Printf("\nand %s that are not told.\n", term.Count(t.More, "way"))
	}
	t.showRefused(p)
	t.showTotal(p)
	if len(t.Findings) > 0 {
		p.Explainf("Again:      %sTOKEN\n", again)
	}
	return nil
}

// others says at how many stops more something was met.
func others(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" and %d more", n)
}

// showStops prints a row for each scenario.
func (t *Tour) showStops(p *story.Reporter) {
	rows := [][]string{{"scenario", "faults", "schedules", "invites cross", "violated", "excused", "undecided"}}
	for i := 0; i < len(t.Stops); {
		name, faults := t.Stops[i].Scenario.Name, 0
		var all Stop
		for ; i < len(t.Stops) && t.Stops[i].Scenario.Name == name; i++ {
			if all.add(t.Stops[i]); t.Stops[i].Fault != "" && t.Stops[i].Refused == "" {
				faults++
			}
		}
		if all.Done == 0 {
			continue
		}
		row := []string{name, fmt.Sprint(faults)}
		for _, n := range []uint64{all.Done, all.Crossing, all.Wrong, all.Excused, all.Unknown} {
			row = append(row, fmt.Sprint(n))
		}
		rows = append(rows, row)
	}
	p.Printf("%s\n", p.Table(rows))
}

// showRefused says what clients cannot take part in, by reason: in which scenarios, or, of a
// fault, in none.
func (t *Tour) showRefused(p *story.Reporter) {
	var reasons []string
	scenarios := map[string][]string{}
	for _, s := range t.Stops {
		reason := cmp.Or(s.Broken, s.Refused)
		if reason == "" {
			continue
		}
		if !slices.Contains(reasons, reason) {
			reasons = append(reasons, reason)
		}
		if name := s.Scenario.Name; !slices.Contains(scenarios[reason], name) {
			scenarios[reason] = append(scenarios[reason], name)
		}
	}
	if len(reasons) > 0 {
		p.Explainf("\nNot driven:\n")
	}
	for _, reason := range reasons {
		text := reason
		if !strings.HasPrefix(reason, "fault ") {
			text = strings.Join(scenarios[reason], ", ") + ": " + reason
		}
		p.Explainf("  %s\n", term.Hanging(term.Wrap(text, p.Width-2), 2))
	}
}

// showTotal prints what all of it comes to.
func (t *Tour) showTotal(p *story.Reporter) {
	total := t.total()
	what := fmt.Sprintf("%s with seed %d, invites crossing in %d", term.Count(total.Done, "schedule"), t.Seed, total.Crossing)
	switch t.verdict() {
	case scheduler.Violated:
		p.Printf("\n%s %s: %s; %d go wrong, in %s.\n", p.Bold("VIOLATED", false), t.Clients, what, total.Wrong, term.Count(len(t.Findings)+t.More, "way"))
	case scheduler.OK:
		p.Printf("\n%s %s: nothing went wrong in %s. That is no proof.\n", p.Bold("OK", true), t.Clients, what)
	}
	if reason := t.reason(); reason != "" {
		p.Printf("%s after %s: %s.\n", p.Bold("UNDECIDED", false), what, reason)
	}
	seconds, processor := t.Elapsed.Seconds(), t.CPU.Seconds()
	p.Explainf("Digest:     %016x; the same seed has the same, on this machine\n", t.Sum)
	p.Explainf("Speed:      %.0f schedules a second by the clock", float64(total.Done)/seconds)
	if processor > 0 {
		p.Explainf(", %.0f a second of processor time", float64(total.Done)/processor)
	}
	p.Explainf(", with what is told of them\n")
}
