package model

import (
	"reflect"
	"regexp"
	"slices"
	"testing"
)

// Mutants are many, but not more than a person reads; each has a name that a
// shell takes and no other version's has, and says what is wrong.
func TestMutants(t *testing.T) {
	for v := range NumVersions {
		t.Run(v.String(), func(t *testing.T) { requireMutants(t, v) })
	}
	version := map[string]Version{}
	for _, m := range AllMutants() {
		if v, twice := version[m.Name]; twice {
			t.Errorf("rules %s and rules %s have a mutant %s", v, m.Version, m.Name)
		}
		version[m.Name] = m.Version
	}
}

func requireMutants(t *testing.T, v Version) {
	t.Helper()
	rules := v.Rules()
	list := Mutants(v)
	if len(list) < 80 || len(list) > 400 {
		t.Errorf("%d mutants, want 80 to 400", len(list))
	}
	name := regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.:-]*$`)
	seen := map[string]bool{}
	made := map[string]int{}
	for _, m := range list {
		if seen[m.Name] {
			t.Errorf("mutant %s stands twice", m.Name)
		}
		seen[m.Name] = true
		made[m.Operator]++
		if !name.MatchString(m.Name) || m.About == "" {
			t.Errorf("mutant %q has a name that no shell takes, or no account", m.Name)
		}
		if m.Reading == "" && reflect.DeepEqual(m.Rules, rules) {
			t.Errorf("mutant %s is not wrong at all", m.Name)
		}
		for _, r := range m.Rules {
			if len(r.Do) > MaxEffects {
				t.Errorf("mutant %s: rule %s has %d effects; the limit is %d", m.Name, r.Name(), len(r.Do), MaxEffects)
			}
		}
		if _, err := ParseReading("literal" + m.Reading); err != nil {
			t.Errorf("mutant %s: %v", m.Name, err)
		}
	}
	for _, o := range Operators() {
		if made[o.Name] == 0 {
			t.Errorf("operator %s makes no mutant", o.Name)
		}
	}
	if made[Named] < 16 {
		t.Errorf("%d named mutants, want 16 at least", made[Named])
	}
	if !reflect.DeepEqual(rules, v.Rules()) {
		t.Error("making mutants has changed the rules that they are made of")
	}
	if !reflect.DeepEqual(list, Mutants(v)) {
		t.Error("the same rules gave other mutants the second time")
	}
}

// What mutants change is there: a rule that was renamed must be renamed here too.
func TestMutatedRulesExist(t *testing.T) {
	for _, name := range slices.Concat(mutated, yields, keeps, equals) {
		if patch(V0()).at(name) < 0 && name[:2] == "T0" {
			t.Errorf("there is no rule %s", name)
		}
		if patch(V1()).at(name) < 0 {
			t.Errorf("there is no rule %s, nor one of version 1 that is made of it", name)
		}
	}
}

// The operators do what they say, shown on the rules for an own call that waits.
func TestOperators(t *testing.T) {
	gives, kept := "T0-36", "T0-37"
	for _, c := range []struct {
		mutant string
		wrong  func(gives, kept *Rule) bool
	}{
		{"T0-36:drop-rule", func(gives, kept *Rule) bool { return gives == nil && kept != nil }},
		{"T0-36:to-I_RING", func(gives, _ *Rule) bool { return gives.To == IRing }},
		{"T0-37:stays", func(_, kept *Rule) bool { return kept.Stays }},
		{"T0-36:drop-guard-incoming-ID-less", func(gives, _ *Rule) bool { return gives.If == OwnWait }},
		{"T0-36:exchange-comparison", func(gives, kept *Rule) bool {
			return gives.If == OwnWait|Greater && kept.If == OwnWait|Less
		}},
		{"T0-36:drop-end-other", func(gives, _ *Rule) bool {
			return len(gives.Do) == 5 && !slices.Contains(gives.Do, EndOther)
		}},
		{"T0-36:twice-abort-out-other", func(gives, _ *Rule) bool {
			return gives.Do[len(gives.Do)-1] == AbortOther && slices.Index(gives.Do, AbortOther) < len(gives.Do)-1
		}},
		{"T0-36:wrong-call-abort-out-other", func(gives, _ *Rule) bool {
			return slices.Contains(gives.Do, Abort) && !slices.Contains(gives.Do, AbortOther)
		}},
		{"both-keep-own", func(gives, kept *Rule) bool { return gives == nil && kept.If == OwnWait }},
	} {
		m, err := FindMutant(c.mutant)
		if err != nil {
			t.Error(err)
			continue
		}
		find := func(name string) *Rule {
			if i := patch(m.Rules).at(name); i >= 0 {
				return &m.Rules[i]
			}
			return nil
		}
		if !c.wrong(find(gives), find(kept)) {
			t.Errorf("%s: rule %s is %+v, rule %s is %+v", c.mutant, gives, find(gives), kept, find(kept))
		}
	}
	held, err := FindMutant("T0-21.held:negate-guard-an-invite-is-held")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range held.Rules {
		if r.Name() == "T0-21" && r.If&HoldsOne == 0 || r.Name() == "T0-21.held" && r.Unless&HoldsOne == 0 {
			t.Errorf("%s: %s applies under %v, unless %v", held.Name, r.Name(), r.If.Names(), r.Unless.Names())
		}
	}
}

// A wrong name is answered with the nearest, or with all that there are.
func TestFindMutant(t *testing.T) {
	for name, want := range map[string]string{
		"both-keep-ow": `unknown mutant "both-keep-ow"; did you mean "both-keep-own"?`,
		"zz":           `unknown mutant "zz"; known: T0-`,
	} {
		_, err := FindMutant(name)
		if err == nil || len(err.Error()) < len(want) || err.Error()[:len(want)] != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}
