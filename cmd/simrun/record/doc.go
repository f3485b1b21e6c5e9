// Package record is a run written down, to be carried out again: as a token, one word, or as
// a case of the corpus, a file.
//
// It opens no file and finds no case: a text comes in, and a text goes out. What is said of
// a case whose replay differs is package regression's.
//
// Both forms hold the scenario in the grammar of scenario files and the schedule by the
// names of its actions, so that they outlive the build that has made them. A [Token] also
// has the hashes of the rules, by which it is refused under others. A [corpus.Case] has the
// readings under which it fails, passes and survives, and what the story did, the golden
// part: [Replay] compares with it, and [Status] says how; [Follow] goes as far as another
// reading lets it.
//
// Read token.go with salvage.go (of one that is cut off), then replay.go.
package record
