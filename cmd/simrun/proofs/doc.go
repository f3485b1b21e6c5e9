// Package proofs is the list of bundled proofs, and the certificates of what each covered.
//
// It does not know where certificates are kept, and writes none: it makes their text and the
// text of their index. Nor does it decide what is right: a proof that fails has a
// certificate too.
//
// A [Proof] is a scenario under a reading, with faults and a timing; [All] lists
// them and [Choose] picks by name. [Proof.Certify] explores every run, has a
// second explorer count the same states, replays every story, and gives a
// [Certificate]: the counts, every way to end with a shortest story, every violation
// and everything excused. Its text depends on the rules, the scenario and the readings
// alone, never on the machine, so that two can be compared byte by byte. [Make]
// makes many.
//
// Read proofs.go, certificate.go, text.go, make.go; then choose.go, summary.go, index.go.
package proofs
