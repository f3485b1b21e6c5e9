// Package realise finds times for a run in which only order counts: whether it can happen
// within the delays and lifetimes of its scenario, and if not, which one can.
//
// It is not the timing timed, in which every run has times from its beginning, and it
// judges nothing: what a story must show is [Wanted].
//
// [Times] gives the steps of a run their earliest times, or says what would have to be
// slower. [Find] looks for a shortest run that can happen and shows what is
// wanted: it searches worlds together with all the times at which they can be reached
// ([sim.Zone]), and what it has found or ruled out is a [Realised]. WithTimes and
// WithoutTimes put times into the names of steps, and take them out.
//
// Read realise.go, atlas.go (how far each place is from an end, without times), zone.go
// (the search with them), times.go.
package realise
