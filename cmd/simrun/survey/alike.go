package survey

import (
	"reflect"
	"slices"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Alike reports whether all runs of the cell are those of another side of its network,
// though the readings differ; own is the cell itself as a side. It is so where the world asks no
// knob in which they differ, and each rule that has applied in the cell does the same on the
// other side: exactly one rule applies to whatever happens there, too, so that it is that one. Who
// wins is always asked: on it depends what rules send where two calls have one ID. False says
// nothing.
func (s *Survey) Alike(own, other *Side) bool {
	if s.Cut != "" {
		return false
	}
	beside, there := sim.AskedBesideRules(s.Scenario), sim.AskedBesideRules(other.sys.Scenario)
	for d, device := range other.sys.Scenario.Devices {
		for k := range model.NumKnobs {
			if (beside[k] || there[k] || k == model.Winner) && device.Reading.Setting[k] != s.Scenario.Devices[d].Reading.Setting[k] {
				return false
			}
		}
		mine, others := own.sys.Machine(d), other.sys.Machine(d)
		for i, rule := range s.applied.at(mine, d) {
			for state := range model.NumStates {
				if !sameRule(mine.Compiled(rule.In, state), others.Compiled(rule.In, state), i) {
					return false
				}
			}
		}
	}
	return true
}

// sameRule reports whether a rule is in both lists or in neither, and does the same in both.
func sameRule(list, other []model.Compiled, rule uint16) bool {
	of := func(c model.Compiled) bool { return c.Rule == rule }
	i, j := slices.IndexFunc(list, of), slices.IndexFunc(other, of)
	return i < 0 && j < 0 || i >= 0 && j >= 0 && reflect.DeepEqual(list[i], other[j])
}
