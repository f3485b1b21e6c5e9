package checker

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Rules are the rules that the first user's devices follow, and those of all others, where
// they are not those of the version that a device has in its scenario.
type Rules [2][]model.Rule

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

// For are rules for each device of a scenario: a list of one's own is of a version, and for
// devices that have it; the others follow those of their own. It is an error if none has it.
func (r Rules) For(s *sim.Scenario) ([][]model.Rule, error) {
	each := s.MixedRules(r[0], r[1])
	wrong, planted := -1, false
	for d, own := range each {
		switch {
		case own == nil:
		case model.VersionOf(own) != s.Devices[d].Version:
			wrong = d
		default:
			planted = true
		}
	}
	if wrong >= 0 && !planted {
		of := model.VersionOf(each[wrong])
		return nil, fmt.Errorf("the mutant is one of the rules %s, which no device of scenario %s has that it is for; expected --rules %s, or a mutant of the rules %s",
			of, s.Name, of, s.Devices[wrong].Version)
	}
	for d, own := range each {
		if own == nil || model.VersionOf(own) != s.Devices[d].Version {
			each[d] = nil
		}
	}
	return each, nil
}

// Plant gives the devices of a scenario that a mutant makes wrong its reading,
// if it has one.
func Plant(s *sim.Scenario, m *model.Mutant) error {
	s.Devices = slices.Clone(s.Devices) // of copies nothing changes
	for d := range s.Devices {
		device := &s.Devices[d]
		if m.Reading == "" || device.User > 0 && m.OneSided {
			continue
		}
		reading, err := device.Reading.Amended(m.Reading)
		if err != nil {
			return fmt.Errorf("mutant %s: %w", m.Name, err)
		}
		if reading.Setting != device.Reading.Setting { // else it was planted before
			device.Reading = reading
		}
	}
	return nil
}

// Hash identifies the rules of all devices of a scenario.
func (r Rules) Hash(s *sim.Scenario) string {
	var hashes []string
	for d, own := range s.MixedRules(r[0], r[1]) {
		if v := s.Devices[d].Version; own == nil || model.VersionOf(own) != v {
			hashes = append(hashes, versionHashes[v]())
		} else {
			hashes = append(hashes, RulesHash(own))
		}
	}
	return together(hashes)
}

// HashOf identifies the rules where all devices have a version.
func (r Rules) HashOf(v model.Version) string {
	var hashes []string
	for _, own := range r {
		if own == nil || model.VersionOf(own) != v {
			hashes = append(hashes, versionHashes[v]())
		} else {
			hashes = append(hashes, RulesHash(own))
		}
	}
	return together(hashes)
}

// EveryHash identifies the rules of all versions, for what is made of the whole program.
func EveryHash() string {
	var hashes []string
	for v := range model.NumVersions {
		hashes = append(hashes, versionHashes[v]())
	}
	return together(hashes)
}

// together is one hash, if all are the same, or all of them.
func together(hashes []string) string {
	if slices.ContainsFunc(hashes, func(hash string) bool { return hash != hashes[0] }) {
		return strings.Join(hashes, "+")
	}
	return hashes[0]
}

// versionHashes are the hashes of the rules of all versions, which take a while.
var versionHashes = func() (list [model.NumVersions]func() string) {
	for v := range model.NumVersions {
		list[v] = sync.OnceValue(func() string { return RulesHash(v.Rules()) })
	}
	return list
}()
