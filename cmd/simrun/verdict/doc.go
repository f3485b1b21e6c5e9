// Package verdict is what all runs of a scenario come to, or many of them: proved, excused,
// violated or undecided, with the story of one way in which it goes wrong.
//
// It is not the search, which is the scheduler's, and not the story of a single run, which is
// package story's.
//
// [Explore] fills in a [Checked], the answer of check: it searches, tells each finding's
// shortest story, and puts one that can happen in the place of one that cannot. [Fuzz]
// makes a [Fuzzed], the answer of fuzz: runs until one goes wrong, and that one shrunk. Each
// is shown ([Show], [ShowFuzz]) or written as JSON ([CheckJSON], [FuzzJSON]), and both
// ways say what was not explored.
//
// [Touring] makes a [Tour], the answer of drive --keep-going: all runs of many scenarios, each
// with each fault, and a story of each way in which they go wrong.
//
// Read checked.go, explore.go, text.go and json.go; then fuzz_runs.go, fuzz_report.go and
// fuzz_cover.go; tour.go, tour_visit.go, tour_tell.go, tour_show.go and tour_json.go; focus.go is
// for a search that looks for some violations only.
package verdict
