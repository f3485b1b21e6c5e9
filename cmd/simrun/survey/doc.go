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
// [Follow] is for what one survey cannot tell: it lets a second fleet go through every run
// of a first, step by step, and says whether something parts them.
//
// Read network.go, amendment.go, survey.go, witness.go, severity.go, then lockstep.go and alike.go.
package survey
