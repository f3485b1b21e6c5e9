package sim

import (
	"math/bits"
	"unsafe"

	"github.com/glarelab/glare/model"
)

// topology is who is where, as tables. Nothing else in this package knows how many devices
// there are, who the others are, or between which homeservers anything travels.
type topology struct {
	devices int
	users   int
	userOf  [MaxDevices]uint8
	names   [MaxDevices]string // of devices, in schedules
	servers [MaxUsers]uint8    // of users, as an index into the scenario's
	firstOf [MaxUsers]uint8    // the first device of each user
	// invited are, for each user, whom an invite of that user is for: the one named in it,
	// or everybody.
	invited [MaxUsers]uint8
	// mates are the devices of the same user, the device itself among them; peers are those
	// of all other users. near are the other devices of the homeserver.
	mates, peers, near [MaxDevices]DeviceSet
	// alone: every user has one device. two: there are two of them, so that peers has
	// exactly one, and nothing happens that only worlds of many devices provide for.
	alone, two bool
	// pairs are the ordered pairs of homeservers between which something travels. Pair i
	// has the queue i + firstPair of the world.
	pairs     []pair
	firstPair int
	// inbound are, for each device, the queues to its homeserver; outbound those from it.
	inbound, outbound [MaxDevices][]int
	// members are, for each room, the devices whose users are in it, but for a hostile
	// one's, to which nothing is delivered.
	members [MaxRooms]DeviceSet
	// from is where the key of a world begins in its bytes, and length how many it has.
	from, length uintptr
}

// pair is an ordered pair of homeservers.
type pair struct {
	from, to uint8 // indices into the scenario's servers
	gate     uint8 // the first device at the second: what arrives there is an action of it
	nth      uint8 // how many pairs with the same second one come before
	arrive   DeviceSet
}

// DeviceSet is a set of the devices of a scenario, one bit each.
type DeviceSet uint16

// Has reports whether device d is in the set.
func (set DeviceSet) Has(d int) bool { return set>>d&1 != 0 }

// first is the least of a set that has one.
func (set DeviceSet) first() int { return bits.TrailingZeros16(uint16(set)) }

// rest is the set without its first.
func (set DeviceSet) rest() DeviceSet { return set & (set - 1) }

func (s *Scenario) topology() topology {
	t := topology{devices: len(s.Devices), users: len(s.Users)}
	for d := range s.Devices {
		t.userOf[d], t.names[d] = uint8(s.Devices[d].User), s.DeviceName(d)
	}
	for u := range s.Users {
		t.servers[u], t.firstOf[u] = uint8(s.Users[u].Server), uint8(s.FirstDevice(u))
		t.invited[u] = 1<<t.users - 1
		if invitee := s.Users[u].Invitee; invitee > 0 {
			t.invited[u] = 1 << (invitee - 1)
		}
	}
	t.alone = t.devices == t.users
	t.two = t.alone && t.devices == 2 && !s.stores() && !mayHappen(s, "leave") && !mayHappen(s, "push")
	for d := range t.devices {
		for e := range t.devices {
			if t.userOf[d] == t.userOf[e] {
				t.mates[d] |= 1 << e
			} else {
				t.peers[d] |= 1 << e
			}
			if d != e && t.server(d) == t.server(e) {
				t.near[d] |= 1 << e
			}
		}
		for r := range s.Rooms {
			if s.Rooms[r].has(int(t.userOf[d])) && !s.Users[t.userOf[d]].Hostile {
				t.members[r] |= 1 << d
			}
		}
	}
	t.findPairs()
	t.findKey()
	return t
}

// server is the homeserver of device d, as an index into the scenario's.
func (t *topology) server(d int) int { return int(t.servers[t.userOf[d]]) }

// all is the set of all devices.
func (t *topology) all() DeviceSet { return 1<<t.devices - 1 }

// isGate reports whether device d is the first one at its homeserver.
func (t *topology) isGate(d int) bool { return t.near[d] == 0 || t.near[d].first() > d }

// findPairs finds the pairs of homeservers, by where they lead to.
func (t *topology) findPairs() {
	for gate := range t.devices {
		if !t.isGate(gate) {
			continue
		}
		nth := uint8(0)
		for other := range t.devices {
			if t.isGate(other) && t.server(other) != t.server(gate) {
				t.pairs = append(t.pairs, pair{uint8(t.server(other)), uint8(t.server(gate)), uint8(gate), nth, t.near[gate] | 1<<gate})
				nth++
			}
		}
	}
	t.firstPair = maxPairs - len(t.pairs)
	for d := range t.devices {
		for i, p := range t.pairs {
			if int(p.to) == t.server(d) {
				t.inbound[d] = append(t.inbound[d], t.firstPair+i)
			}
			if int(p.from) == t.server(d) {
				t.outbound[d] = append(t.outbound[d], t.firstPair+i)
			}
		}
	}
}

