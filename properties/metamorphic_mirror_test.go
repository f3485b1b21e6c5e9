package properties_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// changed is a scenario in which the two users have changed places, with all that
// is theirs: the name, the homeserver, the reading, what they press, their call IDs.
func changed(s *sim.Scenario) *sim.Scenario {
	other := s.Clone()
	other.Users[0], other.Users[1] = s.Users[1], s.Users[0]
	other.Devices[0].Reading, other.Devices[1].Reading = s.Devices[1].Reading, s.Devices[0].Reading
	other.IDs = nil
	for _, ids := range s.IDs {
		other.IDs = append(other.IDs, sim.IDs{ids[1], ids[0]})
	}
	return other
}

// changedName is the name of an action after the users have changed places: the
// calls of the first user are called a and a2, those of the second b and b2.
func changedName(name string) string {
	words := strings.Split(name, " ")
	for i := 1; i < len(words); i++ {
		word, comma := strings.CutSuffix(words[i], ",")
		if words[i-1] == "with" {
			continue // "with a gap", "with a wrong age"
		}
		switch word {
		case "a", "a2":
			word = "b" + word[1:]
		case "b", "b2":
			word = "a" + word[1:]
		}
		if words[i] = word; comma {
			words[i] += ","
		}
	}
	return strings.Join(words, " ")
}

// opposite is the call of the other user with the same number.
func opposite(sys *sim.System, c int) int { return (c + sys.Calls()/2) % sys.Calls() }

// counterpart is the initial world of other in which all calls of a room compare as
// their opposites do in initial world i of sys; there is none where two users' IDs
// are equal, since then some properties take the first call.
func counterpart(sys, other *sim.System, i int) (int, bool) {
	var w, v sim.World
	sys.Initial(i, &w)
	if len(sys.Scenario.IDs) > 0 { // the same line
		for x := range sys.Calls() {
			for y := range x {
				if sys.ID(&w, x) == sys.ID(&w, y) {
					return 0, false
				}
			}
		}
		return i, true
	}
	for j := range other.Initials() {
		other.Initial(j, &v)
		same := true
		for x := range sys.Calls() {
			for y := range sys.Calls() {
				ox, oy := opposite(sys, x), opposite(sys, y)
				same = same && (sys.CallRoom(x) != sys.CallRoom(y) ||
					cmp.Compare(sys.ID(&w, x), sys.ID(&w, y)) == cmp.Compare(other.ID(&v, ox), other.ID(&v, oy)))
			}
		}
		if same {
			return j, true
		}
	}
	panic("no initial world compares the other way round")
}

// changedOutcome is the text of an outcome after the users have changed places.
func changedOutcome(text string) string {
	devices := strings.Split(text, " ")
	for i, device := range devices {
		user, state, _ := strings.Cut(device, "=")
		calls := strings.Split(state, "+")
		for k, call := range calls {
			calls[k] = strings.NewReplacer("(a", "(b", "(b", "(a").Replace(call)
		}
		slices.SortFunc(calls, func(x, y string) int { return cmp.Compare(callIn(x), callIn(y)) })
		devices[i] = user + "=" + strings.Join(calls, "+")
	}
	slices.Reverse(devices)
	return strings.Join(devices, " ")
}

// callIn is the call in "active(a)".
func callIn(state string) string { return state[strings.IndexByte(state+"(", '('):] }

// changingPlaces is the relation that the run in which the users have changed places
// is a run, goes through the images of its worlds and ends in the image of its end,
// with the same wrong at the same steps.
func changingPlaces(of, with func(c cell) *sim.System) relation {
	return func(c cell, picks []byte) string {
		sys, other := of(c), with(c)
		tr := travel(sys, sys, picks)
		initial, ok := counterpart(sys, other, tr.initial)
		if !ok {
			return ""
		}
		names := tr.names()
		for i := range names {
			names[i] = changedName(names[i])
		}
		image, err := retrace(other, other, initial, names)
		if err != nil {
			return tr.blame("with the users in each other's places: %v", err)
		}
		for i := range tr.worlds {
			var want sim.World
			sys.Mirror(&want, &tr.worlds[i])
			if want.IDs = image.worlds[i].IDs; want.State != image.worlds[i].State {
				return tr.blame("after %d steps the world is not the image", i)
			}
		}
		if here, there := tr.faulted(), image.faulted(); !slices.Equal(here, there) {
			return tr.blame("wrong are %b, of the image %b", here, there)
		}
		if want, got := changedOutcome(tr.outcome()), image.outcome(); got != want {
			return tr.blame("the image ends with %s, want %s", got, want)
		}
		return ""
	}
}

