package event

import (
	"errors"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// Parse reads one event. It keeps what is right and lists everything else; an event without
// problems is valid. What is no JSON object at all gives an event without a type, of whose
// content nothing is known. A member that is there twice counts as its last says.
func Parse(text []byte) (Event, []Problem) {
	p := &problems{}
	e := Event{Content: Other{}}
	m, ok := p.whole(text)
	if !ok {
		return e, p.all()
	}
	p.size(text, m)
	e.Type, _ = m.needed(untrusted, "type")
	e.Sender, _ = m.needed(untrusted, "sender")
	if wrong := userID(e.Sender); e.Sender != "" && wrong != "" {
		p.add(untrusted, "sender", wrong)
	}
	e.RoomID, _ = m.text(untrusted, "room_id")
	e.ID, _ = m.text(untrusted, "event_id")
	if key, has := m.text(untrusted, "state_key"); has {
		e.StateKey = &key
	}
	e.OriginServerTSMS, _ = m.integer("F-TS-1", "origin_server_ts")
	for _, name := range []string{"type", "room_id", "event_id", "state_key"} {
		if v := m.values[name]; v.Kind() == '"' && len(unquote(v)) > maxIDBytes {
			p.add("F-SIZE-1", name, "is longer than 255 bytes")
		}
	}
	if v, has := m.values["unsigned"]; has {
		if u, ok := p.take("unsigned", untrusted, v); ok {
			e.Unsigned.AgeMS, e.Unsigned.HasAge = u.integer("F-AGE-1", "age")
			e.Unsigned.TransactionID, _ = u.text("F-ECHO-1", "transaction_id")
		}
	}
	if v, has := m.values["content"]; has {
		e.Content = p.content(e.Type, v)
	} else {
		m.missing(untrusted, "content")
		e.Content = p.content(e.Type, jsontext.Value("{}"))
	}
	return e, p.all()
}

// ParseContent reads the content of an event of a type, as a client hands it over to be
// sent.
func ParseContent(eventType string, text []byte) (Content, []Problem) {
	p := &problems{}
	if _, ok := p.whole(text); !ok {
		return Other{}, p.all()
	}
	return p.content(eventType, text), p.all()
}

// whole takes the object apart that a text is, and notes what is wrong anywhere in it.
func (p *problems) whole(text []byte) (members, bool) {
	v := jsontext.Value(text)
	if !v.IsValid(lenient...) {
		p.add(untrusted, "", "is no JSON")
		return members{}, false
	}
	if !v.IsValid(jsontext.AllowInvalidUTF8(true)) {
		p.add(untrusted, "", "has a member twice in one object")
	}
	if !v.IsValid(jsontext.AllowDuplicateNames(true)) {
		p.add(untrusted, "", "has text that is no Unicode, such as half of a surrogate pair")
	}
	return p.take("", untrusted, v)
}

// size notes that an event is too large without what is unsigned of it.
func (p *problems) size(text []byte, m members) {
	if len(text) <= maxBytes {
		return
	}
	whole := slices.Clone(jsontext.Value(text))
	unsigned := m.values["unsigned"].Clone()
	if err := errors.Join(whole.Compact(lenient...), compact(&unsigned)); err == nil && len(whole)-len(unsigned) > maxBytes {
		p.add("F-SIZE-1", "", "is larger than 65536 bytes")
	}
}

// compact takes the space out of a value, if there is one.
func compact(v *jsontext.Value) error {
	if len(*v) == 0 {
		return nil
	}
	return v.Compact(lenient...)
}
