package checker

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Rules are the rules that each of the two devices follows.
type Rules [sim.MaxDevices][]model.Rule

// BothV0 is version 0 on both sides.
func BothV0() Rules {
	v0 := model.V0()
	return Rules{v0, v0}
}

// RulesHash identifies a list of rules: sixteen hexadecimal digits that change
// when any rule does.
func RulesHash(rules []model.Rule) string {
	h := sha256.New()
	for i := range rules {
		fmt.Fprintf(h, "%+v\n", rules[i])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// MutantRules are the rules of both devices if a mutant is planted.
func MutantRules(m *model.Mutant) Rules {
	if m.OneSided {
		return Rules{m.Rules, model.V0()}
	}
	return Rules{m.Rules, m.Rules}
}

// Plant gives the devices of a scenario that a mutant makes wrong its reading,
// if it has one.
func Plant(s *sim.Scenario, m *model.Mutant) error {
	for d := range s.Users {
		if m.Reading == "" || d > 0 && m.OneSided {
			continue
		}
		reading, err := s.Users[d].Reading.Amended(m.Reading)
		if err != nil {
			return fmt.Errorf("mutant %s: %w", m.Name, err)
		}
		if reading.Setting != s.Users[d].Reading.Setting { // else it was planted before
			s.Users[d].Reading = reading
		}
	}
	return nil
}

// Hash identifies the rules of both devices.
func (r Rules) Hash() string {
	first := RulesHash(r[0])
	if len(r[0]) == len(r[1]) && len(r[0]) > 0 && &r[0][0] == &r[1][0] { // one list, of which the hash takes a while
		return first
	}
	if second := RulesHash(r[1]); first != second {
		return first + "+" + second
	}
	return first
}
