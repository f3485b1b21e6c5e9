package event

import "strings"

const (
	opaqueRunes = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~"
	maxIDBytes  = 255   // of any ID in an envelope, and of opaque ones
	maxBytes    = 65536 // of an event (F-SIZE-1)
	maxInteger  = 1<<53 - 1
)

// IsOpaqueID reports whether a text is an opaque identifier: 1 to 255 letters, digits and
// "-._~" (V1-ID-1).
func IsOpaqueID(text string) bool {
	return text != "" && len(text) <= maxIDBytes && strings.Trim(text, opaqueRunes) == ""
}

// opaque is what is wrong with an identifier, or "".
func opaque(text string) string {
	switch {
	case text == "":
		return "is empty"
	case len(text) > maxIDBytes:
		return "is longer than 255 characters"
	case !IsOpaqueID(text):
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
