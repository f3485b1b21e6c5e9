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
func (s *System) Mirrored(w *World) bool { return s.images[w.IDs] != w.IDs }

// Mirror writes the image of src, which is mirrored, into dst.
func (s *System) Mirror(dst, src *World) {
	dst.State = src.State
	dst.IDs = s.images[src.IDs]
	dst.Left = src.Left>>MaxRooms | src.Left<<MaxRooms&(1<<(2*MaxRooms)-1)
	for d := range s.devices {
		s.mirrorBox(&dst.Box[d], &src.Box[s.image(d)])
	}
	for i := range s.pairs { // there are two pairs: there and back
		queue := &dst.Fed[s.firstPair+i]
		*queue = src.Fed[s.firstPair+1-i]
		s.mirrorItems(queue.Items[:queue.N])
	}
	for c := range s.calls {
		dst.Call[c] = src.Call[s.opposite(c)]
		if dst.Peer[c] = src.Peer[s.opposite(c)]; dst.Peer[c] > 0 {
			dst.Peer[c] = uint8(s.image(int(dst.Peer[c])-1)) + 1
		}
	}
	for d := range s.devices {
		dst.In[d] = dst.Box[d].Device.Standing()
	}
}

// opposite is the peer's call of the same number.
func (s *System) opposite(c int) int { return (c + s.per) % s.calls }

// image is the other user's device of the same number: of two users with as many devices
// each, the second one's stand behind those of the first.
func (s *System) image(d int) int { return (d + s.devices/2) % s.devices }

func (s *System) mirrorBox(dst, src *Box) {
	*dst = *src
	for c := range s.calls {
		dst.Device.Call[c] = src.Device.Call[s.opposite(c)]
	}
	if c := src.Device.OwnerCall(); c != model.NoCall {
		dst.Device.Owner = uint8(s.opposite(c)) + 1
	}
	dst.Device.Streams = s.mirrorStreams(src.Device.Streams)
	s.mirrorItems(dst.Out[:src.NOut])
	s.mirrorItems(dst.In[:src.NIn])
	if src.Holds&HasLate != 0 {
		dst.Late = s.mirrorItem(src.Late)
	}
	if src.Holds&HasLast != 0 {
		dst.Last = s.mirrorItem(src.Last)
	}
	dst.Reply = s.mirrorBoth(src.Reply)
	dst.SeenOver = s.mirrorBoth(src.SeenOver)
	dst.MediaHurt, dst.SendHurt = s.mirrorCalls(src.MediaHurt), s.mirrorBoth(src.SendHurt)
	const calls = 1<<model.MaxCalls - 1 // above are rooms, and numbers of calls, which stay
	dst.Answers = s.mirrorCalls(src.Answers&calls) | src.Answers&^calls
	dst.Willing = s.mirrorCalls(src.Willing&calls) | src.Willing&^calls
}

func (s *System) mirrorItems(items []Item) {
	for i := range items {
		items[i] = s.mirrorItem(items[i])
	}
}

// mirrorItem leaves other events of the room alone, which are about no call, and which
// nobody in particular has sent.
func (s *System) mirrorItem(i Item) Item {
	if i.Type() == model.Message {
		return i
	}
	named := i.who &^ itemSender
	if i.Type() == model.SelectAnswer && !s.two {
		named = uint8(s.image(i.Named())) << itemNamed
	}
	return Item{
		i.what&^(3<<itemCall) | uint8(s.opposite(i.Call()))<<itemCall,
		named | uint8(s.image(i.Sender())),
	}
}

// mirrorCalls exchanges the users' halves of a set of calls.
func (s *System) mirrorCalls(set uint8) uint8 {
	return set>>s.per | set<<s.per&(1<<s.calls-1)
}

// mirrorStreams exchanges the users' calls of what is known of streams; the rest is of no call.
func (s *System) mirrorStreams(streams model.Streams) model.Streams {
	const calls = 1<<model.MaxCalls - 1
	return streams&^calls | model.Streams(s.mirrorCalls(uint8(streams&calls)))
}

// mirrorBoth exchanges the users' halves of two sets of calls in one byte.
func (s *System) mirrorBoth(sets uint8) uint8 {
	return s.mirrorCalls(sets&(1<<model.MaxCalls-1)) | s.mirrorCalls(sets>>model.MaxCalls)<<model.MaxCalls
}

// findImages pairs the ID assignments in which calls compare oppositely. One
// that finds no partner has no image; where none does, asymmetry says why.
func (s *System) findImages(rules [][]model.Rule) {
	s.images = make([]uint8, len(s.ids))
	for i := range s.images {
		s.images[i] = uint8(i)
	}
	if s.asymmetry = s.unlike(rules); s.asymmetry != "" {
		return
	}
	s.asymmetry = "no two assignments of call IDs are each other's opposite"
	for j := range s.ids {
		for i := range j {
			if s.images[i] == uint8(i) && s.images[j] == uint8(j) && !s.tied(i) && s.compareOppositely(i, j) {
				s.images[i], s.images[j] = uint8(j), uint8(i)
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

// compareOppositely reports whether all calls of a room compare in assignment j
// as the opposite calls do in assignment i: by bytes, and as the devices see it.
func (s *System) compareOppositely(i, j int) bool {
	for x := range s.calls {
		for y := range s.calls {
			ox, oy := s.opposite(x), s.opposite(y)
			if s.room[x] != s.room[y] {
				continue
			}
			if cmp.Compare(s.ids[i][x], s.ids[i][y]) != cmp.Compare(s.ids[j][ox], s.ids[j][oy]) {
				return false
			}
			for d := range s.devices {
				if s.order[i][d][x][y] != s.order[j][s.image(d)][ox][oy] {
					return false
				}
			}
		}
	}
	return true
}
