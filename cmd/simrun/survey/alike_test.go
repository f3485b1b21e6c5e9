package survey

import (
	"testing"

	"github.com/glarelab/glare/model"
)

// sentCells are small networks of version 1, each with the survey of literal-sent in it.
func sentCells(t *testing.T) (list []*Survey, networks []*Network, base model.Reading) {
	t.Helper()
	base, err := model.ParseReading("literal-sent")
	if err != nil {
		t.Fatal(err)
	}
	v := &Surveyor{Silent: true}
	for _, of := range [][2]string{{"glare-v1", ""}, {"glare-v1", "send-fail=1"}, {"single-v1", ""}, {"restart", ""}, {"answer-reject", ""}, {"leave", ""}} {
		n, err := FindNetwork(of[0], "", of[1])
		if err != nil {
			t.Fatal(err)
		}
		s, err := v.Survey(t.Context(), n, Both(base))
		if err != nil {
			t.Fatal(err)
		}
		list, networks = append(list, s), append(networks, n)
	}
	return list, networks, base
}

// side makes a side that can be had.
func side(t *testing.T, n *Network, f Fleet) *Side {
	t.Helper()
	made, err := NewSide(n, f)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// A fleet that is alike by the compiled rules comes to the same as the other; and it is not only
// knobs that nobody asks that are found alike.
func TestAlikeFleets(t *testing.T) {
	surveys, networks, base := sentCells(t)
	v, asked := &Surveyor{Silent: true}, 0
	for i, s := range surveys {
		n := networks[i]
		for _, a := range Amendments() {
			other := Both(base.With(a.Knob, a.Setting))
			if !s.Alike(side(t, n, Both(base)), side(t, n, other)) {
				continue
			}
			if s.Asked[a.Knob] && base.Setting[a.Knob] != a.Setting {
				asked++
			}
			r, err := v.Survey(t.Context(), n, other)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Except(s))+len(s.Except(r)) > 0 {
				t.Errorf("%s: %s is alike, and comes to something else", n, a)
			}
		}
	}
	if asked < 5 {
		t.Errorf("of the knobs that are asked only %d values are alike", asked)
	}
}

// That the first side never goes wrong spares work, and changes nothing of what is found.
func TestFollowFine(t *testing.T) {
	surveys, networks, base := sentCells(t)
	found := 0
	for i, s := range surveys {
		if s.Bad() {
			continue
		}
		for _, a := range Amendments() {
			first, second := side(t, networks[i], Both(base)), side(t, networks[i], Both(base.With(a.Knob, a.Setting)))
			want, err := Follow(t.Context(), first, second, FollowOptions{})
			if err != nil {
				t.Fatal(err)
			}
			got, err := Follow(t.Context(), first, second, FollowOptions{Fine: true})
			if err != nil {
				t.Fatal(err)
			}
			if (got == nil) != (want == nil) || got != nil && *got != *want {
				t.Errorf("%s: %s: found %v, want %v", networks[i], a, got, want)
			}
			if got != nil {
				found++
			}
		}
	}
	if found < 5 {
		t.Errorf("only %d stories", found)
	}
}
