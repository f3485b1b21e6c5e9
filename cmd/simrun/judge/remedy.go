package judge

import "slices"

// remedies say what would have had to happen for it to go well.
func (t *trial) remedies(r *Report) []string {
	var list []string
	add := func(text string) {
		if len(list) < maxRemedies && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	for _, f := range r.Findings {
		if f.Grade == Note {
			continue
		}
		switch {
		case len(f.Allowed) > 0 && f.Event > 0:
			add("instead of event " + itoa(f.Event) + ": " + joinOr(f.Allowed))
		default:
			if text := remedyOf[f.Clause]; text != "" {
				add(text)
			}
		}
	}
	for _, k := range r.Known {
		if k.Exact && k.Verdict == violated && len(k.Well) > 0 {
			add("clients that read the specification as " + joinOr(k.Well) + ": the same steps end well there (" + k.Name + ")")
			break
		}
	}
	return list
}

const maxRemedies = 20

// remedyOf says by clause what helps where nothing else could have been sent.
var remedyOf = map[string]string{
	"V0-HUP-2": "a media path: candidates that reach the other end, or a TURN server",
	"V1-HUP-4": "a media path: candidates that reach the other end readable, or a TURN server",
	"V1-REJ-1": "a caller that hears a hangup of version 0, whatever party it has talked to (V1-REJ-5, V1-VER-3)",
	"V0-GEN-3": "an offer with a description", "V1-GEN-1": "an offer with a description",
	"V0-ANS-2": "version 1, in which the caller selects one answer (V1-SEL-1)",
	"V1-ID-1":  "a call ID of letters, digits and -._~ alone",
}
