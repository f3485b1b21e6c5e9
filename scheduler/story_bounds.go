package scheduler

import "unsafe"

// lastWorlds is how many worlds the second pass may still expand once the context has
// ended: less than a second's work, in which the stories to what is near are found.
const lastWorlds = 30_000

// unboundedWays is what the ways may take where the search has no bound: beyond it
// one way to each world is enough.
const unboundedWays = 1 << 30

// startOver forgets all ways, and from now on carries one to each world only.
func (t *storyteller[W, A]) startOver() {
	t.byActor, t.full, t.links = false, false, nil
	for _, h := range t.shares {
		h.here, h.there = waysLevel[W]{}, waysLevel[W]{}
		h.note()
	}
	t.account()
}

// release gives back what the budget has given.
func (t *storyteller[W, A]) release() { t.search.budget.give(t.held) }

// mayGoOn reports whether so many worlds more may be expanded: there is memory, and
// the context has not ended, or only just.
func (t *storyteller[W, A]) mayGoOn(worlds int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.search.ctx.Err() != nil {
		t.left -= worlds
		t.cut = t.cut || t.left < 0
	}
	t.full = t.full || !t.account()
	return !t.full && !t.cut
}

// account has the budget give what the ways take. It returns false if they take too
// much and could do with less. One way to each world has to be: the budget then says
// by how much it was exceeded.
func (t *storyteller[W, A]) account() bool {
	b, holds := t.search.budget, uint64(0)
	for _, h := range t.shares {
		holds += h.holds.Load()
	}
	for _, links := range t.links {
		holds += uint64(len(links)) * uint64(unsafe.Sizeof(link{}))
	}
	switch {
	case holds <= t.held:
		b.give(t.held - holds)
	case t.byActor && (b.limit.Load() == never && holds > unboundedWays || !b.take(holds-t.held)):
		return false
	case !t.byActor:
		b.force(holds - t.held)
	}
	t.held = holds
	return true
}

// note notes what a share holds, so that nobody has to wait for it to know.
func (h *share[W]) note() { h.holds.Store(h.here.bytes() + h.there.bytes() + h.seating.bytes()) }

// abandon gives back the chunks that were not read, and those of the level that was
// being built.
func (t *storyteller[W, A]) abandon() {
	for i := range t.level {
		if c := t.level[i].chunk; c != nil {
			t.search.store.give(c)
		}
	}
	t.level = nil
	for _, h := range t.shares {
		if c := h.end(); c != nil {
			h.there.add(c)
		}
		for _, c := range h.there.chunks {
			t.search.store.give(c)
		}
		h.there.chunks = nil
	}
}
