package judge

import "github.com/glarelab/glare/model"

// named are the readings and profiles that may explain a device.
func named() (list []model.Reading) {
	list = model.Readings()
	for _, p := range model.Profiles() {
		list = append(list, p.Reading())
	}
	return list
}

// varied are the readings that differ from a bundled one in one knob: what is asked where
// none of the named ones explains a device.
func varied() (list []model.Reading) {
	for _, base := range []string{"literal", "literal-sent", "robust"} {
		for k := range model.NumKnobs {
			for _, value := range k.Values() {
				r, err := model.ParseReading(base + "+" + k.String() + "=" + value)
				if plain, _ := model.ParseReading(base); err == nil && r.Setting != plain.Setting {
					list = append(list, r)
				}
			}
		}
	}
	return list
}

// machineKey is what a machine depends on.
type machineKey struct {
	reading string
	config  model.Config
}

// machine is a machine for a reading, made once.
func (x *explainer) machine(reading *model.Reading, config model.Config) *model.Machine {
	key := machineKey{reading.Name, config}
	m := x.machines[key]
	if m == nil {
		m = model.Compile(config.Version.Rules(), *reading, config)
		x.machines[key] = m
	}
	return m
}
