// Package compare says what changes when clients do: between two sets of them everywhere, and
// while old and new clients meet.
//
// It does not look for readings, it is given two; what makes one right is package repair's.
//
// A [Pair] is old and new clients and the networks to compare them in, as the commands read it:
// in each a [Revision], whose devices differ in their readings and perhaps in their rules. [Diff]
// makes a [Comparison] of each network, in which a [Differing] comes of the one and not of
// the other, with a shortest story; [Changes] are its lines. [Rollout] makes one [Mix] for each
// set of [Side], users or devices, that can be upgraded, and [AdviceOf] says which
// upgrade may go first. Where a search is cut short, what it has found stands, and what is
// not known is said.
//
// Read pair.go; diff.go, change.go and diff_show.go; side.go, rollout.go, advice.go and rollout_show.go.
package compare
