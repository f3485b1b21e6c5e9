package properties

import "strings"

// Severity is how bad a violation is for the people who call, in their words.
type Severity struct {
	Name  string
	About string // what they notice
	of    []symptom
}

// symptom is a violated property with the words of its [Conflict], or the way in
// which they begin; no words stand for any.
type symptom struct{ property, words string }

// Severities lists the severities, the gravest first. The last is that of a
// violation of which the users notice nothing, as far as it goes.
//
// With two users, "talking to the wrong person" is a device that answers for a user
// who did not call: whom one talks to was not one's own choice. "Late" is, unless somebody was kept waiting, never the
// gravest of a run at rest: what is then not settled is an endless ringing or worse.
func Severities() []Severity {
	return []Severity{
		{"two conversations", "each takes part in another call, and believes the other one to be in it", []symptom{
			{"same-call", "two conversations"}, {"one-live-call", ""},
		}},
		{"talking to the wrong person", "a device answers somebody whom its user did not choose", []symptom{
			{"intent", "answered without being asked"},
		}},
		{"open microphone on a dead call", "a microphone or a camera is open, and its user does not know that or for whom", []symptom{
			{"same-call", "one talks to nobody"}, {"media-accounted", "open microphone"}, {"intent", "camera opened unasked"},
		}},
		{"endless ringing", "somebody waits for ever: ringing, calling or connecting goes on without an end", []symptom{
			{"nobody-stuck", ""}, {"willing-connected", "endless "},
		}},
		{"silent drop", "both want to talk and cannot, and nothing says why", []symptom{
			{"willing-connected", "silent drop"},
			{"seamless", "silent drop"},
			{"no-collateral", ""},
			{"media-accounted", "one-way media"},
			{"intent", "answered without a microphone"},
		}},
		{"a tone where there should be none", "a phone rings, or begins to call anew, though nothing is the matter", []symptom{
			{"ghost-free", ""}, {"seamless", "a ring where"}, {"seamless", "the call starts anew"},
		}},
		{"late", "a call begins or ends, but much too late", []symptom{
			{"bounded-life", ""}, {"kept-waiting", ""},
		}},
		{"unnoticed", "nobody notices anything yet", []symptom{
			{"no-phantom", ""}, {"polite", ""}, {"well-formed", ""}, {"one-rule", ""}, {"within-limits", ""},
		}},
	}
}

// GravestOf is the gravest severity that a violation of a property can have, as an
// index into [Severities].
func GravestOf(property string) int {
	list := Severities()
	for i := range list {
		for _, s := range list[i].of {
			if s.property == property {
				return i
			}
		}
	}
	return len(list) - 1
}

// SeverityOf is the severity of a violated property with the words of its
// [Conflict], as an index into [Severities].
func SeverityOf(property, words string) int {
	list := Severities()
	for i := range list {
		for _, s := range list[i].of {
			if s.property == property && strings.HasPrefix(words, s.words) {
				return i
			}
		}
	}
	return len(list) - 1
}
