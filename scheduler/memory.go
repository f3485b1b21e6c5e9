package scheduler

// memory holds the slots of a table. Small tables are left to the garbage
// collector; a large one lies in address space of its own, where the system
// grants it, so that it grows in its place and is free at once when it is closed.
type memory struct {
	slots  []slot // of which the table has
	region []slot // nil if there is none
}

// regionSlots is how large a table is that is worth a region.
const regionSlots = 1 << 16

// resize makes room for n slots, not fewer than before. Those that were there
// stay, the others are empty.
func (m *memory) resize(n uint64) []slot {
	if m.region == nil && n >= regionSlots {
		m.region = newRegion()
		copySlots(m.region, m.slots)
	}
	if n <= uint64(len(m.region)) {
		m.slots = m.region[:n]
		return m.slots
	}
	slots := make([]slot, n)
	copySlots(slots, m.slots)
	m.close()
	m.slots = slots
	return slots
}

// copySlots copies the slots that fit.
func copySlots(to, from []slot) {
	for i := range min(len(from), len(to)) {
		to[i].low.Store(from[i].low.Load())
		to[i].rest.Store(from[i].rest.Load())
	}
}

// close gives the memory back; the slots must not be used after it.
func (m *memory) close() {
	if m.region != nil {
		freeRegion(m.region)
	}
	m.slots, m.region = nil, nil
}
