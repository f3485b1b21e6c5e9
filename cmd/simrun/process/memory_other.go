//go:build !linux

package process

// memory is what the process has of the machine's memory, in bytes.
func memory() uint64 { return goMemory() }
