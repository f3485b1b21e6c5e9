package scheduler

// pending remembers one number per enabled action for as long as the action
// stays enabled. An action that was not enabled the step before has the number
// zero, by which its owner knows that it is new.
type pending[A comparable] struct {
	same func(a, b A) bool // what counts as one action; nil means ==

	actions, oldActions []A
	values, oldValues   []uint64
}

// reset forgets everything.
func (p *pending[A]) reset() { p.actions, p.values = p.actions[:0], p.values[:0] }

// update takes what is enabled now and returns the numbers, one per action,
// which the caller may change. Where several enabled actions are the same to
// p.same, the first of them carries the number of all, and the others have a
// copy from before the caller's change.
func (p *pending[A]) update(enabled []A) []uint64 {
	p.actions, p.oldActions = p.oldActions[:0], p.actions
	p.values, p.oldValues = p.oldValues[:0], p.values
	at := 0
	for _, a := range enabled {
		p.actions = append(p.actions, a)
		// Most of what is enabled stays so and keeps its order, so that the
		// search goes on where the last one was found.
		value := uint64(0)
		for n := len(p.oldActions); n > 0; n-- {
			if at >= len(p.oldActions) {
				at = 0
			}
			if p.equal(a, p.oldActions[at]) {
				value = p.oldValues[at]
				break
			}
			at++
		}
		p.values = append(p.values, value)
	}
	return p.values
}

// forget makes action i of the last update new again, because it is about to
// happen and may be enabled once more at once.
func (p *pending[A]) forget(i int) {
	for j, a := range p.actions {
		if p.equal(a, p.actions[i]) {
			p.values[j] = 0
		}
	}
}

func (p *pending[A]) equal(a, b A) bool { return a == b || p.same != nil && p.same(a, b) }
