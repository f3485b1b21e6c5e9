package checker

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Rules are the rules that each of the two devices follows, where they are not those of
// the version that the device has in its scenario.
type Rules [sim.MaxDevices][]model.Rule

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
		return Rules{m.Rules, nil}
	}
	return Rules{m.Rules, m.Rules}
}

// For are the rules as the devices of a scenario can follow them: a list of one's own is of
// a version, and for devices that have it. It is an error if none has.
func (r Rules) For(s *sim.Scenario) (Rules, error) {
	wrong, planted := -1, false
	for d, own := range r {
		switch {
		case own == nil:
		case model.VersionOf(own) != s.Users[d].Version:
			wrong = d
		default:
			planted = true
		}
	}
	if wrong < 0 {
		return r, nil
	}
	of := model.VersionOf(r[wrong])
	if !planted {
		return r, fmt.Errorf("the mutant is one of the rules %s, which no device of scenario %s has that it is for; expected --rules %s, or a mutant of the rules %s",
			of, s.Name, of, s.Users[wrong].Version)
	}
	r[wrong] = nil
	return r, nil
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

// Hash identifies the rules of both devices in a scenario.
func (r Rules) Hash(s *sim.Scenario) string {
	return r.hash(s.Users[0].Version, s.Users[1].Version)
}

// HashOf identifies the rules of both devices where both have a version.
func (r Rules) HashOf(v model.Version) string { return r.hash(v, v) }

func (r Rules) hash(versions ...model.Version) string {
	var hashes [sim.MaxDevices]string
	for d, own := range r {
		if own == nil {
			hashes[d] = versionHashes[versions[d]]()
		} else {
			hashes[d] = RulesHash(own)
		}
	}
	if hashes[0] == hashes[1] {
		return hashes[0]
	}
	return hashes[0] + "+" + hashes[1]
}

// versionHashes are the hashes of the rules of all versions, which take a while.
var versionHashes = func() (list [model.NumVersions]func() string) {
	for v := range model.NumVersions {
		list[v] = sync.OnceValue(func() string { return RulesHash(v.Rules()) })
	}
	return list
}()
