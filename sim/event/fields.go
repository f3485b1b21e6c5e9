package event

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// lenient reads what is JSON at all: what else is wrong with a text is a problem of its own.
var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// members is one JSON object, taken apart. What asks it for a member of another type than
// it has gets nothing, and a problem is noted.
type members struct {
	p      *problems
	path   string
	values map[string]jsontext.Value // of members that are there several times the last, as most readers do
	names  []string                  // in the order of the text, each once
}

// take takes an object apart; of anything else it notes a problem, and there are no members.
func (p *problems) take(path, clause string, v jsontext.Value) (members, bool) {
	m := members{p: p, path: path}
	if v.Kind() != '{' {
		p.add(clause, path, "is "+kind(v)+", not an object")
		return m, false
	}
	m.values = map[string]jsontext.Value{}
	d := jsontext.NewDecoder(bytes.NewReader(v), lenient...)
	_, err := d.ReadToken()
	for err == nil && d.PeekKind() != '}' {
		var name jsontext.Token
		if name, err = d.ReadToken(); err != nil {
			break
		}
		key := name.String()
		var value jsontext.Value
		if value, err = d.ReadValue(); err != nil {
			break
		}
		if _, again := m.values[key]; !again {
			m.names = append(m.names, key)
		}
		m.values[key] = value.Clone()
	}
	return m, true
}

// kind is what a JSON value is, in words.
func kind(v jsontext.Value) string {
	switch v.Kind() {
	case 'n':
		return "null"
	case 't', 'f':
		return "a boolean"
	case '"':
		return "a string"
	case '0':
		return "a number"
	case '{':
		return "an object"
	default:
		return "an array"
	}
}

// at is the path of a member.
func (m members) at(name string) string {
	if m.path == "" {
		return name
	}
	return m.path + "." + name
}

// wrong notes that a member is of another type.
func (m members) wrong(clause, name string, v jsontext.Value, want string) {
	m.p.add(clause, m.at(name), "is "+kind(v)+", not "+want)
}

// missing notes that a member is not there.
func (m members) missing(clause, name string) { m.p.add(clause, m.at(name), "is missing") }

// text is a member that is a string; false if it is not there or not one.
func (m members) text(clause, name string) (string, bool) {
	v, has := m.values[name]
	switch {
	case !has:
		return "", false
	case v.Kind() != '"':
		m.wrong(clause, name, v, "a string")
		return "", false
	}
	return unquote(v), true
}

// unquote is the text of a JSON string. What is no Unicode becomes U+FFFD, of which the
// event as a whole has a problem.
func unquote(v jsontext.Value) string {
	text, _ := jsontext.AppendUnquote(nil, v)
	return string(text)
}

// needed is a member that must be there and be a string.
func (m members) needed(clause, name string) (string, bool) {
	if _, has := m.values[name]; !has {
		m.missing(clause, name)
		return "", false
	}
	return m.text(clause, name)
}

// integer is a member that is an integer; false if it is not there or not one.
func (m members) integer(clause, name string) (int64, bool) {
	v, has := m.values[name]
	switch {
	case !has:
		return 0, false
	case v.Kind() != '0':
		m.wrong(clause, name, v, "an integer")
		return 0, false
	}
	n, err := strconv.ParseInt(string(v), 10, 64)
	switch {
	case err != nil && strings.ContainsAny(string(v), ".eE"):
		m.p.add(clause, m.at(name), "is no integer")
		return 0, false
	case err != nil || n > maxInteger || n < -maxInteger:
		m.p.add(clause, m.at(name), "is beyond what events can hold")
		return 0, false
	}
	return n, true
}

// duration is a member that must be there and is a number of ms.
func (m members) duration(clause, name string) int64 {
	if _, has := m.values[name]; !has {
		m.missing(clause, name)
		return 0
	}
	n, _ := m.integer(clause, name)
	if n < 0 {
		m.p.add(clause, m.at(name), "is negative")
		return 0
	}
	return n
}

// flag is a member that is a boolean; false if it is not there or not one.
func (m members) flag(clause, name string) bool {
	v, has := m.values[name]
	if has && v.Kind() != 't' && v.Kind() != 'f' {
		m.wrong(clause, name, v, "a boolean")
	}
	return has && v.Kind() == 't'
}

// object is a member that must be there and be an object.
func (m members) object(clause, name string) (members, bool) {
	v, has := m.values[name]
	if !has {
		m.missing(clause, name)
		return members{}, false
	}
	return m.p.take(m.at(name), clause, v)
}

// elements are the elements of a JSON array.
func elements(v jsontext.Value) (list []jsontext.Value) {
	d := jsontext.NewDecoder(bytes.NewReader(v), lenient...)
	_, err := d.ReadToken()
	for err == nil && d.PeekKind() != ']' {
		var value jsontext.Value
		if value, err = d.ReadValue(); err == nil {
			list = append(list, value.Clone())
		}
	}
	return list
}
