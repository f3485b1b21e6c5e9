package event

import (
	"fmt"
	"io"
	"strconv"
)

// Secret is text that must never be shown: a session description, a candidate, an
// address, a message. It prints as "[12 bytes withheld]" with every verb of fmt, in JSON and as text.
// The zero value is an empty text.
type Secret struct {
	// A pointer, since fmt calls no method of what stands in a field that is not
	// exported, and prints the field instead: here, an address.
	text *string
}

// Withhold makes a secret of a text.
func Withhold(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{&text}
}

// Reveal is the text itself, for whoever sends it on. It is never to be printed.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// Len is how many bytes the text has.
func (s Secret) Len() int { return len(s.Reveal()) }

// Equal reports whether two secrets are the same text.
func (s Secret) Equal(other Secret) bool { return s.Reveal() == other.Reveal() }

// String says how long the secret is.
func (s Secret) String() string { return "[" + strconv.Itoa(s.Len()) + " bytes withheld]" }

// Format is String, whatever the verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// MarshalText is String, so that no encoder shows the secret.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
