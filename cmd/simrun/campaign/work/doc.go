// Package work is how the shards of a campaign get done: by whom, and where their results are
// kept.
//
// It does not know what a shard explores, or what its result says.
//
// A [Folder] is the truth: a file for each shard that is done, written under another name
// and renamed. What is left to do is the plan without what is there, so that going on needs
// nothing else, and work done twice is harmless. An [Engine] hands out shards and takes
// results: [Local] for one machine, also for one of several that share the shards by number;
// package jetstream for many. [Worker.Work] claims, carries out and delivers, with as many
// workers as there are processors. [Read] reads what others have left, folders and bundles.
//
// Read engine.go, worker.go, folder.go, local.go, pace.go, progress.go, read.go.
package work
