// Package holes finds out which open points of the text decide anything: for a knob, two
// values and a shortest story that goes wrong, or ends otherwise, with one and not with the
// other.
//
// It does not say which value is right; that is package repair's.
//
// A [Stage] is one network of the fixed list [Probe] of a version, and the holes that it stages. A
// [Search] takes each [Point], a hole with a knob that decides it, through the networks
// that stage the hole: alone first, then together with one more amendment. What it finds is
// a [Divergence]. A [ToldPoint] is a point with its story told, for the list, for JSON and
// for docs/HOLES.md and docs/HOLES_V1.md, which [Page] writes; what no network of version 1 shows has a
// [Reason].
//
// Read probe.go with probe_v1.go and reasons.go, point.go, holes.go, trial.go, then report.go and page.go.
package holes
