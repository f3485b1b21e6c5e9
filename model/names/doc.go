// Package names finds the known name that somebody meant who has mistyped it.
//
// It is no list of names: which are known its callers say, for each kind of thing.
// Nor does it know how they are listed: [UnknownError] carries the kind and the
// names, so that a program may say instead which of its commands shows them.
package names
