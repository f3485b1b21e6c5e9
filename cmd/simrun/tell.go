package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// show prints a story: first a plain sentence with the two facts that conflict,
// then what is violated in what, the transcript, and how to have it back.
func (p *program) show(t *story, length string) {
	s := t.game.Scenario()
	p.printf("%s\n\n%s %s\n", wrap(t.sentence(), p.width), p.verdictText(t), title(s))
	about := t.about()
	if text := t.excusedText(); text != "" {
		about = append([][2]string{{"excused", text}}, about...)
	}
	about = append(about, [2]string{"story", length})
	if times := t.timesText(); times != "" {
		about = append(about, [2]string{"in time", times})
	}
	p.pairs(about)
	p.moref("\n%s", t.trace.Transcript())
	p.showToken(t.token)
}

// excusedText says which properties a story that ends well was excused from, and
// why; it is empty where there was nothing to excuse.
func (t *story) excusedText() string {
	if t.problem != nil || len(t.trace.Excused) == 0 {
		return ""
	}
	spent, late := t.spent(), false
	for _, line := range t.trace.Lines {
		late = late || strings.HasPrefix(line.Name, "lifetime of ") || strings.Contains(line.Name, " expired ")
	}
	var why []string
	for _, name := range excuses(t.game.Scenario()) {
		if spent[name] > 0 || late && !slices.Contains(sim.FaultNames(), name) {
			why = append(why, name)
		}
	}
	if why == nil {
		why = []string{"something"}
	}
	return strings.Join(t.trace.Excused, ", ") + ", because " + excuseText(why)
}

// verdictText is the verdict as text, with the property's name.
func (p *program) verdictText(t *story) string {
	switch t.verdict() {
	case scheduler.Violated:
		return p.bold("VIOLATED", false) + " " + t.problem.Property + " (" + t.problem.Words + "):"
	case scheduler.OK:
		return p.bold("OK", true) + " (one run, no proof):"
	default:
		return p.bold("UNDECIDED", false) + ":"
	}
}

// showToken says how to have a run back.
func (p *program) showToken(token string) {
	if p.flags.quiet {
		p.printf("%s\n", token)
		return
	}
	replay := "simrun replay "
	if p.flags.mutant != "" {
		replay += "--mutant " + p.flags.mutant + " "
	}
	p.printf("\nReplay it:  %s%s\nDraw it:    %s--diagram html -o story.html TOKEN\n", replay, token, replay)
}

// pairs prints facts under each other, their names in a column.
func (p *program) pairs(list [][2]string) {
	const name = 14
	for _, pair := range list {
		text := strings.ReplaceAll(wrap(pair[1], p.width-name), "\n", "\n"+strings.Repeat(" ", name))
		p.moref("  %-*s%s\n", name-2, pair[0], text)
	}
}

// wrap breaks text into lines of at most width characters, between words.
func wrap(text string, width int) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		size := len([]rune(word))
		switch {
		case i == 0:
		case column+1+size > max(width, 40):
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += size
	}
	return b.String()
}

// count is a number with its noun: "1 run", "2 runs".
func count[N int | uint64](n N, noun string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
