package model

import "slices"

// whileMade are the rules by which a hangup, a user's or the peer's, ends a call whose answer
// is being made.
var whileMade = []string{"T0-62", "T0-64", "T0-64.untold"}

// withEndedAnswers adds to those rules, for a client that does not look whether a call goes on
// once its answer is made, the ones by which that answer is sent all the same. It follows
// within the fraction of a second that making it takes; here it does so at once. Before capture
// is granted no answer is being made.
func withEndedAnswers(rules []Rule) []Rule {
	var list []Rule
	for _, r := range rules {
		if !slices.Contains(whileMade, r.Name()) {
			list = append(list, r)
			continue
		}
		drops, unmade, sends := r, r, r
		drops.When = append(slices.Clone(r.When), is(EndedAnswer, "drop"))
		send := append(slices.Clone(r.When), is(EndedAnswer, "send"))
		unmade.When, unmade.From, unmade.Variant = send, r.From&States(IAcc), join(r.Variant, "unmade")
		unmade.Unless |= OwnCaptured
		unmade.About += "; it was not made yet"
		sends.When, sends.From, sends.Variant = send, r.From&States(IAcc), join(r.Variant, "made")
		sends.If |= OwnCaptured
		sends.Do = slices.Insert(slices.Clone(r.Do), len(r.Do)-1, SendAnswer) // the stream is released last
		sends.About += "; it is sent all the same"
		list = append(list, drops, unmade, sends)
		if r.From.Has(ISending) {
			sent := r
			sent.When, sent.From, sent.Variant = send, States(ISending), join(r.Variant, "sent")
			list = append(list, sent)
		}
	}
	return list
}
