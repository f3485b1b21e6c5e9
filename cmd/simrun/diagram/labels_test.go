package diagram

import (
	"fmt"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// No label covers another one, a lane, a ring or a cross, and none leaves the
// picture.
func TestLabelsAreFree(t *testing.T) {
	stories := map[string]Story{"in-flight": inFlight(), "federated": federated(), "one in flight": oneInFlight()}
	for n := 3; n <= 7; n++ {
		stories[fmt.Sprint(n, " lanes")] = lanes(n)
	}
	for name, s := range stories {
		if err := s.prepare(); err != nil {
			t.Fatal(err)
		}
		for _, steps := range []bool{true, false} {
			l := newLayout(&s, steps)
			for i := range l.boxes {
				box := &l.boxes[i]
				for j := range i {
					if overlap(box, &l.boxes[j]) {
						t.Errorf("%s: label %q covers label %q", name, box.text, l.boxes[j].text)
					}
				}
				for j := range l.notes {
					if overlap(box, &l.notes[j]) {
						t.Errorf("%s: label %q covers the state %q", name, box.text, l.notes[j].text)
					}
				}
				for lane, x := range l.x {
					if abs(x-box.x) < box.half+8 {
						t.Errorf("%s: label %q covers lane %d, or nearly", name, box.text, lane)
					}
				}
				for _, p := range l.signs {
					if abs(p.x-box.x) < box.half && abs(p.y-box.y) < labelHalf {
						t.Errorf("%s: label %q covers the sign at %v", name, box.text, p)
					}
				}
				if box.x-box.half < 0 || box.x+box.half > l.width || box.y > l.height {
					t.Errorf("%s: label %q lies outside the picture", name, box.text)
				}
			}
		}
	}
}

// In text no label covers another one, nor a line that goes down if the stretch
// has room beside it.
func TestTextLabelsAreFree(t *testing.T) {
	for seed := range 400 {
		picks := make([]byte, 400)
		for i := range picks {
			seed = seed*1103515245 + 12345
			picks[i] = byte(seed >> 16)
		}
		s := drawnFrom("t", "m.call.invite", "n", picks)
		for i := 0; i < len(s.Arrows); {
			if one := s; one.with(s.Arrows[i:i+1]).check() != nil {
				s.Arrows = append(s.Arrows[:i], s.Arrows[i+1:]...)
			} else {
				i++
			}
		}
		if s.prepare() != nil {
			continue
		}
		g, _ := (&texter{story: &s}).shape()
		g.place(make([]int, len(s.Rows)))
		for i, one := range g.labels {
			for _, other := range g.labels[:i] {
				if one.y == other.y && one.x0 < other.x1 && other.x0 < one.x1 {
					t.Errorf("labels %v and %v cover each other", one, other)
				}
			}
		}
	}
}

// Where no label has room even in brief, each has the first letters of its kind, with its call;
// which is which stands below, and nowhere else.
func TestTinyLabels(t *testing.T) {
	drawn := func(width int) string {
		var b strings.Builder
		if err := Text(&b, lanes(6), Options{Width: width}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	wide, narrow := drawn(160), drawn(72)
	if !strings.Contains(narrow, " inv ") || !strings.Contains(narrow, "inv invite") || strings.Contains(narrow, "inv…") {
		t.Errorf("in 72 columns:\n%s", narrow)
	}
	if strings.Contains(wide, "inv invite") || !strings.Contains(wide, " invite ") && !strings.Contains(wide, "m.call.invite") {
		t.Errorf("in 160 columns:\n%s", wide)
	}
}

// A long name gives way to what the event tells.
func TestTold(t *testing.T) {
	for label, want := range map[string]string{
		"m.call.sdp_stream_metadata_changed(muted) a": "m.call.muted a",
		"m.call.negotiate(offer) a":                   "m.call.negotiate(offer) a",
		"m.call.invite a":                             "m.call.invite a",
	} {
		if got := markup.Told(label); got != want {
			t.Errorf("%s: %s, want %s", label, got, want)
		}
	}
}

// What becomes too long keeps the name of its call.
func TestClipLabel(t *testing.T) {
	for want, n := range map[string]int{"candidates a": 12, "candidat… a": 11, "can… a": 6, "cand…": 5, "…": 1} {
		if got := markup.ClipLabel("candidates a", n); got != want {
			t.Errorf("clipped to %d columns, the label gives %q, want %q", n, got, want)
		}
	}
}
