package judge

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/glarelab/glare/sim/event"
)

// MaxFile is the largest file that is read, in bytes; maxEvents is how many events all files
// together may have.
const (
	MaxFile   = 64 << 20
	maxEvents = 200_000
	maxDepth  = 8
)

// A File is what one device saw, or what somebody kept of a room.
type File struct {
	Name string // as the user named it
	Text []byte
}

// dump is a file, read.
type dump struct {
	name    string
	events  []seen
	limited bool      // a /sync response says that it left events out (F-SYNC-3)
	source  string    // what the file says of itself, or ""
	logs    []logLine // of the device, beside the events
}

// seen is one event of a dump.
type seen struct {
	event.Event
	problems []event.Problem
	room     string
	toDevice bool
	redacted bool // it was of a call, and what it said is gone
	digest   digest
}

// logLine is a line of a device's log: ms since something, and words.
type logLine struct {
	ms   int64
	text string
}

// lenient reads what is JSON at all; what else is wrong is for package event to say.
var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// read reads a file, in whichever shape its events are: a /sync response, a page of
// /messages, an exported room, an array, one event, or any of them a line.
func read(f File) (*dump, error) {
	d := &dump{name: f.Name}
	f.Text = bytes.TrimPrefix(f.Text, []byte("\xef\xbb\xbf")) // a byte order mark, which editors put there
	if bytes.HasPrefix(f.Text, []byte("\xff\xfe")) || bytes.HasPrefix(f.Text, []byte("\xfe\xff")) {
		return nil, fmt.Errorf("%s: this is UTF-16, as some shells write it; save it as UTF-8", f.Name)
	}
	if len(bytes.TrimSpace(f.Text)) == 0 {
		return nil, fmt.Errorf("%s: there is nothing in this file; expected events as JSON", f.Name)
	}
	decoder := jsontext.NewDecoder(bytes.NewReader(f.Text), lenient...)
	for {
		v, err := decoder.ReadValue()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, notJSON(f, err)
		}
		if err := d.collect(v, place{}, 0); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if slices.ContainsFunc(d.events, isOfCall) {
		return d, nil
	}
	return nil, d.withoutCall()
}

// notJSON says where a file is no JSON. It quotes nothing of it.
func notJSON(f File, err error) error {
	at := len(f.Text)
	wrong := "this is not JSON"
	if bad := (*jsontext.SyntacticError)(nil); errors.As(err, &bad) {
		at = min(int(bad.ByteOffset), len(f.Text))
		if bad.Err != nil && strings.Contains(bad.Err.Error(), "max depth") {
			wrong = "this is nested too deeply, in more than 10,000 arrays and objects"
		}
	}
	before := f.Text[:at]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(bytes.Runes(before[bytes.LastIndexByte(before, '\n')+1:])) + 1
	return fmt.Errorf("%s:%d:%d: %s; expected a /sync response, a page of /messages, an exported room, or events, one a line or in an array", f.Name, line, column, wrong)
}

// withoutCall says that a dump holds nothing to judge, and what it holds.
func (d *dump) withoutCall() error {
	if len(d.events) == 0 {
		return fmt.Errorf("%s: there is no event in this file; expected events with a type and a content, as in a /sync response, a page of /messages or an exported room", d.name)
	}
	encrypted := 0
	for i := range d.events {
		if d.events[i].Type == typeEncrypted {
			encrypted++
		}
	}
	hint := ""
	if encrypted > 0 {
		hint = fmt.Sprintf(", and %d of them cannot be read: export the room decrypted, from a client that has the keys", encrypted)
	}
	return fmt.Errorf("%s: none of the %d events in this file is of a call (m.call.…)%s", d.name, len(d.events), hint)
}

// typeEncrypted is the type of what only those with the key can read.
const typeEncrypted = "m.room.encrypted"

// isOfCall reports whether an event is one of a call.
func isOfCall(e seen) bool { _, ok := event.CallOf(e.Content); return ok }

