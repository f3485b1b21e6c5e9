package properties

// Severity is how bad a violation is for the people who call, in their words.
type Severity struct {
	Name  string
	About string // what they notice
}

// The severities, as indices into [Severities].
const (
	TwoConversations = iota
	WrongPerson
	OpenMicrophone
	EndlessWaiting
	SilentDrop
	WrongTone
	Late
	Unnoticed
)

// Severities lists the severities, the gravest first. The last is that of a
// violation of which the users notice nothing, as far as it goes.
//
// With two users, "talking to the wrong person" is a device that answers for a user
// who did not call: whom one talks to was not one's own choice. "Late" is, unless somebody was kept waiting, never the
// gravest of a run at rest: what is then not settled is an endless ringing or worse.
func Severities() []Severity {
	return []Severity{
		TwoConversations: {"two conversations", "each takes part in another call, and believes the other one to be in it"},
		WrongPerson:      {"talking to the wrong person", "a device answers somebody whom its user did not choose"},
		OpenMicrophone:   {"open microphone on a dead call", "a microphone or a camera is open, and its user does not know that or for whom"},
		EndlessWaiting:   {"endless ringing", "somebody waits for ever: ringing, calling or connecting goes on without an end"},
		SilentDrop:       {"silent drop", "both want to talk and cannot, and nothing says why"},
		WrongTone:        {"a tone where there should be none", "a phone rings, or begins to call anew, though nothing is the matter"},
		Late:             {"late", "a call begins or ends, but much too late"},
		Unnoticed:        {"unnoticed", "nobody notices anything yet"},
	}
}

// symptom is one way in which users notice that a property is violated.
type symptom struct {
	words    string
	severity int // index into [Severities]
}

// GravestOf is the gravest severity that a violation of a property can have, as an
// index into [Severities].
func GravestOf(property string) int {
	gravest := Unnoticed
	for _, p := range All() {
		if p.Name != property {
			continue
		}
		for _, s := range p.symptoms {
			gravest = min(gravest, s.severity)
		}
	}
	return gravest
}
