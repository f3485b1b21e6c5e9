package sim

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
)

// What a client makes of an event depends on whether it can read it: on the version that the
// event says (knob ver), and, for who minds schemas (knob schema), on its call ID and reason.

// unread is the version of events whose version a device cannot read.
const unread = model.NumVersions

// takenFor is the version for which a device takes the events of another one, by its knob ver.
// Those of a known version are what they are.
func (d *Device) takenFor(reader *Device) model.Version {
	isNumber := d.Says != "" && d.Says[0] != '"'
	switch {
	case d.Says == "":
		return d.Version
	case reader.Reading.Is(model.Ver, "strict"):
		return unread
	case reader.Reading.Is(model.Ver, "lenient") && (isNumber || d.Says == `"0"`):
		return model.Version0
	default:
		return model.Version1 // V1-VER-4
	}
}

// Said is the version of the events of device d by the text, which takes all that is neither 0
// nor the text 1 for version 1 (V1-VER-4).
func (s *System) Said(d int) model.Version {
	if s.Scenario.Devices[d].Says != "" {
		return model.Version1
	}
	return s.Version(d)
}

// setSays gives a device a version to say, as JSON.
func setSays(d *Device, value string) error {
	var text string
	var number json.Number
	isText, isNumber := json.Unmarshal([]byte(value), &text) == nil, json.Unmarshal([]byte(value), &number) == nil
	switch {
	case !isText && !isNumber || len(value) > 32 || strings.ContainsAny(value, " \t"):
		return errors.New(`expected a number, as in 2, or a text in quotes, as in "org.x", of at most 32 characters, found ` + value)
	case value == `"1"` || isNumber && isZero(value):
		return errors.New(value + " is what one of the versions says, which follows from the line rules; expected another value")
	}
	d.Says = value
	return nil
}

// isZero reports whether a JSON number is 0.
func isZero(number string) bool {
	mantissa, _, _ := strings.Cut(strings.ToLower(number), "e")
	return strings.Trim(mantissa, "-0.") == ""
}

// findReadable finds for which version each device takes the events of each other one, and who
// minds those that break their schema.
func (s *System) findReadable() {
	devices := s.Scenario.Devices
	for d := range s.devices {
		for e := range s.devices {
			s.takes[d][e] = s.Version(e)
			if e != d {
				s.takes[d][e] = devices[e].takenFor(&devices[d])
			}
			s.drops[d] = s.drops[d] || s.takes[d][e] == unread
		}
		s.minds[d] = devices[d].Reading.Is(model.Schema, "drop")
		s.drops[d] = s.drops[d] || s.minds[d]
		if s.driven[d] {
			s.minds[d], s.drops[d] = false, false
		}
		s.reasons = s.reasons || s.minds[d] || s.driven[d]
	}
	s.reasons = s.reasons || s.Scenario.Reasons
}

// findHeeded finds which types of events of each other device a device has a use for, once it is
// known what all list of their streams.
func (s *System) findHeeded() {
	s.tells = s.reasons || s.ChangesStreams()
	for d := range s.devices {
		for e := range s.devices {
			s.heeds[d][e] = s.readable(d, s.takes[d][e])
			if !s.Lists(e, d) && !s.driven[d] {
				s.heeds[d][e] &^= 1 << model.Metadata
			}
		}
	}
}

// readable is the set of the types of events that device d can read, of one that it takes for
// one of a version.
func (s *System) readable(d int, taken model.Version) (types uint16) {
	own := s.Version(d)
	switch {
	case s.driven[d]: // what it heeds is for its client to say
		return 1<<model.NumEventTypes - 1
	case taken != own && taken != unread && s.Scenario.Devices[d].Reading.Is(model.Ver, "strict"):
		return 0
	}
	for t := range model.NumEventTypes {
		types |= uint16(bit(own.Knows(t))) << t
	}
	return types
}

// callsTaken is the set of the calls whose invites device d takes for ones of version 1.
func (s *System) callsTaken(d int) (calls uint8) {
	for c := range s.calls {
		calls |= uint8(bit(s.takes[d][s.owner(c)] == model.Version1)) << c
	}
	return calls
}

// heeded reports whether device d has a use for an event of another user. One of the other
// version, to whom that is foreign (knob ver), is passed over as one of a foreign type is.
func (s *System) heeded(d int, event Item) bool {
	return s.heeds[d][event.Sender()]>>event.Type()&1 != 0
}

// dropped is the input by which device d is told of an event that it takes for none, and
// whether it does. What it has sent itself it knows.
func (s *System) dropped(w *World, d int, event Item) (in model.Input, drops bool) {
	if !s.drops[d] || event.Sender() == d || !event.Type().OfCall() {
		return 0, false
	}
	if s.takes[d][event.Sender()] == unread {
		return model.RecvUnread, true
	}
	own, why := s.Version(d), event.Why()
	// A reason that is missing is read as one of the list (V1-HUP-2).
	breaks := !model.ValidID(own, s.ID(w, event.Call())) || why != model.NoReason && !why.Listed(own)
	return model.RecvInvalid, s.minds[d] && breaks
}

// Reasoned reports whether events under way have the reasons that they were sent with: where
// somebody can tell them.
func (s *System) Reasoned() bool { return s.reasons }

// Drops reports whether some device may take events for none.
func (s *System) Drops() bool { return s.drops != [MaxDevices]bool{} }

// minded reports whether some device of a scenario minds schemas.
func (s *Scenario) minded() bool {
	return slices.ContainsFunc(s.Devices, func(d Device) bool { return d.Reading.Is(model.Schema, "drop") })
}

// breaksSchemas reports whether some event of a scenario may break the schema of who gets it.
func (s *Scenario) breaksSchemas() bool {
	for _, ids := range s.IDs {
		for _, list := range ids {
			if slices.ContainsFunc(list, func(id string) bool { return !model.IsOpaqueID(id) }) {
				return true
			}
		}
	}
	return s.Speaks(model.Version0) && s.Speaks(model.Version1) || slices.ContainsFunc(s.Devices, func(d Device) bool {
		return d.Reading.Is(model.Why, "replaced") || d.Reading.Is(model.Why, "userHangup") || d.Reading.Is(model.Why, "true")
	})
}
