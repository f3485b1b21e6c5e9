// Package catalogue is everything that the program knows by name, told as facts: what list,
// show and the reference print.
//
// It knows no names of its own. Rules are the model's, clauses and knobs model/spec's,
// faults the world's, stories the corpus's; here stand only which facts are told of
// each, and why there is a clause that nothing exercises.
//
// [New] reads the rules and the stories into a [Catalogue]; [Kinds] lists the kinds, each with
// the function that makes its items. An [Item] is one thing: a kind, a name, and facts, by
// label. The same items are the tables of list, the pages of show, JSON and the reference, so
// that these cannot say different things. What refers to an item, and which story mentions
// it, follows from the facts. Coverage says of each clause what exercises it, or why nothing
// does; which properties notice when a rule of it is wrong, package mutants has measured.
//
// Read item.go, catalogue.go, an items_*.go file, mentions.go; then list.go, show.go,
// reference.go; coverage.go with coverage_reasons.go.
package catalogue
