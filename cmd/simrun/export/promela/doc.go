// Package promela is a scenario in the language of the model checker SPIN: every rule that the
// readings have, and the world around the devices, as a model that SPIN explores by its own
// search. It has the same worlds and the same steps, so that two programs can be compared
// which share nothing but the compiled rules: what a device, a homeserver and a user do is
// written here once more, and nothing of package sim runs in it.
//
// [New] refuses what the model does not have: more than one device a user, faults, an order of
// invites that readings ask for, equal call IDs, a clock. The model is one process with one
// loop; each option is one action, done in one step, so that SPIN counts states and transitions
// as the search does. A test has SPIN count, where it is installed.
//
// Read promela.go, then code.go (how text is put together), places.go (names and conditions),
// steps.go, presses.go and timers.go (the world), rules.go with facts.go and effects.go (a
// device), judge.go (properties).
package promela
