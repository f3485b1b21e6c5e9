package model

import "strings"

const (
	idRunes = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~"
	// MaxIDBytes is how long an ID can be.
	MaxIDBytes = 255
)

// IsOpaqueID reports whether a text is an opaque identifier, as call IDs and party IDs of
// version 1 are: 1 to 255 letters, digits and "-._~" (V1-ID-1).
func IsOpaqueID(text string) bool {
	return text != "" && len(text) <= MaxIDBytes && strings.Trim(text, idRunes) == ""
}

// ValidID reports whether a version lets a call have an ID. Version 0 has no grammar for it.
func ValidID(v Version, id string) bool { return v == Version0 && id != "" || IsOpaqueID(id) }
