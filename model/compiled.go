package model

import "slices"

// Compiled is a rule as a machine has it for one input in one state: what no knob decides
// any more. Whoever writes the machine down in another language starts from these.
type Compiled struct {
	Rule  uint16 // as an index into the machine's list
	If    Facts  // all of these must hold
	Any   Facts  // at least one of these must hold, if there are any
	Deny  Facts  // none of these may hold
	To    State  // the next state of the named call, unless Stays
	Stays bool
	Do    []Effect
}

// Compiled lists the rules for an input that names a call in a state, of which exactly one
// applies.
func (m *Machine) Compiled(in Input, state State) []Compiled {
	var list []Compiled
	for i := range m.table[in][state] {
		p := &m.table[in][state][i]
		do := p.do[:]
		if end := slices.Index(do, NoEffect); end >= 0 {
			do = do[:end]
		}
		list = append(list, Compiled{p.rule, p.need, p.any, p.deny, p.to, p.stays, slices.Clone(do)})
	}
	return list
}

// Keeps are the flags that a call has in a state, if it had them before.
func (m *Machine) Keeps(state State) Flags { return m.keeps[state] }

// RingOnly reports whether the user's silence counts only while no own call is unanswered.
func (m *Machine) RingOnly() bool { return m.ringOnly }
