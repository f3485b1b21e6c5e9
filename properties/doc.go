// Package properties says what must be true of a run, whoever chose it.
//
// It is not a test framework: a [Judge] looks at steps and at quiescent worlds
// and answers with the [Set] of properties that they violate. Each property is
// one file; [All] lists them. A violation can be explained ([Judge.Explain]):
// the two facts that conflict, and what users see.
//
// What a destroying fault hit is not demanded; a strict judge demands it all the same
// ([NewStrictJudge]). [NewTimedJudge] judges worlds with a clock. How bad what users
// see is, every property says itself, by one list ([Severities]). Where nothing is ever
// violated, [Sometimes] lists what has to happen in some run, or the proof is empty.
//
// Read property.go and severity.go, then the property_*.go files, then timed.go and
// sometimes.go.
package properties
