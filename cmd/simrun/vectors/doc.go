// Package vectors is a story as a test of somebody else's client: per device what it is
// given, step by step, and what a right client then sends and shows.
//
// It runs no client, and it does not say how one is driven: a driver of some lines, in
// docs/, does both by the messages of docs/ADAPTERS.md. Nor does it demand more than can be
// known. A device is a function of what it is given; so the steps are those of one run that
// ends well, and what is demanded of them is what the reading of that run does, or else any
// reading that differs from it in open points of the text and is proven right in the same
// scenario.
//
// [Make] makes a [File] of a story: a [Vector] for each device, with its steps and the ways
// in which a client may take them. [File.JSON] writes it, [Driver] is the program that gives it to a client, and
// [File.Vitest] is both as one test file for matrix-js-sdk.
//
// Read format.go, make.go, run.go; stimulus.go with event.go and sdp.go, expect.go, times.go; then
// right.go; driver.go and vitest.go.
package vectors
