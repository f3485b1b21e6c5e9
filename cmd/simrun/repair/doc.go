// Package repair finds the least amendments to reading literal under which a class of
// networks is proven.
//
// It does not invent rules: an amendment is a knob set to a value that the knob has. It does
// not rank what it cannot prove either.
//
// A [Search] goes on from what refutes it: a [Counterexample] is a shortest story that goes
// wrong, and whoever wants to amend the reading has to change a knob that this story asks.
// So every least set is reached. [Found] has all of one size; [Solve] makes an [Answer] of
// them, with the networks that no reading repairs ([Unrepairable]), how each set fares in
// runs with a clock ([Score]) and what it would add to the text ([Sentence]).
//
// Read repair.go, counterexample.go, apart.go, rank.go, solve.go, sentences.go; report.go
// prints the answer.
package repair
