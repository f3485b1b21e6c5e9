package model

import "github.com/glarelab/glare/model/names"

// Readings lists the bundled readings.
func Readings() []Reading {
	return []Reading{literal(), literalSent(), robust()}
}

// ReadingNames lists the names of the bundled readings.
func ReadingNames() []string {
	var list []string
	for _, r := range Readings() {
		list = append(list, r.Name)
	}
	return list
}

// findReading finds a bundled reading, or a profile, by its name.
func findReading(name string) (Reading, error) {
	for _, r := range Readings() {
		if r.Name == name {
			return r, nil
		}
	}
	if p, err := FindProfile(name); err == nil {
		return p.Reading(), nil
	}
	return Reading{}, names.Unknown("reading", name, append(ReadingNames(), ProfileNames()...))
}

// set gives knobs values by name; a wrong name is a bug in a bundled reading.
func (r *Reading) set(k Knob, value string) {
	s, err := ParseSetting(k, value)
	if err != nil {
		panic("bundled reading " + r.Name + ": " + err.Error())
	}
	r.Setting[k] = s
}
