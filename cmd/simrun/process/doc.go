// Package process is what the operating system has to do with this process: how much memory
// it has, the signals that end it, and whether anybody reads its output.
//
// Read memory.go with memory_*.go, signals.go with signals_*.go, and output_*.go: each system
// has its own.
package process
