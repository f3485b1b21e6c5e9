package diagram

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A bar goes on when another call of the device is over, and two calls have a
// bar each.
func TestBarsOfTwoCalls(t *testing.T) {
	s := twoCalls()
	const bob = 3
	got := fmt.Sprint(s.live(bob))
	if want := "[[b] [b] [c b] [b] [b] [b d] []]"; got != want {
		t.Errorf("bob's calls are %s, want %s", got, want)
	}
	bars := regexp.MustCompile(`width="(\d+)" height="\d+" rx="2" class="span (c\d)"`).FindAllStringSubmatch(drawn(t, "svg", s), -1)
	var drawnBars []string
	for _, bar := range bars {
		drawnBars = append(drawnBars, bar[2]+":"+bar[1])
	}
	if want := strings.Fields("c0:8 c0:8 c0:4 c1:4 c0:8 c0:8 c0:4 c2:4"); !slices.Equal(drawnBars[:min(len(want), len(drawnBars))], want) {
		t.Errorf("the bars are %v, want %v first", drawnBars, want)
	}
	g, _ := (&texter{story: &s}).shape()
	g.place(slices.Repeat([]int{2}, len(s.Rows)))
	c := g.draw()
	for i := range s.Rows {
		if heavy := c.lines[g.top[i]+1][g.x[bob]].heavy; heavy != (i < len(s.Rows)-1) {
			t.Errorf("in text bob's line is heavy after row %d: %v", i+1, heavy)
		}
	}
}

// A call is there from its first state to its end, the one that has come furthest
// first, whatever happens to others.
func TestLiveCalls(t *testing.T) {
	for want, states := range map[string][]string{
		"[[a] [a b] [a b] [a]]":       {"waiting(a)", "preparing(b)", "inflight(b)", "ended(b)"},
		"[[a] [b a] [b a]]":           {"waiting(a)", "ringing(b)", "accepting(b)"},
		"[[a] []]":                    {"waiting(a)", "idle(a)"},
		"[[a] [a b] [b]]":             {"connecting(a)", "ringing(b)", "ended(a)"},
		"[[a] [a held] [a] [] [] []]": {"waiting(a)", "held(held)", "ended(held)", "ended(a)", "ended(c)", "idle(a)"},
	} {
		d := &draft{lanes(3)}
		d.Rows = nil
		for _, text := range states {
			d.row(0, "alice does something")
			d.state(0, text)
			d.change(1, "b", "ringing") // of another device
		}
		if got := fmt.Sprint(d.live(0)); got != want {
			t.Errorf("after %v the calls are %s, want %s", states, got, want)
		}
	}
}

// A screen and its device are told apart in every head, and nothing else changes.
func TestHeadings(t *testing.T) {
	s := inFlight()
	var got []string
	for i := range s.Lanes {
		got = append(got, s.heading(i))
	}
	if want := "alice sees|alice's device|hs1|bob's device|bob sees"; strings.Join(got, "|") != want {
		t.Errorf("headings %q, want %s", got, want)
	}
	s = federated()
	for i, lane := range s.Lanes {
		if s.heading(i) != lane.Name {
			t.Errorf("the lane %q is headed %q", lane.Name, s.heading(i))
		}
	}
}

// Each device of a user has a screen of its own, on whichever side of the servers both stand.
func TestScreensOfSeveralDevices(t *testing.T) {
	left := []Lane{{Screen, "alice.phone"}, {Device, "alice.phone"}, {Screen, "alice.laptop"}, {Device, "alice.laptop"}}
	right := []Lane{{Device, "bob.phone"}, {Screen, "bob.phone"}, {Device, "bob.laptop"}, {Screen, "bob.laptop"}}
	d := &draft{Story{Lanes: slices.Concat(left, []Lane{{Server, "hs1"}}, right)}}
	for i, lane := range d.Lanes {
		if screen := d.screenOf(i); lane.Kind == Device && (screen < 0 || d.Lanes[screen] != (Lane{Screen, lane.Name})) {
			t.Errorf("%s is beside the screen in lane %d", lane.Name, screen)
		}
	}
	if got := d.heading(6) + ", " + d.heading(7) + ", " + d.heading(8); got != "bob.phone sees, bob.laptop, bob.laptop sees" {
		t.Errorf("the headings are %s", got)
	}
	const bobsLaptopSees = 8
	d.row(7, "bob.laptop syncs m.call.invite a of alice.phone")
	d.sees(bobsLaptopSees, "ringing")
	var text strings.Builder
	if err := Text(&text, d.Story, Options{Width: 120}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "ringing") || strings.Count(text.String(), "bob.laptop") != 3 {
		t.Errorf("bob's laptop, its screen or what it shows is missing:\n%s", text.String())
	}
}

// A fault that is a server's own is drawn on its lane; the caller's story stays.
func TestFaultOfAServer(t *testing.T) {
	s := federated()
	drawn := s
	if err := drawn.prepare(); err != nil {
		t.Fatal(err)
	}
	const hs2, bob, row = 3, 4, 6
	if drawn.Rows[row].Lane != hs2 || s.Rows[row].Lane != bob {
		t.Errorf("the fault is of lane %d and was of lane %d, want %d and %d", drawn.Rows[row].Lane, s.Rows[row].Lane, hs2, bob)
	}
}

// Backticks become code on a page and go away in a picture.
func TestBackticks(t *testing.T) {
	s := inFlight()
	s.Lead = []string{"under `robust<` it is", "one ` alone"}
	s.Verdict.Message = "see `simrun list faults`"
	page, picture := drawn(t, "html", s), drawn(t, "svg", s)
	for _, want := range []string{"under <code>robust&lt;</code> it is", "one ` alone", "see <code>simrun list faults</code>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	if strings.Contains(picture, "`") || !strings.Contains(picture, "under robust&lt; it is") {
		t.Error("the picture has backticks, or not the text between them")
	}
}
