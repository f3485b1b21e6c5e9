// Package plan is what a campaign has to do, as data: a small text, and the list of shards
// that follows from it.
//
// It explores nothing and opens no file. What a shard finds is package shard's, what it
// leaves behind package result's.
//
// [Parse] reads a [Plan], a line for each [Task]; [Plan.Text] writes it back, with all that
// was left out. [Plan.Shards] lists the pieces of work, each a [Shard]: what it explores
// follows from the plan and its index alone, and its budget is one of runs or states, never
// of time, so that two machines do the same. [Plan.Name] is a hash of the plan, the rules and
// the program, so that no result is taken for one of something else.
//
// Read plan.go, lines.go, parse.go, cells.go, shards.go; bundled.go has the plans that come
// with the program.
package plan