// asymmetric lists cells in which the users differ, or may be told apart by name.
func asymmetric() []cell {
	list := []cell{
		{scenario: "single"},
		{scenario: "glare"},
		{scenario: "glare-hangup"},
		{scenario: "retro"},
		{scenario: "redial"},
		{scenario: "equal-ids"},
		{scenario: "slow-media"},
		{scenario: "two-rooms"},
		{scenario: "bystanders"},
		{scenario: "expiry"},
		{scenario: "glare", timing: "async"},
		{scenario: "glare", lines: "kind alice=voice bob=video\nquiet bob\n"},
		{scenario: "federated-glare", lines: "bob may hangup\nalice may redial\n"},
	}
	for _, faults := range everyFault()[1:] {
		list = append(list, cell{scenario: "glare", faults: faults}, cell{scenario: "federated-glare", faults: faults, timing: "async"})
	}
	return list
}

// mixed are the cells under a reading with the other bundled reading at bob.
func mixed(c cell) cell {
	if strings.HasPrefix(c.reading, "literal") {
		c.reading = "alice=" + c.reading + ",bob=robust"
	} else {
		c.reading = "alice=" + c.reading + ",bob=literal"
	}
	return c
}

func (c cell) compileChanged(t testing.TB) *sim.System {
	t.Helper()
	sys, err := sim.Compile(changed(c.load(t)))
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// TestPropertyChangingPlaces shows that no run favours one of the two places, with
// one reading on both sides and with two.
func TestPropertyChangingPlaces(t *testing.T) {
	alike := changingPlaces(
		func(c cell) *sim.System { return c.compile(t) },
		func(c cell) *sim.System { return c.compileChanged(t) },
	)
	relation(func(c cell, picks []byte) string {
		if picks[len(picks)-1]%2 == 1 {
			c = mixed(c)
		}
		return alike(c, picks)
	}).holds(t, 1000, asymmetric())
}

// TestPropertyChangingPlacesFails shows that rules which are wrong at the first
// device, whoever has it, break the relation.
func TestPropertyChangingPlacesFails(t *testing.T) {
	wrong := exchange("T0-24", "T0-36", "T0-37")
	favours := func(s *sim.Scenario) *sim.System {
		sys, err := sim.CompileMixed(s, wrong, model.V0())
		if err != nil {
			t.Fatal(err)
		}
		return sys
	}
	changingPlaces(
		func(c cell) *sim.System { return favours(c.load(t)) },
		func(c cell) *sim.System { return favours(changed(c.load(t))) },
	).fails(t, 200, cell{scenario: "glare", reading: "literal-sent"})
}

// TestChangingPlacesEveryRun shows the same for all runs of cells that are not
// symmetric: as many worlds, steps and ways to end, and as much wrong.
func TestChangingPlacesEveryRun(t *testing.T) {
	lengthy(t)
	for _, c := range []cell{
		{"single", "robust", "", "", ""},
		{"glare", "alice=literal,bob=robust", "", "", ""},
		{"glare", "alice=literal-sent,bob=literal+glare=off-ring", "send-fail=1", "", ""},
		{"federated-glare", "alice=robust,bob=literal", "", "async", ""},
		{"glare", "literal+eq=user-id+cmp=fold", "", "", "ids alice=\"x\" bob=\"X\"\nalice may hangup\n"},
	} {
		sys, other := c.compile(t), c.compileChanged(t)
		here, there := endsOf(sys), endsOf(other)
		for i, end := range here.ends {
			here.ends[i] = changedOutcome(end)
		}
		if slices.Sort(here.ends); !here.equal(&there) {
			t.Errorf("%s:\n%+v\nwith the users in each other's places\n%+v", c, here, there)
		}
	}
}
