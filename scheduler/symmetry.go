package scheduler

// Reduction says what a search may leave out because it follows from the rest.
// The answer is the same with each: verdict, findings with their stories, and outcomes.
// ReduceFull counts fewer worlds and steps, and fewer of those that violate something.
type Reduction uint8

// The reductions.
const (
	ReduceNone     Reduction = iota // nothing is left out
	ReduceSymmetry                  // of two initial worlds that mirror each other, the later one
	ReduceFull                      // symmetry, and what makes no difference any more, with all but one of alike worlds, or else steps that commute with what was done before
)

var reductionNames = []string{"none", "symmetry", "full"}

// String is the reduction as flags name it.
func (r Reduction) String() string { return reductionNames[r] }

// ReductionNames lists the reductions, in the order of their numbers.
func ReductionNames() []string { return reductionNames }

// Symmetric is what a system offers in addition if exchanging parts of it, such
// as its two users, turns runs into runs. The image of a world is the world
// with those parts exchanged. What a system promises, and [CheckSymmetry] looks
// at, is for each world that is mirrored:
//
//   - its image is mirrored too, and the image of the image is the world itself;
//   - what can happen in the image are the images of what can happen in the
//     world, equally fair, equally calm, and by actors that are exchanged one
//     for one;
//   - the judge finds the same wrong with both, for the same cause;
//   - both come from different initial worlds, which are each other's images,
//     and no world comes from both of these.
//
// The last of them is why one of the two initial worlds can be left out with
// all that follows from it, and why each world that is found stands for exactly
// two.
type Symmetric[W any] interface {
	// Mirrored reports whether w has an image. It holds for all or for none of
	// the worlds that follow from one initial world.
	Mirrored(w *W) bool
	// Mirror writes the image of src, which is mirrored, into dst.
	Mirror(dst, src *W)
}

// chooseInitials lists the initial worlds to start from: all, but for those
// whose image is in the list, if the options allow that.
func (s *search[W, A]) chooseInitials() {
	symmetric, ok := offers[Symmetric[W]](s.sys)
	ok = ok && s.options.Reduction != ReduceNone
	chosen := map[string]bool{}
	var w, image W
	for i := range s.sys.Initials() {
		s.sys.Initial(i, &w)
		if ok && symmetric.Mirrored(&w) {
			symmetric.Mirror(&image, &w)
			if chosen[string(s.sys.Key(&image))] {
				s.symmetric = symmetric
				continue
			}
			chosen[string(s.sys.Key(&w))] = true
		}
		s.initials = append(s.initials, i)
	}
	s.result.Mirrored = s.symmetric != nil
}

// stands is how many worlds a world that was found stands for: itself, and its
// images.
func (s *search[W, A]) stands(w *W) uint64 {
	worlds := uint64(1)
	if s.alike != nil {
		worlds = s.alike.Orbit(w)
	}
	if s.mirrored(w) {
		return 2 * worlds
	}
	return worlds
}

func (s *search[W, A]) mirrored(w *W) bool { return s.symmetric != nil && s.symmetric.Mirrored(w) }

// image is the schedule whose run goes through the images of the worlds that
// the run of a schedule goes through. It is searched for step by step, so that
// it is a run of the system whatever Mirror says.
func (s *search[W, A]) image(of Schedule) Schedule {
	var w, want, at, next W
	s.sys.Initial(of.Initial, &w)
	s.symmetric.Mirror(&want, &w)
	image := Schedule{Picks: make([]int, 0, len(of.Picks))}
	for s.sys.Initial(0, &at); !s.same(&at, &want); s.sys.Initial(image.Initial, &at) {
		if image.Initial++; image.Initial == s.sys.Initials() {
			panic("scheduler: the image of an initial world is no initial world")
		}
	}
	for _, pick := range of.Picks {
		a := s.sys.Enabled(&w, nil)[pick]
		s.sys.Do(&w, a)
		s.symmetric.Mirror(&want, &w)
		_, _, _, calm := s.sys.Info(a)
		found := -1
		for i, b := range s.sys.Enabled(&at, nil) {
			s.sys.Copy(&next, &at)
			s.sys.Do(&next, b)
			if _, _, _, c := s.sys.Info(b); c == calm && s.same(&next, &want) {
				found = i
				break
			}
		}
		if found < 0 {
			panic("scheduler: a run has no image; see what CheckSymmetry says of the system")
		}
		image.Picks = append(image.Picks, found)
		s.sys.Copy(&at, &next)
	}
	return image
}

// same reports whether two worlds have the same key.
func (s *search[W, A]) same(v, w *W) bool { return string(s.sys.Key(v)) == string(s.sys.Key(w)) }
