//go:build !linux

package cli

// looksClosed is not known here.
func looksClosed() bool { return false }
