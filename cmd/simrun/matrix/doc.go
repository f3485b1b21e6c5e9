// Package matrix explores many combinations of scenario, readings and faults, and lays out
// what holds in which.
//
// It writes no file and knows no flag; the format that its page takes is its caller's.
//
// A [View] is one way to ask: faults, profiles or windows. It makes of a [Run] (what is to be
// explored, within which bounds) a [Page]: tables, with the stories behind their cells. A
// [Trial] is one search and what it has found; searchAll makes all of a page. What tells the ends
// apart beyond their outcomes, or looks at a part of the runs, is a lens (lenses.go). The page
// is text, JSON ([TableJSON], one object a trial), Markdown or HTML.
//
// Read run.go, trial.go, pair.go, page.go; then a view: faults.go, profiles.go with pairs.go and sanity.go,
// window.go with lenses.go (which runs it looks at); then a format: text.go, json.go,
// markdown.go. words.go says in a cell's few words what a pair gets, axes.go puts readings into words.
package matrix