// pair is the pair of homeservers of a queue.
func (t *topology) pair(queue int) *pair { return &t.pairs[queue-t.firstPair] }

// gated is the queue from which a homeserver receives by an action of device d with the
// argument nth; see [OpFederate].
func (t *topology) gated(d, nth int) int { return t.inbound[d][nth] }

// findKey finds out which part of a world the scenario uses.
func (t *topology) findKey() {
	var w State
	t.from = unsafe.Offsetof(w.Call)
	switch {
	case len(t.pairs) > 0:
		t.from = unsafe.Sizeof(FedQueue{}) * uintptr(t.firstPair)
	case !t.two:
		t.from = unsafe.Offsetof(w.Peer)
	}
	t.length = unsafe.Offsetof(w.Box) + unsafe.Sizeof(Box{})*uintptr(t.devices) - t.from
}

// callees are the devices at which call c can arrive.
func (s *System) callees(c int) DeviceSet { return s.called[c] }

// calleeOf is the device that is the callee's end of call c as far as the caller knows: the
// one whose answer it has taken. It is -1 if there is none yet.
func (s *System) calleeOf(w *World, c int) int {
	if s.two {
		return 1 - s.owner(c)
	}
	return int(w.Peer[c]) - 1
}

// anywhere is the set of calls that are in a class of states at any of some devices.
func (w *World) anywhere(devices DeviceSet, class model.Class) (calls uint8) {
	for ; devices != 0; devices = devices.rest() {
		calls |= w.In[devices.first()].Calls(class)
	}
	return calls
}

// Devices is how many devices there are.
func (s *System) Devices() int { return s.devices }

// Users is how many users there are.
func (s *System) Users() int { return s.users }

// UserOf is the user of device d, as an index into the scenario's.
func (s *System) UserOf(d int) int { return int(s.userOf[d]) }

// Peers lists the devices of other users than that of device d.
func (s *System) Peers(d int) []int { return s.peers[d].list() }

// Oneself reports whether call c is between two devices of one user.
func (s *System) Oneself(c int) bool { return s.oneself>>c&1 != 0 }

// Mates lists the devices of the user of device d, with d itself.
func (s *System) Mates(d int) []int { return s.mates[d].list() }

func (set DeviceSet) list() (list []int) {
	for ; set != 0; set = set.rest() {
		list = append(list, set.first())
	}
	return list
}

// DeviceName is the name of device d in schedules: that of its user, if the user has no
// other.
func (s *System) DeviceName(d int) string { return s.names[d] }

// Callee is the device that is the callee's end of call c, as far as the caller knows: the
// one whose answer it has taken; or -1 if there is none yet.
func (s *System) Callee(w *World, c int) int { return s.calleeOf(w, c) }

// Other is the other end of call c, seen from device d: its caller, or the callee's end, or
// any device that could be that.
func (s *System) Other(w *World, d, c int) int {
	if s.owner(c) != d {
		return s.owner(c)
	}
	if callee := s.calleeOf(w, c); callee >= 0 {
		return callee
	}
	return s.callees(c).first()
}

// MediaHurt reports whether the media of an end of call c were destroyed: of the caller, or
// of the callee's device, or of any that could be that.
func (s *System) MediaHurt(w *World, c int) bool {
	ends := s.callees(c)
	if callee := s.calleeOf(w, c); callee >= 0 {
		ends = 1 << callee
	}
	for ends |= 1 << s.owner(c); ends != 0; ends = ends.rest() {
		if w.Box[ends.first()].MediaHurt>>c&1 != 0 {
			return true
		}
	}
	return false
}

// InRoom reports whether user u is in room r.
func (s *System) InRoom(u, r int) bool { return s.Scenario.Rooms[r].has(u) }

// Link is what is on its way from one homeserver to another, by their indices in the
// scenario. Gate is the first device at the second.
type Link struct {
	From, To, Gate int
	Queue          *FedQueue
}

// Links lists the links between all homeservers that have devices, by their gates.
func (s *System) Links(w *World) (links []Link) {
	for i, p := range s.pairs {
		links = append(links, Link{int(p.from), int(p.to), int(p.gate), &w.Fed[s.firstPair+i]})
	}
	return links
}

// Server is the homeserver of device d, as an index into the scenario's.
func (s *System) Server(d int) int { return s.server(d) }
