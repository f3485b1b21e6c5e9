package sim_test

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/sim"
)

// wordsOf is the vocabulary of a scenario, and its system.
func wordsOf(t *testing.T, text string) (*sim.System, *sim.Vocabulary) {
	t.Helper()
	s, err := sim.Parse("test", text, 1)
	if err != nil {
		t.Fatal(err)
	}
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return sys, sys.Vocabulary()
}

// Every action that is enabled in some world has a name that is known, whatever
// the scenario.
func TestVocabularyIsComplete(t *testing.T) {
	federated := "servers hs1 hs2\ndevices alice@hs1 bob@hs2\n"
	users := "alice must place\nbob must place\nalice must answer\nbob must answer\nalice may hangup\nbob may reject\nalice may ignore\n"
	for _, text := range []string{
		users + "candidates 1\nbystanders 1\nfaults send-delay=1 send-fail=1 send-unknown=1 send-overlap=1 rate-limit=1 duplicate=1",
		federated + users + "faults fed-delay=1 fed-reorder=1 soft-fail=1 sync-batch=1 sync-gap=1 sync-replay=1",
		users + "lifetime 90000 any-moment\nfaults late-decryption=1 crash=1 suspend=1 clock-skew=1 capture-refused=1 turn-refused=1",
		users + "timing async\nfaults ice-fail=1 third-member=1 sync-batch=1 turn-expired=1",
		strings.Replace(users, "alice may hangup", "alice may redial", 1) + "faults sync-replay=1",
	} {
		sys, words := wordsOf(t, text)
		for seed := range uint64(400) {
			walk(sys, seed, func(name string) {
				if needs, known := words.Knows(name); !known {
					t.Fatalf("%q is not known, needs %q", name, needs)
				}
			})
		}
	}
}

// walk makes a run of random steps and names all that is enabled on the way.
func walk(sys *sim.System, seed uint64, see func(string)) {
	var w sim.World
	sys.Initial(int(seed)%sys.Initials(), &w)
	state := seed*0x9e3779b97f4a7c15 + 1
	for range 60 {
		enabled := sys.Enabled(&w, nil)
		if len(enabled) == 0 {
			return
		}
		for _, a := range enabled {
			see(sys.Name(&w, a))
		}
		state = state*6364136223846793005 + 1442695040888963407
		sys.Do(&w, enabled[int(state>>33)%len(enabled)])
	}
}

// What no run of a scenario can do is not known, with the fault that it would need.
func TestVocabularyIsNoLarger(t *testing.T) {
	_, words := wordsOf(t, "alice must place\nbob must answer\nfaults crash=1")
	for name, want := range map[string]string{
		"heal": "known", "alice places a": "known", "alice restarts": "known", "bob syncs m.call.invite a": "known",
		"bob answers a": "known", "alice places a @500": "known",
		"bob places b": "", "alice hangs up a": "", "bob rejects a": "", "bob syncs m.call.invite": "", "alice answers b": "",
		"hs1 receives m.call.invite a from hs1": "", "somebody sends m.room.message": "", "carol places a": "",
		"hs1 refuses alice m.call.invite a": "send-fail", "bob falls asleep": "suspend",
	} {
		needs, known := words.Knows(name)
		if got := needs; known != (want == "known") || !known && got != want {
			t.Errorf("%q: needs %q, known %v", name, needs, known)
		}
	}
	if near := words.Nearest("bob answer a"); near != "bob answers a" {
		t.Errorf("nearest is %q", near)
	}
}
