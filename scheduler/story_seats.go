package scheduler

import (
	"math/bits"
	"unsafe"
)

// seating numbers the worlds of one level, from 1, in the order in which they are met. They
// are known by their slots in the visited set, of which a level has few, and are found by
// open addressing.
type seating struct {
	seats []seat // a power of two of them, of which at most half are taken
	taken int    // also the last number
	level uint64
}

// seat is that of a world, or free if the level is another one: so none is ever cleared.
type seat struct {
	place  uint64 // the level above slotBits, the slot below
	number uint32
}

const (
	slotBits   = 40
	leastSeats = 64
)

// begin frees all seats, for the worlds of another level than any before.
func (s *seating) begin() {
	s.taken = 0
	s.level++
}

// home is where the search for the seat of a slot begins.
func (s *seating) home(slot uint64) int {
	const golden = 0x9e3779b97f4a7c15 // 2⁶⁴ divided by the golden ratio (Knuth, TAOCP 3, 6.4)
	return int(slot * golden >> bits.LeadingZeros64(uint64(len(s.seats)-1)))
}

// touch asks for the memory of a slot's seat ahead of time.
func (s *seating) touch(slot uint64) {
	if len(s.seats) > 0 {
		prefetch(unsafe.Pointer(&s.seats[s.home(slot)]))
	}
}

// number is that of the world in a slot, and whether it is new.
func (s *seating) number(slot uint64) (number uint32, fresh bool) {
	if 2*s.taken >= len(s.seats) {
		s.grow()
	}
	place := s.level<<slotBits | slot
	at := s.find(place)
	if at.place == place {
		return at.number, false
	}
	s.taken++
	*at = seat{place, uint32(s.taken)}
	return at.number, true
}

// find is the seat of a world, or the free one that it may take.
func (s *seating) find(place uint64) *seat {
	for i := s.home(place & (1<<slotBits - 1)); ; i++ {
		at := &s.seats[i&(len(s.seats)-1)]
		if at.place == place || at.place>>slotBits != s.level {
			return at
		}
	}
}

func (s *seating) grow() {
	old := s.seats
	s.seats = make([]seat, max(2*len(old), leastSeats))
	for _, taken := range old {
		if taken.place>>slotBits == s.level {
			*s.find(taken.place) = taken
		}
	}
}

// bytes is what the seats take, with those, half as many, that were left when they grew.
func (s *seating) bytes() uint64 {
	seats := uint64(len(s.seats))
	return (seats + seats/2) * uint64(unsafe.Sizeof(seat{}))
}
