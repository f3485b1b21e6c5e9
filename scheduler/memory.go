package scheduler

import "unsafe"

// memory holds what a table has for each slot. Small tables are left to the
// garbage collector; a large one lies in address space of its own, where the
// system grants it, so that it grows in its place and is free at once when it is
// closed. T has no pointers.
type memory[T any] struct {
	slots  []T
	region []T // nil if there is none
}

// regionWorth is how many bytes are worth a region.
const regionWorth = 1 << 20

// resize makes room for n slots, not fewer than before. Those that were there
// stay, the others are zero.
func (m *memory[T]) resize(n uint64) []T {
	if m.region == nil && fitsRegion(n*uint64(unsafe.Sizeof(*new(T)))) {
		m.region = newRegion[T]()
		copy(m.region, m.slots)
	}
	if n <= uint64(len(m.region)) {
		m.slots = m.region[:n]
		return m.slots
	}
	slots := make([]T, n)
	copy(slots, m.slots)
	m.close()
	m.slots = slots
	return slots
}

// moved is how many bytes are copied to make room for n slots: those that do not grow
// in their place.
func (m *memory[T]) moved(n uint64) uint64 {
	if n <= uint64(len(m.region)) {
		return 0
	}
	return uint64(len(m.slots)) * uint64(unsafe.Sizeof(*new(T)))
}

// fitsRegion reports whether so many bytes are worth a region and find room in it:
// what has outgrown one must not be copied into another on its way.
func fitsRegion(bytes uint64) bool { return bytes >= regionWorth && bytes <= regionBytes }

// close gives the memory back; the slots must not be used after it.
func (m *memory[T]) close() {
	if m.region != nil {
		freeRegion(m.region)
	}
	m.slots, m.region = nil, nil
}
