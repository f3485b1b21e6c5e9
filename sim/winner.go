package sim

import (
	"cmp"

	"github.com/glarelab/glare/model"
)

// Which of two crossing calls goes first is what knob winner says. IDs and user names
// never change, so that what is compared of them is a table. Where the order of
// invites decides, it is kept in the world: for each device, which of its own calls go
// before which of the other user's. Nothing of it is kept where no reading asks, and none
// may ask where there are more than two users.

// What follows is about the numbers o of a device's call and i of the other user's, 0 or 1 each.
const (
	// aheadOf, in [Box.Answers]: bit 2o+i above it is set if the own call is the earlier.
	aheadOf = model.MaxCalls
	// What else is known of the order lies in [Box.Pressed], above the rooms. Swapped:
	// the peer's second call is earlier than the first.
	swapped   = 1 << MaxRooms
	echoSeen  = 4 // bit o above it: the own invite has come back through sync
	reachedUs = 6 // bit i above it: the peer's invite has its place in the order
)

// ranking is how a device orders invites that cross.
type ranking uint8

const (
	byLesser  ranking = iota // call IDs
	byGreater                // call IDs, the greater first
	byUser                   // user names
	byPlace                  // the place of the invite in the timeline of the device's homeserver
	byStamp                  // the time at which the sender's homeserver accepted it
)

func rankingOf(r *model.Reading) ranking { return ranking(r.Setting[model.Winner].Value) }

// kept reports whether the order of invites is kept for it.
func (r ranking) kept() bool { return r >= byPlace }

// Orders of two calls as a device of which the order of invites is kept knows it, by
// the bits above [aheadOf], those above [echoSeen] and [swapped].
type knownOrders [1 << 7][model.MaxCalls][model.MaxCalls]int8

// findRankings fills in how devices rank calls, and what else of their surroundings
// never changes: after the IDs were assigned.
func (s *System) findRankings() {
	for d := range s.devices {
		s.ranks[d] = rankingOf(&s.machine[d].Reading)
		s.byStamps = s.byStamps || s.ranks[d] == byStamp
		switch s.ranks[d] {
		case byGreater, byUser:
			for i := range s.order {
				s.rerank(d, &s.order[i][d])
			}
		case byPlace, byStamp:
			s.known[d], s.odd[d] = s.knownOrders(d), true
		}
		s.keeps = s.keeps || s.known[d] != nil
	}
	for _, ids := range s.ids {
		var same [model.MaxCalls]uint8
		for x := range s.calls {
			for y := range s.calls {
				same[x] |= uint8(bit(ids[x] == ids[y] && s.room[x] == s.room[y])) << y
			}
		}
		s.sameID = append(s.sameID, same)
	}
	for i := range s.ids {
		var env [MaxDevices]model.Env
		for d := range s.devices {
			env[d] = model.Env{Order: &s.order[i][d], Facts: model.Quiet.If(s.user(d).Quiet)}
			if s.two {
				env[d].Facts |= s.peerFacts(d, 1-d)
			}
			if s.shared[i] {
				env[d].SameID = &s.sameID[i]
			}
		}
		s.env = append(s.env, env)
	}
}

// rerank makes an order of IDs that of what the reading compares instead.
func (s *System) rerank(d int, order *[model.MaxCalls][model.MaxCalls]int8) {
	for x := range s.calls {
		for y := range s.calls {
			if s.ranks[d] == byGreater {
				order[x][y] = -order[x][y]
			} else {
				order[x][y] = int8(cmp.Compare(s.UserName(s.owner(x)), s.UserName(s.owner(y))))
			}
		}
	}
}

// knownOrders are the orders of calls as device d knows them: an own invite whose
// echo it has not seen comes after all that it has.
func (s *System) knownOrders(d int) *knownOrders {
	var list knownOrders
	for bits := range list {
		for x := range s.calls {
			for y := range s.calls {
				before := x < y
				switch mine := s.owner(x) == d; {
				case mine != (s.owner(y) == d):
					o, i := x, y
					if !mine {
						o, i = y, x
					}
					first := bits>>(2*(o%s.per)+i%s.per)&1 != 0 && bits>>(4+o%s.per)&1 != 0
					before = first == mine
				case !mine && bits>>6 != 0:
					before = x > y
				}
				list[bits][x][y] = 1
				if before {
					list[bits][x][y] = -1
				}
			}
			list[bits][x][x] = 0
		}
	}
	return &list
}

