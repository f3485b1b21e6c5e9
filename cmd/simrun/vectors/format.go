package vectors

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode"
	"unicode/utf16"
)

// Version is the number of the format. Whatever a reader of version 1 could not understand
// gets another one.
const Version = 1

// File is the vectors of one story. Its form is docs/vectors.schema.json.
type File struct {
	Vectors  int      `json:"vectors"` // [Version]
	Story    string   `json:"story"`
	About    []string `json:"about"`
	Replay   string   `json:"replay"`             // the command that shows the story in the model
	Fails    string   `json:"fails,omitempty"`    // the reading under which it goes wrong
	Violated []string `json:"violated,omitempty"` // the properties that it then violates
	Passes   string   `json:"passes"`             // the reading under which the devices are right
	SettleMS int64    `json:"settle_ms"`          // how long a client has after each step
	Devices  []Vector `json:"devices"`            // what is demanded
	Wrong    []Vector `json:"wrong,omitempty"`    // what happened where it went wrong; nothing is demanded
}

// Vector is what one device is given, and what a right client may then do.
type Vector struct {
	Device string `json:"device"`
	Init   Init   `json:"init"`
	// Ways are the readings under which a client does right; one that does as one of them
	// does, throughout, is right.
	Ways  []string   `json:"ways"`
	Steps []Step     `json:"steps"`
	Parts *Departure `json:"parts,omitempty"` // what the failing reading does of the same steps
	Ends  string     `json:"ends,omitempty"`  // why the steps end before the story does
}

// Init is who the device is, in the words of the adapter protocol.
type Init struct {
	User       string   `json:"user"`
	Device     string   `json:"device"`
	Room       string   `json:"room"`
	Members    []string `json:"members"`
	Invitee    *string  `json:"invitee"` // always null: calls are placed for the room
	Calls      string   `json:"calls"`   // the version of the call events, "0" or "1"
	LifetimeMS int64    `json:"lifetime_ms"`
}

// Step is one thing that happens to the device, and what may come of it.
type Step struct {
	AtMS   int64         `json:"at"` // virtual time since the beginning
	Says   string        `json:"says"`
	Do     []Command     `json:"do"`
	Expect []Expectation `json:"expect"`
}

// Command is one command of the adapter protocol. Requests are named by their kind, and a send by
// its type and call, since their numbers are each client's own.
type Command struct {
	Op      string            `json:"op"` // place, answer, reject, ignore, hangup, resolve, sync, ice or advance
	Call    string            `json:"call,omitempty"`
	Video   bool              `json:"video,omitempty"`
	Kind    string            `json:"kind,omitempty"` // gum, sdp or send
	Type    string            `json:"type,omitempty"` // of the send
	Error   string            `json:"error,omitempty"`
	EventID string            `json:"event_id,omitempty"`
	Events  []json.RawMessage `json:"events,omitempty"`
	Limited bool              `json:"limited,omitempty"`
	State   string            `json:"state,omitempty"` // connected
}

// Expectation is what has come of a step once the client has had its time, in some ways. A way
// that no expectation of a step has is in another story by then, of which nothing is said.
type Expectation struct {
	Ways []int `json:"ways"` // indices into those of the vector
	Outcome
}

// Outcome is what has come of a step.
type Outcome struct {
	Sends []Send              `json:"sends"` // handed over in this step
	Calls map[string][]string `json:"calls"` // the states in which each call may be that the device has heard of
}

// Send is an event that is handed over: its type, and the members of its content that matter.
type Send struct {
	Type    string  `json:"type"`
	Content Content `json:"content"`
}

// Content is what matters of an event's content.
type Content struct {
	CallID   string `json:"call_id"`
	Selected string `json:"selected_party_id,omitempty"`
}

// Departure is the first step at which a reading does what no client can that has done right so far.
type Departure struct {
	Reading string `json:"reading"`
	Step    int    `json:"step"` // from 0
	Outcome
}

// JSON is the file as text that ends with a newline. What does not show itself is escaped, so that
// it can be looked at safely, and stand in a program.
func (f *File) JSON() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(f); err != nil {
		panic("vectors: a file cannot be written: " + err.Error())
	}
	var shown bytes.Buffer
	for _, r := range b.String() {
		if r == '\n' || unicode.IsPrint(r) {
			shown.WriteRune(r)
			continue
		}
		for _, half := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&shown, `\u%04x`, half)
		}
	}
	return shown.Bytes()
}
