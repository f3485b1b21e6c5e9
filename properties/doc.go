// Package properties says what must be true of a run, whoever chose it.
//
// It is not a test framework: a [Judge] looks at steps and at quiescent worlds
// and answers with the [Set] of properties that they violate. Each property is
// one file; [All] lists them. A violation can be explained ([Judge.Explain]):
// the two facts that conflict, and what users see.
//
// Read property.go, then the property_*.go files.
package properties
