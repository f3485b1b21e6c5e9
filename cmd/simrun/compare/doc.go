// Package compare says what changes when clients do: between two readings everywhere, and
// while old and new clients meet.
//
// It does not look for readings, it is given two; what makes one right is package repair's.
//
// A [Pair] is two fleets and the networks to compare them in, as the commands read it. [Diff]
// makes a [Comparison] of each network, in which a [Differing] comes of one fleet and not of
// the other, with a shortest story; [Changes] are its lines. [Rollout] makes four of each
// network, one [Mix] for each way in which old and new meet, and [AdviceOf] says which
// upgrade may go first. Where a search is cut short, what it has found stands, and what is
// not known is said.
//
// Read pair.go; diff.go, change.go and diff_show.go; rollout.go, advice.go and rollout_show.go.
package compare
