package scheduler

import (
	"bytes"
	"slices"
)

// Alike is what a system offers in addition if it has parts that are alike, such as two
// devices of one user, so that any of some permutations of them turns runs into runs. The
// images of a world are what these make of it, itself among them. What a system promises,
// and [CheckAlike] looks at, is:
//
//   - the permutations are a group: the images of an image are the images of the world;
//   - what can happen in an image are the images of what can happen in the world, equally
//     fair, and judged alike; and of all images of a world the same is said in the end, but
//     that their outcomes may differ;
//   - what is left of an image, where the system is [Dropping], is the image of what is
//     left, and its measure, where it is [Measured], is the same;
//   - of all images of a world [Alike.Arrange] makes the same one.
//
// So it is enough to search one image of each world, and to note the outcomes of the others.
type Alike[W any] interface {
	// Images is how many images each world has, itself among them; some may be equal.
	Images() int
	// Image writes image i of src into dst; image 0 is the world itself.
	Image(dst, src *W, i int)
	// Arrange makes w one of its images.
	Arrange(w *W)
	// Orbit is how many different images w has.
	Orbit(w *W) uint64
}

// findAlike finds out whether of alike worlds only one is searched: where no way to them is
// told, on which the parts would change places again and again.
func (s *search[W, A]) findAlike() {
	if _, left := s.sys.(*remains[W, A]); !left || !s.options.Silent || s.options.distinct {
		return
	}
	if alike, ok := offers[Alike[W]](s.sys); ok && alike.Images() > 1 {
		s.alike = alike
	}
}

// arrange makes of a world the one of its images that is searched.
func (s *search[W, A]) arrange(w *W) {
	if s.alike != nil {
		s.alike.Arrange(w)
	}
}

// eachImage calls do for each of the different images of a world.
func (w *worker[W, A]) eachImage(world *W, do func(*W)) {
	alike := w.search.alike
	if alike == nil {
		do(world)
		return
	}
	if w.images == nil {
		w.images = make([]W, alike.Images())
	}
	sys := w.search.sys
	for i := range w.images {
		alike.Image(&w.images[i], world, i)
		key := sys.Key(&w.images[i])
		if !slices.ContainsFunc(w.images[:i], func(other W) bool { return bytes.Equal(sys.Key(&other), key) }) {
			do(&w.images[i])
		}
	}
}
