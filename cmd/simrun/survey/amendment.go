package survey

import (
	"strings"

	"github.com/glarelab/glare/model"
)

// Literal is the reading that the others amend.
func Literal() model.Reading { return model.Readings()[0] }

// Number of milliseconds, and of repetitions, where a value takes a number: the
// values that the known clients have, where they have one.
const (
	sampleMargin     = "margin-3000"
	sampleConnecting = "30000"
	sampleRetries    = "retry-1"
)

// Settings lists the values of a knob, the first that of literal. One that takes
// a number stands for all its numbers: without a clock they are all the same.
func Settings(k model.Knob) []model.Setting {
	var list []model.Setting
	for _, value := range k.Values() {
		switch {
		case value == "MS":
			value = sampleConnecting
		case strings.HasSuffix(value, "-MS"):
			value = sampleMargin
		case strings.HasSuffix(value, "-N"):
			value = sampleRetries
		}
		s, err := model.ParseSetting(k, value)
		if err != nil {
			panic("survey: a value of a knob cannot be read: " + err.Error())
		}
		list = append(list, s)
	}
	return list
}

// Amendment is one knob with the value that it shall have.
type Amendment struct {
	Knob    model.Knob
	Setting model.Setting
}

// Amendments lists all single amendments of literal, in the order of the knobs.
func Amendments() []Amendment {
	var list []Amendment
	for k := range model.NumKnobs {
		for _, s := range Settings(k)[1:] {
			list = append(list, Amendment{k, s})
		}
	}
	return list
}

// String is the amendment as readings name it: "inflight=sent".
func (a Amendment) String() string { return a.Knob.String() + "=" + a.Value() }

// Value is the text of its value.
func (a Amendment) Value() string {
	r := Literal().With(a.Knob, a.Setting)
	return r.Value(a.Knob)
}

// Amended is literal with amendments; its name says which.
func Amended(list ...Amendment) model.Reading {
	r := Literal()
	for _, a := range list {
		r = r.With(a.Knob, a.Setting)
	}
	return r
}
