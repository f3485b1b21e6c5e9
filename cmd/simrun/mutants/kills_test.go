package mutants

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
)

// The table of kills has the mutants of today's rules, in their order, and properties that there
// are. What it says of each is for TestMutantsPageIsCurrent to see, which takes minutes.
func TestKillsAreOfTodaysMutants(t *testing.T) {
	var is, want, missing []string
	for _, k := range Kills() {
		is = append(is, k.Mutant)
		for _, property := range k.Properties {
			if !slices.Contains(checker.PropertyNames(), property) {
				t.Errorf("%s violates %s, which is no property", k.Mutant, property)
			}
		}
	}
	for _, m := range model.AllMutants() {
		want = append(want, m.Name)
		if !slices.Contains(is, m.Name) {
			missing = append(missing, m.Name)
		}
	}
	again := "rewrite it with\n\n\t" + Rewrite
	if missing != nil {
		again += "\n\nor, without the page, for these alone with\n\n\tgo run ./cmd/simrun mutants " + strings.Join(missing, " ") + " --seeds 1 --strategy uniform --kills " + killsFile
	}
	if !slices.Equal(is, want) {
		gone := slices.DeleteFunc(slices.Clone(is), func(name string) bool { return slices.Contains(want, name) })
		t.Errorf("%s is not of today's rules: it lacks %v, and has %v, which are gone; %s", killsFile, missing, gone, again)
	}
}

// A table that is written again says what was found out now, and of other mutants what it said.
func TestKillsText(t *testing.T) {
	m, err := model.FindMutant("T1-80:drop-rule")
	if err != nil {
		t.Fatal(err)
	}
	trials := Trials{}
	if trials.KillsText() != kills {
		t.Errorf("nothing was judged, and the table differs:\n%s", trials.KillsText())
	}
	trials.List = []Trial{{Result: &Result{Mutant: &m, Fate: Killed, Properties: []string{"polite"}}}}
	text := trials.KillsText()
	if strings.Count(text, "\nT1-80:drop-rule polite\n") != 1 || strings.Count(text, "\n") != strings.Count(kills, "\n") {
		t.Errorf("one was judged:\n%s", text)
	}
}

// A mutant that was derived from a rule names it.
func TestKillRule(t *testing.T) {
	for name, want := range map[string]string{"T1-80:drop-rule": "T1-80", "T1-40.odd:drop-rule": "T1-40.odd", "own-not-aborted": ""} {
		if k := (Kill{Mutant: name}); k.Rule() != want {
			t.Errorf("%s: of rule %q, want %q", name, k.Rule(), want)
		}
	}
}
