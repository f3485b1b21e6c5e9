package main

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/scheduler"
)

// show prints a story: first a plain sentence with the two facts that conflict,
// then what is violated in what, the transcript, and how to have it back.
func (p *reporter) show(t *story, length string) {
	s := t.game.Scenario()
	p.printf("%s\n\n%s %s\n", wrap(t.sentence(), p.width), p.verdictText(t), p.title(s))
	about := append(t.about(), [2]string{"story", length})
	if text := t.shorterText(); text != "" {
		about = append(about, [2]string{"slower", text})
	}
	if times := t.timesText(); times != "" {
		about = append(about, [2]string{"in time", times})
	}
	about = append(about, [2]string{"tested", p.tested().text()})
	p.pairs(about)
	p.showSkipped(p.out, t)
	p.moref("\n%s", t.trace.Transcript())
	p.showToken(t.token)
}

// verdictText is the verdict as text, with the property's name.
func (p *printer) verdictText(t *story) string {
	switch {
	case t.excused():
		return p.amber("EXCUSED") + " " + strings.Join(t.trace.ExcusedFrom(), ", ") + " (one run, no proof):"
	case t.verdict() == scheduler.Violated:
		return p.bold("VIOLATED", false) + " " + t.problem.Property + " (" + t.problem.Words + "):"
	case t.verdict() == scheduler.OK:
		return p.bold("OK", true) + " (one run, no proof):"
	default:
		return p.bold("UNDECIDED", false) + ":"
	}
}

// showToken says how to have a run back.
func (p *reporter) showToken(token string) {
	if p.quiet {
		p.printf("%s\n", token)
		return
	}
	replay := p.replays()
	p.printf("\nReplay it:  %s%s\nDraw it:    %s--diagram html -o story.html %s\n", replay, token, replay, token)
}

// replays is the command that carries a token out again, without the token.
func (p *reporter) replays() string {
	if p.mutant != "" {
		return "simrun replay --mutant " + p.mutant + " "
	}
	return "simrun replay "
}

// pairs prints facts under each other, their names in a column.
func (p *printer) pairs(list [][2]string) {
	const name = 14
	for _, pair := range list {
		text := hanging(wrap(pair[1], p.width-name), name)
		p.moref("  %-*s%s\n", name-2, pair[0], text)
	}
}

// facts prints what --quiet does not leave out, as pairs prints the rest.
func (p *printer) facts(list [][2]string) {
	const name = 14
	for _, pair := range list {
		p.printf("  %-*s%s\n", name-2, pair[0], hanging(wrap(pair[1], p.width-name), name))
	}
}

// hanging moves all lines of a text but the first to a column.
func hanging(text string, column int) string {
	return strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", column))
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