// orderAt is how calls compare to device d now, of which the order of invites is kept.
func (s *System) orderAt(w *World, d int) *[model.MaxCalls][model.MaxCalls]int8 {
	b := &w.Box[d]
	echoes, swap := b.Pressed>>echoSeen&3, b.Pressed/swapped&1
	return &s.known[d][b.Answers>>aheadOf|echoes<<4|swap<<6]
}

// Goes reports whether, of two calls of one room, x goes before y by the reading of
// device d, whatever the device knows of that: IDs are compared by bytes.
func (s *System) Goes(w *World, d, x, y int) bool {
	switch mine := s.owner(x) == d; {
	case s.ranks[d] == byGreater:
		return s.Less(w, y, x)
	case s.ranks[d] == byUser && s.owner(x) != s.owner(y):
		return s.UserName(s.owner(x)) < s.UserName(s.owner(y))
	case !s.ranks[d].kept():
		return s.Less(w, x, y)
	case mine != (s.owner(y) == d):
		o, i := x, y
		if !mine {
			o, i = y, x
		}
		return w.Box[d].Answers>>s.ahead(o, i)&1 != 0 == mine
	default:
		return x < y != (!mine && w.Box[d].Pressed&swapped != 0)
	}
}

// ahead is the bit of [Box.Answers] which says that own call o is earlier than the
// peer's call i.
func (s *System) ahead(o, i int) int { return aheadOf + 2*(o%s.per) + i%s.per }

// Order is all that is kept of the order of invites for a device, as one number; 0
// where its reading does not ask.
func (b *Box) Order() int { return int(b.Answers>>aheadOf) | int(b.Pressed/swapped)<<aheadOf }

// takePlace gives the invite of call c, which the homeserver of its user accepts
// for the first time, its place in the orders that are kept. Of an invite that is sent
// twice the first one counts, whether or not it gets through.
func (s *System) takePlace(w *World, c int) {
	d := s.owner(c)
	if s.ranks[d].kept() {
		b := &w.Box[d]
		for i := range s.calls {
			if s.owner(i) != d && s.room[i] == s.room[c] && b.Pressed>>(reachedUs+i%s.per)&1 == 0 {
				b.Answers |= 1 << s.ahead(c, i)
			}
		}
	}
	for set := s.peers[d]; set != 0; set = set.rest() {
		if e := set.first(); s.ranks[e] == byStamp || s.ranks[e] == byPlace && s.near[d].Has(e) {
			s.reach(w, e, c)
		}
	}
}

// reach gives the invite of the peer's call c its place in the order of device d.
func (s *System) reach(w *World, d, c int) {
	b := &w.Box[d]
	if b.Pressed>>(reachedUs+c%s.per)&1 != 0 {
		return
	}
	if c%s.per == 0 && b.Pressed>>(reachedUs+1)&1 != 0 {
		b.Pressed |= swapped
	}
	b.Pressed |= 1 << (reachedUs + c%s.per)
}

// arrived notes that an event of another homeserver has come to that of device
// d, whether or not its clients will ever see it.
func (s *System) arrived(w *World, d int, event Item) {
	if !s.keeps || event.Type() != model.Invite {
		return
	}
	for set := s.near[d] | 1<<d; set != 0; set = set.rest() {
		if e := set.first(); s.ranks[e] == byPlace {
			s.reach(w, e, event.Call())
		}
	}
}

// backdate makes the stamp of call c the earliest of all that there are.
func (s *System) backdate(w *World, c int) {
	d := s.owner(c)
	for i := range s.calls {
		e := s.owner(i)
		if e == d || s.room[i] != s.room[c] {
			continue
		}
		if s.ranks[d] == byStamp {
			w.Box[d].Answers |= 1 << s.ahead(c, i)
		}
		if s.ranks[e] == byStamp {
			w.Box[e].Answers &^= 1 << s.ahead(i, c)
		}
	}
	for set := s.peers[d]; set != 0; set = set.rest() {
		if e := set.first(); s.ranks[e] == byStamp && c%s.per == 1 {
			w.Box[e].Pressed |= swapped
		}
	}
}
