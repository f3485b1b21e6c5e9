//go:build unix

package drive

import (
	"os/exec"
	"syscall"
)

// ownGroup gives a process a group of its own, so that what it starts ends with it, and so
// that an interruption of the terminal comes to this program alone.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup ends a process and what it has started.
func killGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
