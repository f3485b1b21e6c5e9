package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/properties"
)

// explainExcused explains a run in which nothing is wrong only because of what it
// destroyed: what users suffer, and at which steps what was destroyed. No step of a
// device could have helped, so that there is no pivot and no rescue.
func (p *reporter) explainExcused(r *explained, d picture) error {
	t := r.story
	if d.format != "" {
		if err := p.draw(d, t, r.lead); err != nil {
			return err
		}
	}
	switch {
	case p.json():
		return p.emit(r.excusedJSON(p.headOf(t.game.Scenario())))
	case d.format == "":
		p.printf("%s\n\n%s %s: %s\n", wrap(t.sentence(), p.width), p.amber("EXCUSED"),
			strings.Join(t.trace.ExcusedFrom(), ", "), p.title(t.game.Scenario()))
		p.pairs(append(t.excusedPairs(), t.lossPairs()...))
	case d.file != "":
		p.printf("%s\nDrawn:  %s\n", wrap(t.sentence(), p.width), d.file)
	}
	return nil
}

// lossPairs says at which steps that was destroyed which excuses anything.
func (t *story) lossPairs() [][2]string {
	var list [][2]string
	for _, loss := range t.trace.Losses {
		excuses := func(e play.Excuse) bool { return slices.Contains(e.Because, loss.Words) }
		if slices.ContainsFunc(t.trace.Excuses, excuses) {
			step := fmt.Sprintf("step %d of %d, %s: %s", loss.Line+1, len(t.trace.Lines), t.trace.Lines[loss.Line].Name, loss.Words)
			list = append(list, [2]string{"destroyed", step})
		}
	}
	return list
}

func (r *explained) excusedJSON(h head) explainedJSON {
	t := r.story
	first := &t.trace.Excuses[0]
	rank := t.trace.Severity()
	return explainedJSON{
		head: h, Verdict: excusedVerdict, Property: first.Property, Words: first.Words, Message: t.sentence(),
		Severity: severityJSON{rank + 1, properties.Severities()[rank].Name}, Excused: t.excuses(), Bad: []json.Number{},
		Schedule: t.schedule.Names, Token: t.token,
	}
}
