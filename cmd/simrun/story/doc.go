// Package story is what is told of a run: a plain sentence, the facts that conflict, the
// steps, a picture, the token that brings it back, and the same as JSON.
//
// It does not find runs and knows no flag; who asks for a story says which schedule of
// which scenario. What a whole search comes to is package verdict's.
//
// A [Reporter] is a printer that knows what all results of one call have in common: the
// rules and what else they were tested with ([Tested], [Head]). Reporter.Tell makes a
// [Story] of a schedule: it pins the scenario to the run's call IDs, replays it and keeps
// its trace. A story can be shown, made shorter (Shorten, Minimise), told as one that can
// happen in time (Realise), drawn (Picture) and written as JSON ([ToldJSON]). Work that
// takes long tells a [Meter]. What was excused is an [ExcuseJSON] of a run, a [PardonJSON]
// of a search.
//
// Read reporter.go, story.go, tell.go with headline.go and table.go, and json.go with
// step.go; then tested.go and head.go, excuse.go and pardon.go, picture.go and
// sketch.go, and shorten.go with minimise.go and realise.go. case.go and prose.go make a
// corpus case, and seeded.go a run to tell of; faults_used.go, skipped.go and
// undecided.go each say one more thing.
package story
