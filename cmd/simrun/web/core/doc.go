// Command core is what the explorer's page runs in the browser: package explorer, compiled
// to WebAssembly, with the two functions that the page calls.
//
// It is not a program of its own: elsewhere it says so and ends. It computes nothing that
// package explorer does not compute.
//
// The page's worker finds an object simrun: simrun.answer takes a question as JSON and
// gives its answer; simrun.work takes one that may take longer, a function that is told how
// far it is, and one that gets the answer, and gives a function that cancels it.
//
// Read main.go; main_other.go is for other systems.
package main
