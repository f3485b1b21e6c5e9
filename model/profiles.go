package model

import (
	"slices"

	"github.com/glarelab/glare/model/names"
)

// Profile is the reading that a deployed client implements, as far as one device
// and the knobs express it. Profiles are read from code; those of matrix-js-sdk and
// hydrogen were compared with the clients, schedule by schedule.
type Profile struct {
	Name   string // as --reading takes it
	Client string
	Source string // repository, files and commit
	// Ships says that people use it today.
	Ships bool
	// Elsewhere says that it is no Matrix client: the rule of another system, to compare with.
	Elsewhere bool
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

// Profiles lists the profiles: what still ships first, then what was replaced or is
// about other calls, then the rules of other systems. They are not among the bundled readings, because
// they describe what there is rather than what the text may mean; but their names
// are names of readings wherever one is asked for.
func Profiles() []Profile {
	return []Profile{
		js212(), nhekoProfile(), androidProfile(), iosProfile(), dartProfile(),
		jsInvitee(), js211(), js2015(), hydrogenProfile(),
		ringrtcProfile(), jingleProfile(), jingleMessageProfile(),
	}
}

// ClientNames lists the names of the profiles that are Matrix clients.
func ClientNames() []string {
	return namesOf(func(p *Profile) bool { return !p.Elsewhere })
}

// ShippedNames lists the names of the profiles that people use today.
func ShippedNames() []string {
	return namesOf(func(p *Profile) bool { return p.Ships })
}

// ElsewhereNames lists the names of the profiles that are rules of other systems.
func ElsewhereNames() []string {
	return namesOf(func(p *Profile) bool { return p.Elsewhere })
}

func namesOf(which func(*Profile) bool) []string {
	var list []string
	profiles := Profiles()
	for i := range profiles {
		if which(&profiles[i]) {
			list = append(list, profiles[i].Name)
		}
	}
	return list
}

// ProfileNames lists the names of the profiles.
func ProfileNames() []string { return append(ClientNames(), ElsewhereNames()...) }

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
