package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/sim"
)

// MaxText is the longest plan that is read, in bytes.
const MaxText = 256 << 10

// Parse reads a plan, one line each, # for comments; file names it in errors. Nothing is
// half read: any error leaves no plan.
func Parse(file, text string) (*Plan, error) {
	if len(text) > MaxText {
		return nil, fmt.Errorf("%s: a plan has at most %d bytes, this one has %d", file, MaxText, len(text))
	}
	p := &Plan{File: file}
	own := false // the line before was one of a scenario of the plan
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		var err error
		rest, isOwn := strings.CutPrefix(strings.TrimSpace(line), "|")
		words := wordsOf(line)
		switch {
		case isOwn && own:
			last := &p.own[len(p.own)-1]
			last.text += strings.TrimSpace(rest) + "\n"
		case isOwn:
			err = errors.New("a line that begins with | belongs to a scenario; expected `scenario NAME` before it")
		case len(words) > 0:
			own = words[0] == "scenario"
			err = p.read(i+1, words)
		}
		if err != nil {
			return nil, &sim.ParseError{File: file, Line: i + 1, Err: err}
		}
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	p.finish()
	return p, nil
}

// wordsOf are the words of a line before its comment.
func wordsOf(line string) []string {
	if i := strings.IndexByte(line, '#'); i >= 0 {
		line = line[:i]
	}
	return strings.Fields(line)
}

// read reads one line.
func (p *Plan) read(at int, words []string) error {
	switch words[0] {
	case "about":
		if p.About != "" {
			return errors.New("about stands here a second time")
		}
		if p.About = strings.Join(words[1:], " "); p.About == "" {
			return errors.New("about needs a sentence: expected `about WORDS…`")
		}
		return nil
	case "scenario":
		return p.readScenario(at, words[1:])
	}
	i := slices.Index(kindNames(), words[0])
	if i < 0 {
		return names.Unknown("line", words[0], append(kindNames(), "about", "scenario"))
	}
	k := kinds()[i]
	t := k.usual
	t.Kind, t.line = k.Kind, at
	if err := k.read(&t, words[1:]); err != nil {
		return err
	}
	p.Tasks = append(p.Tasks, t)
	return nil
}

// readScenario begins a scenario of the plan's own.
func (p *Plan) readScenario(at int, words []string) error {
	if len(words) != 1 {
		return errors.New("expected `scenario NAME`, and its lines below, each with | before it")
	}
	if name := words[0]; slices.Contains(p.scenarioNames(), name) || name == All {
		return fmt.Errorf("scenario %s: there is one of this name; choose another", name)
	}
	p.own = append(p.own, scenario{name: words[0], line: at + 1})
	return nil
}

// read takes the words of a task apart.
func (k *kind) read(t *Task, words []string) error {
	word := func(w string) int { return slices.IndexFunc(k.options, func(o option) bool { return o.word == w }) }
	next := func() (values []string) {
		for len(words) > 0 && word(words[0]) < 0 {
			if values = append(values, words[0]); slices.Contains(values[:len(values)-1], words[0]) {
				values = values[:len(values)-1] // the same twice is once
			}
			words = words[1:]
		}
		return values
	}
	if t.Names = next(); len(t.Names) == 0 {
		return fmt.Errorf("%s needs a name: expected `%s`", k.Kind, k.form)
	}
	var seen []string
	for len(words) > 0 {
		o := k.options[word(words[0])]
		if slices.Contains(seen, o.word) {
			return fmt.Errorf("%s stands here a second time", o.word)
		}
		seen, words = append(seen, o.word), words[1:]
		values := next()
		switch {
		case len(values) == 0:
			return fmt.Errorf("%s needs a value: expected `%s`", o.word, k.form)
		case len(values) > 1 && !o.list:
			return fmt.Errorf("%s %s: unexpected %q: expected `%s`", o.word, values[0], values[1], k.form)
		}
		if err := o.set(t, values); err != nil {
			return err
		}
	}
	return nil
}

// check looks at the whole.
func (p *Plan) check() error {
	for _, s := range p.own {
		if strings.TrimSpace(s.text) == "" {
			return &sim.ParseError{File: p.File, Line: s.line - 1, Err: fmt.Errorf("scenario %s has no lines; expected them below, each with | before it", s.name)}
		}
		if _, err := sim.Parse(p.File, s.text, s.line); err != nil {
			return fmt.Errorf("scenario %s: %w", s.name, err)
		}
	}
	if len(p.Tasks) == 0 {
		return fmt.Errorf("%s: there is nothing to do in this plan; expected a line such as `%s`", p.File, kinds()[0].example)
	}
	total := uint64(0)
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if err := kindOf(t.Kind).check(p, t); err != nil {
			return &sim.ParseError{File: p.File, Line: t.line, Err: err}
		}
		if total += t.size(); total > mostShards {
			return &sim.ParseError{File: p.File, Line: t.line, Err: fmt.Errorf("more than %d shards; make them larger, with `shard N`", mostShards)}
		}
	}
	return nil
}
