// Package files reads and writes files that are whole or not there.
//
// It does not know what is in them, and asks nobody: what may be replaced follows from how
// the file was named.
//
// [ReadText] reads what a user has named, up to a limit, with an error that says what was
// expected. [CheckOutput] and [CheckFolder] find out before the work whether its result can
// be written. [WriteFile] writes what a user has named, [CreateFile] what must not be there
// yet, [WriteInto] under a name that nobody has chosen; each goes through a temporary file.
// An [OwnFolder] keeps a list of what was written to it, and replaces only that.
//
// Read read.go, write.go, create.go, then owned.go.
package files
