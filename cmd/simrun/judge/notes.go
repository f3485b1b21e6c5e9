package judge

import (
	"regexp"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// maxLog is how many lines of a device's log are kept, and maxNote how many bytes of one.
const (
	maxLog  = 200
	maxNote = 300
)

// readNotes reads what a file says of itself, and a log beside its events, as [ms, text].
func (d *dump) readNotes(provenance, log jsontext.Value) {
	if provenance.Kind() == '"' {
		d.source = text(provenance)
	}
	if log.Kind() != '[' {
		return
	}
	_ = each(log, func(_ string, entry jsontext.Value) error {
		var parts []jsontext.Value
		if entry.Kind() == '[' {
			_ = each(entry, func(_ string, part jsontext.Value) error {
				parts = append(parts, part)
				return nil
			})
		}
		if len(parts) == 2 && parts[0].Kind() == '0' && parts[1].Kind() == '"' && len(d.logs) < maxLog {
			ms, err := strconv.ParseInt(string(parts[0]), 10, 64)
			if err == nil {
				d.logs = append(d.logs, logLine{ms, text(parts[1])})
			}
		}
		return nil
	})
}

// text is a note in a file, without what it must not show: whoever wrote a log did not
// always take care.
func text(v jsontext.Value) string {
	b, _ := jsontext.AppendUnquote(nil, v)
	if len(b) > maxNote {
		b = append(b[:maxNote], "…"...)
	}
	return discreet(string(b))
}

// indiscreet is what no log that is shown may hold: descriptions and candidates to the end
// of the line, addresses, credentials, long tokens, and IDs of users, rooms and devices.
var indiscreet = []*regexp.Regexp{
	regexp.MustCompile(`(?i)(v=0|a=|c=in|candidate:|ice-pwd|ice-ufrag|fingerprint|password|credential|turns?:|stuns?:|sdp|\b(udp|tcp)\b).*`),
	regexp.MustCompile(`\b\d{1,3}(\.\d{1,3}){3}\b`),
	regexp.MustCompile(`\b[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){3,}\b`),
	regexp.MustCompile(`[@!#$][^\s:]+:[^\s]+`),
	regexp.MustCompile(`[A-Za-z0-9+/_=-]{33,}`),
}

// discreet is a text in which all of that is withheld.
func discreet(text string) string {
	for _, pattern := range indiscreet {
		text = pattern.ReplaceAllString(text, "[withheld]")
	}
	return text
}
