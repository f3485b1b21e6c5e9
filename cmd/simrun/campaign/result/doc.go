// Package result is what a finished shard leaves behind: a few lines of JSON with their own
// checksum.
//
// It explores nothing, and opens no file: it turns values into bytes and bytes into values.
//
// A [Result] has a [Head] (which shard of which campaign), what was [Done], what was
// [Covered], and a [Finding] for each way in which something went wrong. [Result.Encode] is its
// text, the same on every machine: there is no time in it, no worker and no order of work.
// [Decode] reads it back, and whatever a file holds, the answer is the result that was
// written or an error. Several behind one another are a bundle, which [Split] takes apart.
//
// Read result.go, finding.go, encode.go, decode.go; campaign.go and set.go (results together).
package result
