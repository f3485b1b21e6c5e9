// Package bench measures the program on this machine beside what is wanted of it.
//
// It is no profiler and compares no two versions: that is what the benchmarks of go test are
// for.
//
// [All] lists what can be measured; each measures for about the time that it is given, and
// answers with a [Row] a number: what, how much, what it should be at least, what is aimed at.
// [Print] shows them. Real clients are measured where there are some, and opened by others:
// [OpenPair]. The time of the processor is asked where the system tells it.
//
// Read bench.go, then measure.go, devices.go, campaign.go and drive.go; the cputime*.go files are one function for each kind of
// system.
package bench
