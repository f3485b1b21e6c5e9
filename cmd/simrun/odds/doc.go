// Package odds says how often users would notice: of how many calls that cross how many go
// wrong, where each step takes a time from a table.
//
// It measures nothing: the tables are assumptions, which docs/ODDS.md states. It proves
// nothing either, since it looks at runs with a clock only.
//
// An [Odds] is a timed scenario with its tables, the [Latencies], and the interval within
// which both users press. [Odds.Exact] goes through all runs with their weights as whole
// numbers; [Odds.Sample] draws runs, with an interval of confidence ([Wilson]). Either gives a
// [Result], in weights without a unit; [Find] chooses between them and makes a [Found], which
// is shown or written as JSON. [Ask] does so for each [Case], a reading with a profile, and
// its [Answer]s are shown in one table or, with several intervals, in one plot.
//
// Read latency.go, odds.go, run.go (one run), exact.go and sample.go, find.go and cases.go;
// then text.go, several.go, json.go, percent.go, sentence.go and plot.go.
package odds
