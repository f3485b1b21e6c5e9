// Package model is the call state machine of one Matrix client device, version
// 0 of the protocol (the seed text and releases r0.x), as a pure function: a
// state and an input give a state and effects.
//
// It is not a simulator: it knows nothing of time, randomness, networks or the
// other device, and it keeps no log. Who is there and what happens when is
// package sim's business; what is right is package properties'.
//
// The protocol is a list of rules ([V0]). A [Rule] is data: the input, the states
// of the named call, a guard, the next state, the effects and the clauses that it
// implements, by ID; what a clause says is package spec's, and nothing here needs it.
// A [Reading] decides each point that the text leaves open (a [Knob]). [Compile] turns
// the rules and a reading into a [Machine], and [Machine.Step] applies the one rule
// that fits.
//
// Read state.go, streams.go, input.go, facts.go, rule.go, then the rules_v0_*.go files
// beside the transition table that they follow, rules_v1*.go with protocol.go for what
// version 1 makes of them, rules_invalid.go for both, then knob.go, machine.go with compiled.go (what others may
// ask of it), apply.go with reason.go (why hangups are sent), and id.go with compare.go (the
// orders of IDs). standing.go, sight.go, fate.go
// and fate_steps.go tell of calls, rules and inputs what whoever searches wants
// to know at once; valid.go tells which devices there can be. Readings are in
// readings.go and the reading_*.go files, profiles.go and the profiles_*.go
// files; mutant.go, mutant_derived.go and mutant_named.go make rules wrong on
// purpose.
package model
