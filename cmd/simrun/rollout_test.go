package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/compare"
)

// mixesOf are the mixes that a rollout with --format json has written; its advice stands behind them.
func mixesOf(t *testing.T, out string) []compare.MixJSON {
	t.Helper()
	out, _, _ = strings.Cut(out, `{"order"`)
	return jsonLines[compare.MixJSON](t, out)
}

// What only one device of a user has counts: bob's laptop alone stops ringing for what the phone
// has answered.
func TestDiffOfOneDevice(t *testing.T) {
	status, out, errs := simrun(t, strings.Fields("diff robust bob.laptop=robust+elsewhere=stop multi-device --format json")...)
	changes := jsonLines[compare.ChangeJSON](t, out)
	for _, c := range changes {
		if c.Change != compare.WasRemoved || !strings.Contains(c.Message, "bob.laptop is") || c.Instead == c.Outcome {
			t.Errorf("%+v", c)
		}
	}
	if status != 0 || len(changes) == 0 {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
}

// Old clients may speak version 0 and new ones version 1, device by device.
func TestRolloutOfRules(t *testing.T) {
	status, out, errs := simrun(t, strings.Fields("rollout --each device v0:robust v1:robust multi-device --format json")...)
	mixes := mixesOf(t, out)
	var upgraded []string
	for _, m := range mixes {
		upgraded = append(upgraded, strings.Join(m.Upgraded, "+"))
	}
	want := " alice bob.phone alice+bob.phone bob.laptop alice+bob.laptop bob.phone+bob.laptop alice+bob.phone+bob.laptop"
	if got := strings.Join(upgraded, " "); status != 0 || got != want {
		t.Fatalf("status %d, upgraded %q, want %q; %s", status, got, want, errs)
	}
	if old, all := mixes[0], mixes[len(mixes)-1]; old.Rules != "v0" || old.Verdict != "violated" || all.Rules != "v1" || all.Verdict != "proved" {
		t.Errorf("old %s under %s, all new %s under %s", old.Verdict, old.Rules, all.Verdict, all.Rules)
	}
	_, out, _ = simrun(t, strings.Fields("rollout v0:robust v1:robust multi-device")...)
	for _, want := range []string{"alice new (v1:robust), bob old (v0:robust): ghost-free, kept-waiting, same-call and nobody-stuck", "only where both are", "tested      rules v0, v1 ("} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in %s", want, out)
		}
	}
}

// A third user has clients too, and a hostile member has none.
func TestRolloutOfThreeUsers(t *testing.T) {
	_, out, errs := simrun(t, strings.Fields("rollout literal robust third-member --format json")...)
	mixes := mixesOf(t, out)
	if len(mixes) != 8 || fmt.Sprint(mixes[7].Upgraded) != "[alice bob carol]" || mixes[4].Readings["carol"] != "robust" || mixes[4].Readings["bob"] != "literal" {
		t.Errorf("%d mixes: %s%s", len(mixes), out, errs)
	}
	_, out, _ = simrun(t, strings.Fields("rollout literal robust hostile-member --max-states 50")...)
	if !strings.Contains(out, "UNDECIDED: hostile-member: the bound on states is reached. What is above stands") {
		t.Errorf("why it is undecided is not said in plain words: %s", out)
	}
	if strings.Contains(out, "mallory old") || !strings.Contains(out, "alice new (robust), bob new (robust)") {
		t.Error(out)
	}
}

// Rules that are said twice, that a scenario does not have, and sides that there are not are
// refused.
func TestClientsAreRefused(t *testing.T) {
	for command, want := range map[string]string{
		"rollout v0:literal v1:literal glare --rules v1":        "both say which rules",
		"diff v0:literal v1:literal glare-v1":                   "the scenario says that alice has the rules v1",
		"diff v2:literal literal glare":                         `unknown rules version "v2"`,
		"rollout literal robust glare --each phone":             `unknown side "phone"; known: user, device`,
		"rollout literal robust glare third-member --quiet":     "explore them one at a time",
		"diff alice.tablet=literal literal glare-multi-device ": `"alice.tablet"`,
	} {
		if status, _, errs := simrun(t, strings.Fields(command)...); status != 2 || !strings.Contains(errs, want) {
			t.Errorf("%s: status %d, %q does not say %q", command, status, errs, want)
		}
	}
}

// What goes wrong under both readings is said where nothing differs: that nothing does is no praise.
func TestDiffSaysWhatBothViolate(t *testing.T) {
	_, out, _ := simrun(t, strings.Fields("diff literal-sent robust multi-device")...)
	if text := strings.Join(strings.Fields(out), " "); !strings.Contains(text, "The same goes wrong under both: ghost-free, kept-waiting, same-call and nobody-stuck.") {
		t.Error(out)
	}
	_, out, _ = simrun(t, strings.Fields("diff literal literal+eq=user-id glare")...)
	if text := strings.Join(strings.Fields(out), " "); !strings.Contains(text, "under both: seamless and willing-connected") {
		t.Error(out)
	}
	_, out, _ = simrun(t, strings.Fields("diff literal-sent robust glare")...)
	if strings.Contains(out, "under both") {
		t.Error(out)
	}
}
