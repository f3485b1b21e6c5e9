// Package mutants finds out which wrong rules are noticed, by which property, and how fast by
// which strategy.
//
// It plants no mistakes: a mutant is the model's ([model.Mutant]), a list of rules with one
// mistake in it.
//
// A [Setup] is a scenario under a reading for which the right rules are proven. An
// [Examiner] searches all runs of a mutant in one after the other, until something is
// violated: a [Result] says what became of it, by which property. [Result.Detect] measures how
// many random runs the same takes ([Detection]), with an [Effort] as its bound. A [Trial] is a
// mutant with all that, and [Trials] are those of one command: JudgeAll makes them, Show
// prints them, Markdown is docs/MUTANTS.md. What they have found is also a table that is built
// in, so that others need not search for minutes: [Kills].
//
// Read setups.go, mutants.go, detect.go, trials.go; then show.go, page.go, kills.go and
// portfolio.go (which shares of the strategies would kill soonest).
package mutants
