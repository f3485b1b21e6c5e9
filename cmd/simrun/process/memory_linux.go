package process

import (
	"bytes"
	"os"
	"strconv"
)

// memory is what the process has of the machine's memory, in bytes.
func memory() uint64 {
	text, err := os.ReadFile("/proc/self/statm")
	if fields := bytes.Fields(text); err == nil && len(fields) > 1 {
		if pages, err := strconv.ParseUint(string(fields[1]), 10, 64); err == nil {
			return pages * uint64(os.Getpagesize())
		}
	}
	return goMemory()
}