// place is what is known of where in a file events stand.
type place struct {
	room     string
	toDevice bool
	rooms    bool // the members of the object are rooms
}

// collect takes the events out of a JSON value.
func (d *dump) collect(v jsontext.Value, at place, depth int) error {
	if depth > maxDepth {
		return nil // no shape that is known is so deep
	}
	switch v.Kind() {
	case '[':
		return d.collectAll(v, at, depth)
	case '{':
		return d.collectObject(v, at, depth)
	default:
		return nil
	}
}

// collectAll takes the events out of an array.
func (d *dump) collectAll(v jsontext.Value, at place, depth int) error {
	return each(v, func(_ string, element jsontext.Value) error { return d.collect(element, at, depth+1) })
}

// containers are the members in which events can be, in all shapes.
var containers = []string{
	"rooms", "join", "leave", "timeline", "events", "chunk", "messages", "events_before", "event", "events_after", "to_device",
}

// collectObject takes the events out of an object, or the one that it is.
func (d *dump) collectObject(v jsontext.Value, at place, depth int) error {
	var names []string
	values := map[string]jsontext.Value{}
	err := each(v, func(name string, value jsontext.Value) error {
		if at.rooms || slices.Contains(containers, name) || name == "type" || name == "content" || name == "limited" || name == "_device_log" || name == "_provenance" {
			names = append(names, name)
			values[name] = value
		}
		return nil
	})
	if err != nil {
		return err
	}
	if at.rooms {
		for _, room := range names {
			if err := d.collect(values[room], place{room: room}, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	if values["type"].Kind() == '"' && values["content"] != nil {
		return d.add(v, values["content"], at)
	}
	d.limited = d.limited || values["limited"].Kind() == 't'
	d.readNotes(values["_provenance"], values["_device_log"])
	for _, name := range containers {
		inner := at
		switch name {
		case "to_device":
			inner.toDevice = true
		case "join", "leave":
			inner.rooms = true
		}
		first := len(d.events)
		if value, has := values[name]; has {
			if err := d.collect(value, inner, depth+1); err != nil {
				return err
			}
		}
		if name == "chunk" && isBackwards(d.events[first:]) {
			slices.Reverse(d.events[first:])
		}
	}
	return nil
}

// isBackwards reports whether events come newest first, as a page of /messages may have
// them.
func isBackwards(list []seen) bool {
	for i := 1; i < len(list); i++ {
		if list[i].OriginServerTSMS > list[i-1].OriginServerTSMS {
			return false
		}
	}
	return len(list) > 1 && list[0].OriginServerTSMS > list[len(list)-1].OriginServerTSMS
}

// add adds one event.
func (d *dump) add(v, content jsontext.Value, at place) error {
	if len(d.events) == maxEvents {
		return fmt.Errorf("more than %d events; cut the file to the time of the call", maxEvents)
	}
	e := seen{room: at.room, toDevice: at.toDevice, digest: digestOf(content)}
	if e.Event, e.problems = event.Parse(v); e.room == "" {
		e.room = e.RoomID
	}
	if e.Unsigned.Redacted && isOfCall(e) {
		e.redacted, e.Content = true, event.Other{}
	}
	d.events = append(d.events, e)
	return nil
}

// each goes through the members of an object or the elements of an array, which have no
// names.
func each(v jsontext.Value, visit func(name string, value jsontext.Value) error) error {
	decoder := jsontext.NewDecoder(bytes.NewReader(v), lenient...)
	opening, err := decoder.ReadToken()
	if err != nil {
		return nil // what is read here was read once before
	}
	for kind := decoder.PeekKind(); kind != ']' && kind != '}' && kind > 0; kind = decoder.PeekKind() {
		name := ""
		if opening.Kind() == '{' {
			token, err := decoder.ReadToken()
			if err != nil {
				return nil
			}
			name = token.String()
		}
		value, err := decoder.ReadValue()
		if err != nil {
			return nil
		}
		if err := visit(name, value.Clone()); err != nil {
			return err
		}
	}
	return nil
}
