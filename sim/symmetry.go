package sim

import (
	"cmp"
	"reflect"

	"github.com/glarelab/glare/model"
)

// The image of a world is what it would be if the two people had changed
// places: each device is exchanged for that of the other user with the same number, with
// all that is on its way to and from them, each call becomes the peer's call of the same
// number, and the call IDs become those of the assignment in which they compare the other
// way round. Where the scenario treats both users alike, the image of a run is a run.

// Asymmetry says why no world of this system has an image, or is empty.
func (s *System) Asymmetry() string { return s.asymmetry }

// Mirrored reports whether w has an image. A world in which both users' calls
// have equal IDs would be of one kind with its image; and of such calls some
// properties take the first. It has none.
func (s *System) Mirrored(w *World) bool { return s.opposites.ids[w.IDs] != w.IDs }

// Mirror writes the image of src, which is mirrored, into dst.
func (s *System) Mirror(dst, src *World) {
	s.exchange(dst, src, &s.opposites)
	dst.Left = src.Left>>MaxRooms | src.Left<<MaxRooms&(1<<(2*MaxRooms)-1)
	for i := range s.pairs { // there are two pairs: there and back
		queue := &dst.Fed[s.firstPair+i]
		*queue = src.Fed[s.firstPair+1-i]
		s.opposites.items(queue.Items[:queue.N])
	}
}

// image is the other user's device of the same number: of two users with as many devices
// each, the second one's stand behind those of the first.
func (s *System) image(d int) int { return (d + s.devices/2) % s.devices }

// findImages pairs the ID assignments in which calls compare oppositely. One
// that finds no partner has no image; where none does, asymmetry says why.
func (s *System) findImages(rules [][]model.Rule) {
	if s.users == 2 && s.calls == 2*s.per && s.devices%2 == 0 {
		var device [MaxDevices]uint8
		for d := range s.devices {
			device[d] = uint8(s.image(d))
		}
		var call [model.MaxCalls]uint8
		for c := range s.calls {
			call[c] = uint8((c + s.per) % s.calls) // the peer's of the same number
		}
		s.opposites = s.newExchange(device, call)
	}
	s.asymmetry = s.unlike(rules)
	images := make([]uint8, len(s.ids))
	for i := range images {
		images[i] = uint8(i)
	}
	s.opposites.ids = images
	if s.asymmetry != "" {
		return
	}
	s.asymmetry = "no two assignments of call IDs are each other's opposite"
	for j := range s.ids {
		for i := range j {
			if images[i] == uint8(i) && images[j] == uint8(j) && !s.tied(i) && s.comparesAs(i, j, &s.opposites) {
				images[i], images[j] = uint8(j), uint8(i)
				s.asymmetry = ""
			}
		}
	}
}

// unlike says in what the two users differ, or is empty.
func (s *System) unlike(rules [][]model.Rule) string {
	if s.users != 2 {
		return "there are more than two users"
	}
	u, v := &s.Scenario.Users[0], &s.Scenario.Users[1]
	names := u.Name + " and " + v.Name
	if s.Scenario.within() {
		return "one user calls with several devices, or calls them"
	}
	if s.Scenario.FirstDevice(1) != s.devices/2 || s.devices%2 != 0 {
		return names + " have different numbers of devices"
	}
	switch differ := s.devicesDiffer(rules); {
	case differ != "":
		return names + " have different " + differ
	case s.machine[0].LooksAt(model.Yields), s.ranks[0] == byUser:
		return "the reading compares the users' IDs"
	case s.pressDifferently(u, v):
		return names + " may press different things"
	case u.Video != v.Video, u.Quiet != v.Quiet:
		return names + " have different settings"
	}
	return ""
}

// devicesDiffer says in what some device differs from its image, or is empty.
func (s *System) devicesDiffer(rules [][]model.Rule) string {
	for d := range s.devices / 2 {
		switch e := s.image(d); {
		case s.Scenario.Devices[d].Reading.Setting != s.Scenario.Devices[e].Reading.Setting:
			return "readings"
		case !reflect.DeepEqual(rules[d], rules[e]):
			return "rules"
		case s.Scenario.Devices[d].Says != s.Scenario.Devices[e].Says:
			return "versions"
		}
	}
	return ""
}

// pressDifferently reports whether two users do different things, or with other devices.
func (s *System) pressDifferently(u, v *User) bool {
	for i := range pressKinds {
		kind := &pressKinds[i]
		first, second := *kind.Of(u), *kind.Of(v)
		if first.By > 0 && first.By<<(s.devices/2) == second.By {
			second.By = first.By
		}
		if first != second || kind.option != nil && *kind.Option(u) != *kind.Option(v) {
			return true
		}
	}
	return false
}

// tied reports whether calls of both users in one room have equal IDs.
func (s *System) tied(i int) bool {
	for x := range s.per {
		for y := s.per; y < s.calls; y++ {
			if s.room[x] == s.room[y] && s.ids[i][x] == s.ids[i][y] {
				return true
			}
		}
	}
	return false
}

// comparesAs reports whether the images of all calls of a room compare in assignment j as the
// calls do in assignment i: by bytes, and as the devices see it.
func (s *System) comparesAs(i, j int, x *exchange) bool {
	for a := range s.calls {
		for b := range s.calls {
			if s.room[a] != s.room[b] {
				continue
			}
			imageA, imageB := x.call[a], x.call[b]
			if cmp.Compare(s.ids[i][a], s.ids[i][b]) != cmp.Compare(s.ids[j][imageA], s.ids[j][imageB]) {
				return false
			}
			for d := range s.devices {
				if s.order[i][d][a][b] != s.order[j][x.device[d]][imageA][imageB] {
					return false
				}
			}
		}
	}
	return true
}
