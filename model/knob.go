package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/model/names"
)

// Knob is one point that the specification leaves open. What each decides, and
// the source of each value, package spec says by its name.
type Knob uint8

// The knobs.
const (
	InFlight Knob = iota
	Rule1
	Glare
	AcceptHow
	Visible
	AbortOut
	AbortIn
	Eq
	Cmp
	Winner
	Expired
	Batch
	Retro
	RingPol
	Invitee
	Sib
	SecondCall
	Auth
	Unk
	Dup
	EchoFilter
	LifeOrigin
	LifeEnd
	Connecting
	SendFail
	RestartHow
	Ver
	Kind
	RingTimer
	HangupEcho
	LateAnswer
	EndedAnswer
	UnsentHangup
	EarlyMedia
	UserEnd
	RejectV1
	Select
	Sync
	Leave
	Push
	Elsewhere
	Consent
	Eoc
	Trickle
	Why
	Schema
	StreamList
	NumKnobs
)

// A value that ends in -N, -MS or is MS takes a number in its place.
var knobs = [NumKnobs]struct {
	name   string
	values []string
}{
	InFlight:   {"inflight", []string{"prep", "sent", "defer", "echo", "prep-now", "sent-silent"}},
	Rule1:      {"rule1", []string{"yield", "compare"}},
	Glare:      {"glare", []string{"rule", "off-ignore", "off-ring"}},
	AcceptHow:  {"accept", []string{"auto", "ring"}},
	Visible:    {"visible", []string{"press", "media"}},
	AbortOut:   {"abort-out", []string{"hangup", "silent"}},
	AbortIn:    {"abort-in", []string{"silent", "hangup", "reject"}},
	Eq:         {"eq", []string{"keep-own", "take-incoming", "user-id", "abort-both", "duplicate"}},
	Cmp:        {"cmp", []string{"bytes", "points", "utf16", "uca", "fold", "numeric"}},
	Winner:     {"winner", []string{"lesser-id", "greater-id", "lesser-user", "first-in-room", "earliest-ts"}},
	Expired:    {"expired", []string{"drop-first", "ignore", "margin-MS"}},
	Batch:      {"batch", []string{"event", "sync-end"}},
	Retro:      {"retro", []string{"send", "accept", "refuse", "compare"}},
	RingPol:    {"ringpol", []string{"all", "ring-only"}},
	Invitee:    {"invitee", []string{"literal", "match"}},
	Sib:        {"sib", []string{"ignore", "glare", "withdraw"}},
	SecondCall: {"second-call", []string{"ring", "silent", "busy", "compare"}},
	Auth:       {"auth", []string{"anyone", "peer", "party", "chosen"}},
	Unk:        {"unk", []string{"drop", "buffer", "tombstone"}},
	Dup:        {"dup", []string{"ignore", "clobber", "error"}},
	EchoFilter: {"echo-filter", []string{"party", "user", "none"}},
	LifeOrigin: {"life-origin", []string{"put", "ack", "echo"}},
	LifeEnd:    {"life-end", []string{"hangup", "silent"}},
	Connecting: {"connecting", []string{"none", "MS"}},
	SendFail:   {"sendfail", []string{"give-up", "retry-N", "revert"}},
	RestartHow: {"restart", []string{"forget", "hangup", "resume"}},
	Ver:        {"ver", []string{"spec", "strict", "lenient"}},
	Kind:       {"kind", []string{"own", "incoming", "ask"}},

	RingTimer:    {"ring-timer", []string{"invite", "shown", "shown-hangup"}},
	HangupEcho:   {"hangup-echo", []string{"none", "hangup"}},
	LateAnswer:   {"late-answer", []string{"ignore", "hangup"}},
	EndedAnswer:  {"ended-answer", []string{"drop", "send"}},
	UnsentHangup: {"unsent-hangup", []string{"silent", "hangup", "captured", "captured-user"}},
	EarlyMedia:   {"early-media", []string{"wait", "connect"}},
	UserEnd:      {"user-end", []string{"hangup", "silent-decline", "silent-cancel"}},
	RejectV1:     {"reject-v1", []string{"reject", "hangup", "both"}},
	Select:       {"select", []string{"send", "answer", "none"}},
	Sync:         {"sync", []string{"classic", "sliding"}},
	Leave:        {"leave", []string{"hangup", "reject", "progress"}},
	Push:         {"push", []string{"wait", "ring", "blind"}},
	Elsewhere:    {"elsewhere", []string{"ring", "stop", "first"}},
	Consent:      {"consent", []string{"none", "MS"}},
	Eoc:          {"eoc", []string{"send", "none"}},
	Trickle:      {"trickle", []string{"use", "wait"}},
	Why:          {"reason", []string{"unknown_error", "user_hangup", "replaced", "userHangup", "true", "none"}},
	Schema:       {"schema", []string{"take", "drop"}},
	StreamList:   {"metadata", []string{"both", "caller", "unstable", "none"}},
}

