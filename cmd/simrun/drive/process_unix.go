//go:build unix

package drive

import (
	"io"
	"os/exec"
	"syscall"
)

// ownGroup gives a process a group of its own, so that what it starts ends with it, and so
// that an interruption of the terminal comes to this program alone.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup ends a process and what it has started.
func killGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }

// writeNow writes as much as a pipe takes at once, and returns the rest.
func writeNow(pipe io.Writer, text []byte) (rest []byte) {
	file, ok := pipe.(syscall.Conn)
	if !ok {
		return text
	}
	raw, err := file.SyscallConn()
	if err != nil {
		return text
	}
	_ = raw.Write(func(fd uintptr) bool {
		if n, err := syscall.Write(int(fd), text); err == nil {
			text = text[n:]
		}
		return true
	})
	return text
}
