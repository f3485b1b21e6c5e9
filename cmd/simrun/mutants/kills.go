package mutants

import (
	_ "embed"
	"strings"

	"github.com/glarelab/glare/model"
)

// killsFile is where the table of kills is, from the root of the project.
const killsFile = "cmd/simrun/mutants/kills.txt"

// kills is what the search of all runs has found of each mutant, which takes minutes: see [Kills].
//
//go:embed kills.txt
var kills string

// Kill is what a mutant violates where it is killed: names of properties, those with the
// shortest stories first. One that is proven equivalent violates nothing.
type Kill struct {
	Mutant     string
	Properties []string
}

// Rule is the name of the rule that the mutant was derived from; of a mistake with a name of its
// own it is empty.
func (k *Kill) Rule() string {
	rule, _, derived := strings.Cut(k.Mutant, ":")
	if !derived {
		return ""
	}
	return rule
}

// Kills lists what was found of each mutant when the program was built, in the order of
// [model.AllMutants].
func Kills() []Kill {
	var list []Kill
	for line := range strings.Lines(kills) {
		if words := strings.Fields(line); words[0] != "#" {
			list = append(list, Kill{words[0], words[1:]})
		}
	}
	return list
}

// KillsText is the table of all kills with what was found out now: of mutants that were not
// judged it says what the program was built with, and of those that are gone nothing.
func (t *Trials) KillsText() string {
	violates := map[string][]string{}
	for _, k := range Kills() {
		violates[k.Mutant] = k.Properties
	}
	for i := range t.List {
		violates[t.List[i].Mutant.Name] = t.List[i].Properties
	}
	var b strings.Builder
	b.WriteString("# What each mutant violates, the shortest story first; of one proven equivalent nothing.\n# " + Rewrite + "\n")
	for _, m := range model.AllMutants() {
		if found, judged := violates[m.Name]; judged {
			b.WriteString(strings.Join(append([]string{m.Name}, found...), " ") + "\n")
		}
	}
	return b.String()
}
