package model

import (
	"regexp"
	"slices"
	"testing"
)

// order are the facts of which one holds where two calls meet.
const order = Less | Greater | Equal

// views calls visit with every combination of facts that a device can have,
// restricted to the facts that the rules of one cell look at.
func views(look Facts, visit func(Facts)) {
	axes := [][]Facts{
		{0, OwnPrep, OwnSending, OwnWait},
		{0, Less, Greater, Equal},
		{0, OwnConn, Taken, Talking},
	}
	single := ^Facts(0)
	for _, axis := range axes {
		for _, f := range axis {
			single &^= f
		}
	}
	for i := range NumFacts {
		if f := Facts(1) << i; f&single != 0 {
			axes = append(axes, []Facts{0, f})
		}
	}
	var walk func(axis int, facts Facts)
	walk = func(axis int, facts Facts) {
		if axis == len(axes) {
			if facts&(OwnPrep|OwnSending|OwnWait) != 0 {
				facts &^= OwnConn | Taken | Talking
			}
			if facts&(own|busy) != 0 && look&order != 0 && facts&order == 0 {
				return // there is another call, so the two compare somehow
			}
			visit(facts)
			return
		}
		for i, f := range axes[axis] {
			if i == 0 || f&look != 0 {
				walk(axis+1, facts|f)
			}
		}
	}
	walk(0, 0)
}

// everyReading lists the bundled readings, each with each knob at each value.
func everyReading() []Reading {
	var list []Reading
	for _, base := range Readings() {
		list = append(list, base)
		for k := range NumKnobs {
			for i := range k.Values() {
				list = append(list, base.With(k, Setting{Value: uint8(i), Number: 1}))
			}
		}
	}
	return list
}

// takingReadings lists those readings in which a call that has won is not simply
// taken: it rings, it asks for its media, or brings them.
func takingReadings() []Reading {
	var list []Reading
	for _, base := range append(everyReading(), comparingReadings()...) {
		for _, change := range []struct {
			knob  Knob
			value string
		}{{AcceptHow, "ring"}, {Kind, "ask"}, {Kind, "incoming"}} {
			setting, err := ParseSetting(change.knob, change.value)
			if err != nil {
				panic(err)
			}
			list = append(list, base.With(change.knob, setting))
		}
	}
	return list
}

// TestRulesDisjointAndComplete shows that under every reading exactly one rule
// applies to each state, input and view.
func TestRulesDisjointAndComplete(t *testing.T) {
	for v := range NumVersions {
		t.Run(v.String(), func(t *testing.T) { requireOneRule(t, v) })
	}
}

func requireOneRule(t *testing.T, v Version) {
	t.Helper()
	t.Parallel()
	rules := v.Rules()
	wrong := 0
	alone, among := Config{Calls: 2, Own: 1, Version: v}, Config{Calls: 2, Own: 1, Version: v, Uncalled: [MaxCalls]uint8{1: 1}, ForOther: 2, Company: true}
	readings := slices.Concat(everyReading(), comparingReadings(), takingReadings())
	for i := range 2 * len(readings) {
		reading, config := readings[i/2], []Config{alone, among}[i%2]
		if v == Version0 && i%2 == 1 {
			continue // version 0 has no rules for rooms of more than two
		}
		m := Compile(rules, reading, config)
		for in := range NumInputs {
			if !v.Has(in) {
				continue
			}
			for s := range NumStates {
				var look Facts
				for _, p := range m.table[in][s] {
					look |= p.need | p.any | p.deny
				}
				views(look, func(facts Facts) {
					var fit []string
					for _, p := range m.table[in][s] {
						if facts&p.need == p.need && facts&p.deny == 0 && (p.any == 0 || facts&p.any != 0) {
							fit = append(fit, rules[p.rule].Name())
						}
					}
					if len(fit) != 1 && wrong < 10 {
						wrong++
						t.Errorf("%s: %s in %s, %v: want one rule, got %v", reading.Name, in, s, facts.Names(), fit)
					}
				})
			}
		}
	}
}

// TestRulesAreWellFormed shows that names are unique and that every rule says
// what it implements.
func TestRulesAreWellFormed(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range slices.Concat(V0(), V1()) {
		if seen[r.Name()] {
			t.Errorf("rule %s stands twice", r.Name())
		}
		seen[r.Name()] = true
		if r.About == "" || len(r.Clauses) == 0 || !regexp.MustCompile(`^T[01]-[0-9A-F]{2}$`).MatchString(r.Row) {
			t.Errorf("rule %s lacks a row, an account or clauses", r.Name())
		}
		if len(r.Do) > MaxEffects || r.From == 0 {
			t.Errorf("rule %s has too many effects or no state", r.Name())
		}
	}
}
