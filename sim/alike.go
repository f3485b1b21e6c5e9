package sim

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math/bits"
	"reflect"
	"slices"
	"unsafe"

	"github.com/glarelab/glare/model"
)

// Devices of one user are alike if their users do the same with them, and they do the same:
// such ones can change places. All ways to let them do so are a group of permutations, and
// worlds that one of them makes of each other are of one kind.

// maxImages bounds how many images a world may have, itself among them: where alike devices
// had more, only some of them change places.
const maxImages = 24

// Images is how many images a world has, itself among them.
func (s *System) Images() int { return len(s.alike) }

// Image writes image i of src into dst; image 0 is the world itself.
func (s *System) Image(dst, src *World, i int) {
	x := &s.alike[i]
	s.exchange(dst, src, x)
	for i := range s.pairs {
		queue := &dst.Fed[s.firstPair+i]
		x.items(queue.Items[:queue.N])
	}
}

// Arrange makes w that of its images which goes first in some order of worlds.
func (s *System) Arrange(w *World) {
	first := 0
	for i := 1; i < len(s.alike); i++ {
		if s.compareImages(w, i, first) < 0 {
			first = i
		}
	}
	if first != 0 {
		var image World
		s.Image(&image, w, first)
		s.Copy(w, &image)
	}
}

// Orbit is how many different images w has.
func (s *System) Orbit(w *World) uint64 {
	same := 1
	for i := 1; i < len(s.alike); i++ {
		if s.compareImages(w, i, 0) == 0 {
			same++
		}
	}
	return uint64(len(s.alike) / same)
}

// compareImages is negative if image i of w goes before image j, positive if after it, 0 if
// they are the same: by the boxes of the devices, and then by all else. Most are told apart
// by how the first of them stand.
func (s *System) compareImages(w *World, i, j int) int {
	x, y := &s.alike[i], &s.alike[j]
	for _, d := range s.arranged {
		mine, yours := &w.Box[x.from[d]], &w.Box[y.from[d]]
		if mine != yours && !x.moves && !y.moves {
			if sign := compareStanding(mine, yours); sign != 0 {
				return sign
			}
		}
		var a, b Box
		s.exchangeBox(&a, mine, x, int(s.userOf[d]))
		s.exchangeBox(&b, yours, y, int(s.userOf[d]))
		if a != b {
			return cmp.Or(compareStanding(&a, &b), bytes.Compare(a.bytes(), b.bytes()))
		}
	}
	var mine, yours World
	s.Image(&mine, w, i)
	s.Image(&yours, w, j)
	return bytes.Compare(s.Key(&mine), s.Key(&yours))
}

// compareStanding orders boxes by their first words, in which nothing names a device.
func compareStanding(a, b *Box) int {
	x, y := a.bytes(), b.bytes()
	for at := 0; at < 24; at += 8 {
		if sign := cmp.Compare(binary.LittleEndian.Uint64(x[at:]), binary.LittleEndian.Uint64(y[at:])); sign != 0 {
			return sign
		}
	}
	return 0
}

func (b *Box) bytes() []byte {
	return (*[unsafe.Sizeof(Box{})]byte)(unsafe.Pointer(b))[:]
}

// findAlike finds all ways to let alike devices change places, and in which order devices
// are looked at to tell which world goes first.
func (s *System) findAlike(rules [][]model.Rule) {
	var device [MaxDevices]uint8
	for d := range device {
		device[d] = uint8(d)
	}
	group := [][MaxDevices]uint8{device}
	for d := range s.devices {
		var others []uint8 // like d, of those before it
		for e := range d {
			if s.areAlike(d, e, rules) {
				others = append(others, uint8(e))
			}
		}
		if len(group)*(len(others)+1) > maxImages {
			continue // not some of them: the rest would be no group
		}
		for _, of := range slices.Clone(group) {
			for _, e := range others {
				at := slices.Index(of[:d], e)
				more := of
				more[d], more[at] = e, uint8(d)
				group = append(group, more)
			}
		}
	}
	for _, device := range group {
		if x := s.exchanged(device); (!x.moves || !s.keeps) && s.findIDs(&x) {
			s.alike = append(s.alike, x)
		}
	}
	s.sortForAlike()
}

// sortForAlike puts those devices first that can change places.
func (s *System) sortForAlike() {
	moved := func(d uint8) uint64 {
		return bit(slices.ContainsFunc(s.alike, func(x exchange) bool { return x.device[d] != d }))
	}
	for d := range s.devices {
		s.arranged = append(s.arranged, uint8(d))
	}
	slices.SortStableFunc(s.arranged, func(a, b uint8) int { return cmp.Compare(moved(b), moved(a)) })
}

// areAlike reports whether two devices of one user are alike, but for how their calls'
// IDs compare.
func (s *System) areAlike(d, e int, rules [][]model.Rule) bool {
	here, there := &s.Scenario.Devices[d], &s.Scenario.Devices[e]
	if s.userOf[d] != s.userOf[e] || s.driven[d] || s.driven[e] || here.Version != there.Version ||
		bits.OnesCount8(s.placeable[d]) != bits.OnesCount8(s.placeable[e]) ||
		here.Reading.Setting != there.Reading.Setting || !reflect.DeepEqual(rules[d], rules[e]) {
		return false
	}
	for i := range pressKinds {
		if by := pressKinds[i].Of(s.user(d)).By; by>>d&1 != by>>e&1 {
			return false
		}
	}
	return true
}

// findIDs finds for each assignment of call IDs one in which the images of all calls compare
// as they do, and reports whether each has one: where the users can change places, itself,
// since another one could be that which the users have then.
func (s *System) findIDs(x *exchange) bool {
	for i := range s.ids {
		j := 0
		for j < len(s.ids) && !s.comparesAs(i, j, x) {
			j++
		}
		if j == len(s.ids) || j != i && s.asymmetry == "" {
			return false
		}
		x.ids = append(x.ids, uint8(j))
	}
	return true
}
