// Package summary is what the results of a campaign come to together.
//
// It explores nothing, and does not say how that is shown.
//
// [Of] makes of a set of results a [Summary]: how much is done, each [Group] of findings with
// one cause, and what was covered. It is a pure function: the same results, the same
// summary, in whatever order they came. [Summary.Know] looks which findings the corpus has
// already, and [Summary.Since] what has changed since another campaign; what is left is new.
//
// Read summary.go, groups.go, coverage.go, known.go, review.go.
package summary
