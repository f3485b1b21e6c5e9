package repair

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// class is each scenario without a fault, with each fault that delays, and with
// further sets.
func class(t *testing.T, scenarios []string, more ...string) []*survey.Network {
	t.Helper()
	sets := append([]string{"none"}, more...)
	for _, f := range sim.Faults() {
		if f.Delays {
			sets = append(sets, f.Name+"=1")
		}
	}
	return networks(t, scenarios, sets...)
}

func networks(t *testing.T, scenarios []string, sets ...string) []*survey.Network {
	t.Helper()
	var list []*survey.Network
	for _, name := range scenarios {
		for _, faults := range sets {
			n, err := survey.FindNetwork(name, "", faults)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, n)
		}
	}
	return list
}

func solve(t *testing.T, s *Search) *Found {
	t.Helper()
	found, err := s.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func setNames(found *Found) []string {
	var names []string
	for _, set := range found.Sets {
		names = append(names, survey.Amended(set...).Name)
	}
	return names
}

// A failed send is repaired by exactly what trying every single amendment finds,
// and without the amendment something goes wrong.
func TestRepairFindsWhatTryingAllFinds(t *testing.T) {
	s := &Search{Networks: networks(t, []string{"glare"}, "send-fail=1"), Most: 2, Workers: 2}
	found := solve(t, s)
	var want []string
	for _, a := range survey.Amendments() {
		story, err := s.Refute(t.Context(), survey.Amended(a), 1)
		if err != nil {
			t.Fatal(err)
		}
		if story == nil {
			want = append(want, survey.Amended(a).Name)
		}
	}
	if diff := cmp.Diff(want, setNames(found)); diff != "" || len(want) == 0 {
		t.Errorf("least sets, by trying all (-) and by the stories (+):\n%s", diff)
	}
	if len(found.First.Schedule.Names) == 0 {
		t.Error("nothing goes wrong under literal")
	}
	for _, set := range found.Sets {
		stories, err := s.Needed(t.Context(), set)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(stories, nil) {
			t.Errorf("%v: one of them is not needed", set)
		}
	}
}

// Of the least sets for crossed calls under every delay and a failed send, robust
// between two people is one of four; where one user simply calls the other too, it is the only one.
func TestRepairRobust(t *testing.T) {
	glares := []string{"glare", "slow-media", "federated-glare"}
	for _, test := range []struct {
		networks []*survey.Network
		want     []string
	}{
		{class(t, glares, "send-fail=1"), []string{
			"literal+inflight=defer+second-call=silent", "literal+inflight=defer+second-call=busy",
			"literal+inflight=defer+second-call=compare", "literal+inflight=defer+unk=tombstone",
		}},
		{append(class(t, glares, "send-fail=1"), class(t, []string{"single"})...), []string{"literal+inflight=defer+unk=tombstone"}},
	} {
		found := solve(t, &Search{Networks: test.networks, Most: 3, Workers: 2})
		if diff := cmp.Diff(test.want, setNames(found)); diff != "" {
			t.Error("least sets:", diff)
		}
		robust, err := model.ParseReading("robust")
		if err != nil {
			t.Fatal(err)
		}
		// Who else may be in the room, no network of two people asks.
		robust.Setting[model.Auth], robust.Setting[model.Invitee] = model.Setting{}, model.Setting{}
		if !slices.ContainsFunc(found.Sets, func(set []survey.Amendment) bool { return survey.Amended(set...).Setting == robust.Setting }) {
			t.Error("robust is not among them")
		}
	}
}

// What is found does not depend on the number of workers.
func TestRepairIsTheSameWithMoreWorkers(t *testing.T) {
	var first *Found
	for _, workers := range []int{1, 4} {
		found := solve(t, &Search{Networks: networks(t, []string{"glare"}, "late-decryption=1"), Most: 2, Workers: workers})
		if first == nil {
			first = found
		}
		if diff := cmp.Diff(setNames(first), setNames(found)); diff != "" || first.Tried != found.Tried {
			t.Errorf("%d workers: %d readings tried, %d with one; %s", workers, found.Tried, first.Tried, diff)
		}
	}
}

// Media that never come to be ready are repaired by no reading, and the search is sure of it.
func TestRepairKnowsWhatNoReadingRepairs(t *testing.T) {
	found := solve(t, &Search{Networks: networks(t, []string{"slow-media"}, "media-stall=1"), Most: 12, Workers: 2})
	if len(found.Sets) > 0 || !found.Closed || found.Tried < 2 {
		t.Errorf("sets %v, closed %v, %d readings tried", setNames(found), found.Closed, found.Tried)
	}
}

// A hangup that is lost is repaired by whoever notices that nobody is there: while a call
// connects, and once it is active.
func TestRepairOfLostHangups(t *testing.T) {
	for _, faults := range []string{"send-fail=1", "sync-gap=1"} {
		found := solve(t, &Search{Networks: networks(t, []string{"single"}, faults), Most: 12, Workers: 2})
		if diff := cmp.Diff([]string{"literal+connecting=30000+consent=30000"}, setNames(found)); diff != "" {
			t.Errorf("%s: %s", faults, diff)
		}
	}
}

// Every amendment is a sentence, and every sentence is that of one.
func TestSentences(t *testing.T) {
	for _, a := range survey.Amendments() {
		if text := Sentence(a); text == "" || text[len(text)-1] != '.' {
			t.Errorf("%s: sentence %q", a, text)
		}
	}
	if len(sentences) != len(survey.Amendments()) {
		t.Errorf("%d sentences for %d amendments", len(sentences), len(survey.Amendments()))
	}
}

// Where three users meet, amendments that compare two of them say nothing, and are left out: what can
// be had is tried all the same.
func TestRepairOfThreeUsers(t *testing.T) {
	n, err := survey.FindNetwork("hostile-member", "bob must place x0", "none")
	if err != nil {
		t.Fatal(err)
	}
	s := &Search{Networks: []*survey.Network{n}, MaxStates: 50_000, Most: 1, Workers: 2}
	if found := solve(t, s); found.Tried < 10 {
		t.Errorf("%d readings tried", found.Tried)
	}
	for knob, fits := range map[string]bool{"winner=lesser-user": false, "eq=user-id": false, "invitee=match": true} {
		reading, err := model.ParseReading("literal+" + knob)
		if err != nil {
			t.Fatal(err)
		}
		if s.fits(reading) != fits {
			t.Errorf("%s can be had by three: %v", knob, !fits)
		}
	}
}
