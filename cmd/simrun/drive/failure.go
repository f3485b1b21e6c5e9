package drive

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// Failure is how a client failed to keep to the protocol: its fault, and not a verdict
// about calls.
type Failure struct {
	Device  string // "alice"
	Command string // the program, as it was given
	What    string // "wrote no reply within 10s"
	Told    string // the command that it was told last, or ""
	Stderr  string // the last of what it wrote to standard error
}

// Error is the failure in one sentence, safe to be printed.
func (f *Failure) Error() string {
	return term.Safe(fmt.Sprintf("%s's client (%s) %s", f.Device, f.Command, f.What))
}

// Details are what else helps to find it: what the client was told last, and the end of
// what it wrote to standard error. They are safe to be printed.
func (f *Failure) Details() []string {
	var list []string
	if f.Told != "" {
		list = append(list, "It was told: "+term.Safe(clip(f.Told, shownBytes)))
	}
	for line := range strings.Lines(f.Stderr) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			list = append(list, "Standard error: "+term.Safe(line))
		}
	}
	return list
}

// shownBytes is how much of one line of a client, or of a command to it, is shown.
const shownBytes = 300

// clip is a text, or its beginning.
func clip(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
