package regression

import (
	"strings"

	"github.com/glarelab/glare/corpus"
)

// Renewed is a case's text with another transcript. Its lines end as they did.
func Renewed(text string, c *corpus.Case, transcript string) string {
	plain := strings.ReplaceAll(text, "\r\n", "\n")
	now := withTranscript(strings.TrimSuffix(plain, c.Golden), transcript)
	if plain != text {
		return strings.ReplaceAll(now, "\n", "\r\n")
	}
	return now
}

// withTranscript puts a transcript below what a person writes of a case, and the
// line of dashes between them if it is missing.
func withTranscript(top, transcript string) string {
	if !strings.HasSuffix(top, "\n") {
		top += "\n"
	}
	if !strings.HasSuffix(top, "\n----\n") {
		top += "----\n"
	}
	return top + transcript
}
