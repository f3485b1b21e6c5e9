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
			when := "instead of event "
			if f.Missing {
				when = "after event "
			}
			add(when + itoa(f.Event) + ": " + joinOr(f.Allowed))
		default:
			if text := remedyOf[f.Grade][f.Clause]; text != "" {
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

// remedyOf says by grade and clause what helps where nothing else could have been sent.
var remedyOf = map[Grade]map[string]string{
	Wrong: {
		"V0-HUP-2": "a media path: candidates that reach the other end, or a TURN server",
		"V1-HUP-4": "a media path: candidates that reach the other end readable, or a TURN server",
		"V1-REJ-5": "a caller that hears a hangup of version 0, whatever party it has talked to (V1-REJ-5, V1-VER-3)",
		"V1-REJ-1": "a reject, which every caller of version 1 hears",
		"V0-ANS-2": "version 1, in which the caller selects one answer (V1-SEL-1)",
		"H-20":     "a longer lifetime, or a callee that answers sooner (V1-LIVE-5)",
	},
	Left: {
		"V0-GEN-3": "an offer with a description",
		"V1-GEN-1": "an offer with a description",
		"V1-ID-1":  "IDs of letters, digits and -._~ alone",
	},
}