// String is the knob's name.
func (k Knob) String() string { return knobs[k].name }

// Values lists the knob's values, the default of `literal` first. MS and N
// stand for a number.
func (k Knob) Values() []string { return knobs[k].values }

// KnobNames lists all knobs in order.
func KnobNames() []string {
	list := make([]string, NumKnobs)
	for k := range list {
		list[k] = knobs[k].name
	}
	return list
}

// MaxRetries is how often a send that has failed can be tried again (knob sendfail).
const MaxRetries = 3

// Setting is the value that a reading gives to one knob.
type Setting struct {
	Value  uint8  // index into the knob's values
	Number uint32 // the number in the place of MS (milliseconds) or N
}

// Reading is one way to resolve every open point: a value for every knob.
// Readings are comparable.
type Reading struct {
	Name    string
	Setting [NumKnobs]Setting
}

// Is reports whether the reading gives knob k the value named.
func (r *Reading) Is(k Knob, value string) bool {
	return knobs[k].values[r.Setting[k].Value] == value
}

// Value is the text of the reading's value for knob k.
func (r *Reading) Value(k Knob) string {
	value, number := knobs[k].values[r.Setting[k].Value], strconv.FormatUint(uint64(r.Setting[k].Number), 10)
	if base, ok := strings.CutSuffix(value, "MS"); ok {
		return base + number
	}
	if base, ok := strings.CutSuffix(value, "N"); ok {
		return base + number
	}
	return value
}

// FindKnob finds a knob by its name.
func FindKnob(name string) (Knob, error) {
	for k := range NumKnobs {
		if knobs[k].name == name {
			return k, nil
		}
	}
	return 0, names.Unknown("knob", name, KnobNames())
}

// ParseSetting reads a value of knob k, with its number where it takes one.
func ParseSetting(k Knob, text string) (Setting, error) {
	for i, value := range knobs[k].values {
		if value == text {
			if strings.HasSuffix(value, "MS") || strings.HasSuffix(value, "N") {
				break
			}
			return Setting{Value: uint8(i)}, nil
		}
		base, numbered := strings.CutSuffix(value, "MS")
		if !numbered {
			base, numbered = strings.CutSuffix(value, "N")
		}
		if !numbered {
			continue
		}
		digits, ok := strings.CutPrefix(text, base)
		if !ok {
			continue
		}
		if number, err := strconv.ParseUint(digits, 10, 31); err == nil {
			if k == SendFail && (number < 1 || number > MaxRetries) {
				return Setting{}, fmt.Errorf("sendfail=%s: expected retry-1 to retry-%d; without a retry it is give-up", text, MaxRetries)
			}
			return Setting{Value: uint8(i), Number: uint32(number)}, nil
		}
	}
	return Setting{}, names.Unknown("value of knob "+k.String(), text, k.Values())
}

// ParseReading reads NAME or NAME+knob=value+…, where NAME is a bundled reading.
func ParseReading(text string) (Reading, error) {
	parts := strings.Split(text, "+")
	reading, err := findReading(parts[0])
	if err != nil {
		return Reading{}, err
	}
	var given [NumKnobs]bool
	for _, part := range parts[1:] {
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			return Reading{}, fmt.Errorf("reading %q: %q is not knob=value", text, part)
		}
		k, err := FindKnob(name)
		if err != nil {
			return Reading{}, fmt.Errorf("reading %q: %w", text, err)
		}
		if given[k] {
			return Reading{}, fmt.Errorf("reading %q: knob %s has a value already; expected one", text, name)
		}
		given[k] = true
		if reading.Setting[k], err = ParseSetting(k, value); err != nil {
			return Reading{}, fmt.Errorf("reading %q: %w", text, err)
		}
	}
	reading.Name = text
	return reading, nil
}

// Amended is the reading with knobs changed as +knob=value+… says.
func (r Reading) Amended(text string) (Reading, error) {
	with, err := ParseReading("literal" + text)
	if err != nil {
		return Reading{}, err
	}
	for part := range strings.SplitSeq(strings.TrimPrefix(text, "+"), "+") {
		name, _, _ := strings.Cut(part, "=")
		k, err := FindKnob(name)
		if err != nil {
			return Reading{}, err
		}
		r = r.With(k, with.Setting[k])
	}
	return r, nil
}

// With is the reading with one knob changed.
func (r Reading) With(k Knob, s Setting) Reading {
	r.Setting[k] = s
	parts := slices.DeleteFunc(strings.Split(r.Name, "+"), func(part string) bool { return strings.HasPrefix(part, k.String()+"=") })
	r.Name = strings.Join(parts, "+") + "+" + k.String() + "=" + r.Value(k)
	return r
}
