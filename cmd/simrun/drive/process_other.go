//go:build !unix

package drive

import "os/exec"

// ownGroup does nothing where there are no groups of processes.
func ownGroup(*exec.Cmd) {}

// killGroup ends a process.
func killGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() }
