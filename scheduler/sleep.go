package scheduler

// Commuting is what a system offers in addition if it knows of actions that
// commute. Those that can be left out because they do have a slot, a number below
// 64; of the actions enabled in one world no two have the same. What a system
// promises, and [CheckCommuting] looks at, is for each world in which an action a,
// and one with a slot of Commutes(a), are enabled:
//
//   - each is enabled after the other too, as the same action and equally fair;
//   - both orders lead to the same world;
//   - the judge finds the same wrong with each of the two steps, for the same
//     cause, whether it is the first or the second;
//   - each changes the measure by as much, if the system is [Measured].
type Commuting[W any, A any] interface {
	// Slot is the slot of an action, or -1 if it has none.
	Slot(a A) int
	// Commutes is the set of the slots whose actions commute with a in w.
	Commutes(w *W, a A) uint64
}

// Sleep sets (Godefroid: Partial-Order Methods for the Verification of Concurrent
// Systems, 1996, chapter 5). The sleep set of a world holds actions that need not
// be taken there, since they were taken before, in a world on every way to it, and
// commute with all that came between. Every world is still found, on its own level,
// for of the shortest ways to it that differ in the order of commuting actions only,
// the one that takes at each world the first action possible is never cut off: the
// sleep set of each world on it is part of what that way alone would give, because
// a world that is found several times on one level keeps what all have in common,
// and no shortest way leads through a world on a later level than its own. And a
// step that is left out was taken before on the way, with the same judgement, so
// that a violation shows on the level on which it would show without.

// asleep is the sleep set of a world of the current level.
func (w *worker[W, A]) asleep(world *W) uint64 {
	s := w.search
	if s.commuting == nil {
		return 0
	}
	key := s.sys.Key(world)
	s.table.grow.RLock()
	defer s.table.grow.RUnlock()
	at, known := s.table.locate(printOf(key), key, levelMark(s.depth))
	if known == isNew {
		return 0
	}
	return s.table.asleep[at].Load()
}

// wake reports whether action a is in the sleep set of the world and is to be left
// out. If not, it returns the sleep set of the world that it leads to, and lets a
// sleep in those that the actions after it lead to.
func (s *search[W, A]) wake(w *W, a A, asleep *uint64) (sleep uint64, skip bool) {
	slot := s.commuting.Slot(a)
	if slot >= 0 && *asleep>>slot&1 != 0 {
		return 0, true
	}
	sleep = *asleep & s.commuting.Commutes(w, a)
	if slot >= 0 {
		*asleep |= 1 << slot
	}
	return sleep, false
}
