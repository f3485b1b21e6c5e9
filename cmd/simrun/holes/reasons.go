package holes

import (
	"slices"

	"github.com/glarelab/glare/model"
)

// Reason is why no network of a version shows what a knob decides of a hole, or, without a knob, why
// no network shows the hole.
type Reason struct{ Hole, Knob, Why string }

// Reasons lists those of a version, in the order of the holes. It is safe to change the slice.
// Version 0's page says in one sentence what its networks lack.
func Reasons(v model.Version) []Reason {
	if v == model.Version1 {
		return slices.Clone(reasonsV1)
	}
	return nil
}

var reasonsV1 = []Reason{
	{"H-08", "retro", "who has rejected an invite has none that rings any more; what counts is whether the reject or the new invite arrives first"},
	{"H-13", "abort-in", "on one server the invite of the winner comes before its hangup of the loser, which then finds nothing to end"},
	{"H-15b", "cmp", "all orders agree on numbers of one length, and that a digit comes before a letter"},
	{"H-18", "auth", "a call is a room and an ID here, so that no event of another room reaches it"},
	{"H-18", "dup", "a call is a room and an ID here, so that no invite of another room repeats it"},
	{"H-24", "second-call", "a caller whose lifetime has passed has no call any more, and waits for nothing"},
	{"H-31", "sib", "a device withdraws its call for an answer on another one, not for a reject"},
	{"H-37", "invitee", "who calls oneself has called the user from whom the rival comes, whatever the value"},
	{"H-38", "second-call", "the knob is about one room, as the rules are: a call of another room rings, whatever the value"},
	{"H-43", "unk", "what falls into a gap is not seen later either, so that there is nothing to remember"},
	{"H-56", "", "nothing numbers what is said of streams, so that no reading can put it in order; the stories of the corpus about muting show what comes of it"},
	{"H-47", "", "nothing is redacted or edited here, and no room is upgraded"},
}

// why is the reason of a point, or empty.
func why(v model.Version, hole, knob string) string {
	for _, r := range Reasons(v) {
		if r.Hole == hole && r.Knob == knob {
			return r.Why
		}
	}
	return ""
}

// because is the reason of a point behind a colon, or empty.
func because(v model.Version, hole, knob string) string {
	if text := why(v, hole, knob); text != "" {
		return ": " + text
	}
	return ""
}
