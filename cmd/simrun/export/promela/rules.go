package promela

import (
	"cmp"
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// given is an input that a device is given: about which call, with whether the sync response
// goes on, and whether another input is behind it, of which it is a part.
type given struct {
	device int
	in     model.Input
	call   int
	batch  bool
	nested bool
}

// name is what the model calls it.
func (m *Model) inputName(g given) string {
	word := strings.NewReplacer("(", "_", ")", "").Replace(g.in.String())
	name := m.word(g.device, g.call) + "_" + word
	if g.nested {
		name += "_now"
	}
	return name
}

// give hands a device an input: nothing, if it never does anything.
func (m *Model) give(d int, in model.Input, c int, batch bool) code {
	return m.giveAs(given{device: d, in: in, call: c, batch: batch})
}

func (m *Model) giveAs(g given) code {
	does, known := m.inlines[g]
	if !known {
		if m.within[g] {
			m.fail("%s goes on with itself", m.inputName(g))
			return nil
		}
		m.within[g] = true
		body := m.respond(g)
		m.within[g] = false
		does = len(body) > 0
		m.inlines[g] = does
		if does {
			m.bodies = m.bodies.with(line("inline %s() {", m.inputName(g)), body.indented(), line("}"))
		}
	}
	if !does {
		return nil
	}
	return line("%s();", m.inputName(g))
}

// respond is what a device does about an input, by the state of the call.
func (m *Model) respond(g given) code {
	var texts []string
	states := map[string][]model.State{}
	bodies := map[string]code{}
	for s := range model.NumStates {
		if !m.canBe(g.device, g.call, s) {
			continue
		}
		body := m.inState(g, s)
		if len(body) == 0 {
			continue
		}
		text := strings.Join(body, "\n")
		if states[text] == nil {
			texts, bodies[text] = append(texts, text), body
		}
		states[text] = append(states[text], s)
	}
	var branches []branch
	for _, text := range texts {
		branches = append(branches, branch{m.is(g.device, g.call, states[text]...), bodies[text]})
	}
	return choose(branches...)
}

// inState is what a device does about an input that names a call in a state.
func (m *Model) inState(g given, s model.State) code {
	machine := m.sys.Machine(g.device)
	hold, of := m.settled(g)
	var looks model.Facts
	var rules []model.Compiled
	other, plain := false, true
	for _, r := range machine.Compiled(g.in, s) {
		need, anyOf, deny, dead := guard(r, hold, of)
		if dead {
			continue
		}
		r.If, r.Any, r.Deny = need, anyOf, deny
		looks |= need | anyOf | deny
		plain = plain && need|anyOf|deny == 0
		other = other || slices.ContainsFunc(r.Do, isOnOther)
		rules = append(rules, r)
	}
	if plain && len(rules) > 1 {
		m.fail("%d rules apply to %s in state %s", len(rules), m.inputName(g), s)
	}
	inF := looks&^ofCall != 0
	var branches []branch
	for _, r := range rules {
		does := m.apply(g, s, r)
		if len(does) == 0 {
			continue
		}
		comment := line("/* %s */", machine.Rule(r.Rule).Name())
		branches = append(branches, branch{m.ask(g, r.If, r.Any, r.Deny, inF), comment.with(does)})
	}
	var first code
	switch {
	case len(branches) == 0:
		return nil
	case inF || other:
		first = m.find(g, looks, other)
	}
	if plain {
		return first.with(branches[0].do)
	}
	return first.with(choose(branches...))
}

// order is how two calls compare to a device: by their IDs, or as its reading has it.
func (m *Model) order(initial, d, x, y int) int {
	reading := &m.scenario.Devices[d].Reading
	sign := model.Order(reading.Setting[model.Cmp].Value).Compare(m.id(initial, x), m.id(initial, y))
	switch {
	case reading.Is(model.Winner, "greater-id"):
		return -sign
	case reading.Is(model.Winner, "lesser-user"):
		return cmp.Compare(m.sys.UserName(m.sys.Owner(x)), m.sys.UserName(m.sys.Owner(y)))
	default:
		return sign
	}
}

// id is the ID of a call in an initial world.
func (m *Model) id(initial, c int) string {
	var w sim.World
	m.sys.Initial(initial, &w)
	return m.sys.ID(&w, c)
}
