// Package regression replays corpus cases and says which no longer end as they did.
//
// It finds no files: a [CaseFile] is a case's name and its text, or why that could not be read.
// It changes none either.
//
// A [Replayer] replays a case exactly under the reading that fails, follows it under those
// that should end well, and explores every run of its scenario under those that pass. What
// came of it is a [Replayed], with a [Followed] for each reading: all is as the file says, or
// how it differs. [Print] shows it at once; a [Tally] counts.
//
// Read replay.go, then report.go; renew.go makes the text of a case anew.
package regression
