// Package export is a story, or all that can happen in a scenario, in the forms of other
// tools.
//
// It writes nothing: it makes a [File] of each form, all of them before the first is written.
//
// [Story.Files] is a story as two pictures, a Go test of this model, a race description in
// the manner of RFC 5407 where two devices call, a trace for Apalache and the text of an issue. A [Graph] is every
// reachable state of a scenario without a clock, and every step, as DOT and in the Informal
// Trace Format; what keeps it from being whole is a [GraphError]. [Promela] is a scenario as a
// model for SPIN, which package promela puts into words.
//
// Read files.go, then the form: gotest.go, race.go, issue.go, itf.go with state.go; graph.go;
// promela.go.
package export
