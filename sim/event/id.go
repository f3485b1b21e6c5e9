package event

import (
	"strings"

	"github.com/glarelab/glare/model"
)

const (
	maxIDBytes = model.MaxIDBytes // of any ID in an envelope, and of opaque ones
	maxBytes   = 65536            // of an event (F-SIZE-1)
	maxInteger = 1<<53 - 1
)

// opaque is what is wrong with an identifier, or "".
func opaque(text string) string {
	switch {
	case text == "":
		return "is empty"
	case len(text) > maxIDBytes:
		return "is longer than 255 characters"
	case !model.IsOpaqueID(text):
		return "has characters that no identifier has"
	default:
		return ""
	}
}

// userID is what is wrong with a user ID, or "".
func userID(text string) string {
	switch {
	case len(text) > maxIDBytes:
		return "is longer than 255 bytes"
	case !strings.HasPrefix(text, "@") || !strings.Contains(text, ":"):
		return "is no user ID"
	default:
		return ""
	}
}
