// Package certificates keeps the texts of proofs as files in a folder, and says what has
// changed since they were written.
//
// It makes no proofs and knows nothing of what is in a certificate but how it begins;
// that is of package proofs.
//
// A [Folder] is opened to compare or to write. [Folder.Put] takes the text of one
// certificate and says what became of it, a [Change]; [Finish] looks at what belongs to
// no single proof, the index and certificates of proofs that there are no more.
//
// Read folder.go, then show.go and tally.go.
package certificates
