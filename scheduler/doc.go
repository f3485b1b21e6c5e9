// Package scheduler chooses what happens: it makes single runs of a system, many
// runs, all runs, and the same run again.
//
// It knows nothing of calls, rooms or faults, and imports nothing of the
// project. What can happen is a System, what is wrong is told by a Judge, what
// happens next is chosen by a Strategy; the three meet only here, in generic
// code, so that each can be changed without the others.
//
// Goals: the same seed gives the same run on every machine and with any number
// of workers; a proof covers every run or says that it does not; what is
// reported is a list of action names that anybody can replay. Non-goals:
// scheduling goroutines, time (a system that has times offers them as actions),
// and guessing what a system means.
//
// The contract. A Runner carries out one run: the strategy explores, then what
// is fair happens calmly, then the faults are healed, and what that sets free
// happens too. Final properties are judged at every quiescent world on the way,
// the others at every step. A run that does not settle within its bound is
// Undecided. Fuzz makes many runs, Search all of them. Replay repeats a schedule
// exactly, Follow as far as it goes, and Shrink makes a failing one smaller.
//
// Read system.go, schedule.go, strategy.go, run.go with stage.go, then any
// strategy_*.go with prng.go, estimate.go and pending.go; replay.go and
// shrink.go; search.go with worker.go, cut.go, ends.go and findings.go, and
// under it frontier.go with delta.go, table.go with table_grow.go and keystore.go, budget.go,
// memory*.go and prefetch_*.go; story.go with story_*.go, cycles.go, graph.go,
// lasso.go and count.go for what follows a search; symmetry.go, alike.go, dropping.go and
// sleep.go, each with the check of what it believes (symmetry_check.go, alike_check.go,
// dropping_check.go, sleep_check.go), for what it may leave out, and lifting.go with
// lifter.go for stories where that is too much; fuzz.go with
// coverage.go; outlook.go with outlook_*.go for what lies ahead of each step of
// one run, ahead.go with ahead_ends.go for what lies ahead of one world.
package scheduler
