// Package shard carries out one shard of a campaign.
//
// It does not know who asks for it, where its result goes, or what other shards there are.
//
// A [Runner] makes of a shard of a plan a result. It asks the questions that commands ask,
// with one worker and with budgets of runs or states alone: what it finds follows from the
// shard, and is the same to the byte on every machine. What ends it early, such as an
// interruption or too little memory, is an error and never a result.
//
// Read runner.go; fuzz.go, check.go, prove.go, matrix.go and hunt.go (one a kind of shard);
// finding.go (a story made small, and what it depended on) and watch.go (what was reached).
package shard
