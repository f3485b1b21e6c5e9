// Package explain says at which steps a failing run turned, and what would have saved it.
//
// It does not look for failing runs, and does not compute what lies ahead: that is the
// checker's outlook.
//
// An [Explanation] is a story that goes wrong. [LookAhead] fills in, within [Options], the
// step with the greatest rise of the probability of a bad end, the first step after which
// every fair continuation fails, and what could have been done instead. It is shown as text,
// written as [ExplainedJSON], or drawn with those steps marked ([Picture]). A run that is
// excused has no such steps: LossPairs says what was destroyed where.
//
// Read ahead.go, text.go, json.go, picture.go; loop.go and excused.go are for the runs that
// have no pivot.
package explain
