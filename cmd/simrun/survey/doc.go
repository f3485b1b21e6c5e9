// Package survey is everything that can come of two readings in one network, found by one
// search and found once, however many questions ask for it.
//
// It is no question itself: it does not say which readings or networks are worth a look,
// nor what follows from the answer. Packages repair, holes and compare do.
//
// A [Network] is who is there, what they do and which faults may happen; a [Fleet], the
// reading of either user; an [Amendment], one knob set otherwise. A [Surveyor] makes a
// [Survey] of a network with a fleet in it: every way to end and every violation, a
// [Trait], each with a shortest story, its [Witness], and the knobs that the runs asked.
// A [Duel] is for what one survey cannot tell: it lets second clients go through every run
// of first ones, step by step, and says whether something parts them; [Follow] is that of two fleets.
//
// Read network.go, amendment.go, survey.go, witness.go, severity.go, then lockstep.go and alike.go.
package survey
