package model

import (
	"slices"

	"github.com/glarelab/glare/model/names"
)

// Profile is the reading that a deployed client implements, as far as one device
// and the knobs express it. Profiles are read from code, not from running clients.
type Profile struct {
	Name   string // as --reading takes it
	Client string
	Source string // repository, files and commit
	// Known are the knobs whose value somebody has read. The others are as in
	// literal, because nothing is known of them.
	Known []KnownKnob
	// Lacks says what the client does that no knob expresses.
	Lacks []string
}

// KnownKnob is the value that a client gives to a knob, and where that was read.
type KnownKnob struct {
	Knob          Knob
	Value, Source string
}

// notKnown is the source of a knob of which nothing is known.
const notKnown = "not known; as literal"

// Profiles lists the profiles. They are not among the bundled readings, because
// they describe what there is rather than what the text may mean; but their names
// are names of readings wherever one is asked for.
func Profiles() []Profile {
	return []Profile{
		js2015(), js211(), js212(), jsInvitee(),
		androidProfile(), iosProfile(), dartProfile(), nhekoProfile(), hydrogenProfile(),
	}
}

// ProfileNames lists the names of the profiles.
func ProfileNames() []string {
	var list []string
	for _, p := range Profiles() {
		list = append(list, p.Name)
	}
	return list
}

// FindProfile is a profile by its name.
func FindProfile(name string) (Profile, error) {
	for _, p := range Profiles() {
		if p.Name == name {
			return p, nil
		}
	}
	return Profile{}, names.Unknown("profile", name, ProfileNames())
}

// Reading is the profile as a reading.
func (p *Profile) Reading() Reading {
	r := Reading{Name: p.Name}
	for _, known := range p.Known {
		r.set(known.Knob, known.Value)
	}
	return r
}

// SourceOf says where the profile's value of a knob was read.
func (p *Profile) SourceOf(k Knob) string {
	if i := slices.IndexFunc(p.Known, func(known KnownKnob) bool { return known.Knob == k }); i >= 0 {
		return p.Known[i].Source
	}
	return notKnown
}
