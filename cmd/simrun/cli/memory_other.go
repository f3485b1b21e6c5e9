//go:build !linux

package cli

// processMemory is what the process has of the machine's memory, in bytes.
func processMemory() uint64 { return goMemory() }
