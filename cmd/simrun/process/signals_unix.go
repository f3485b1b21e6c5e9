//go:build unix

package process

import (
	"os"
	"os/signal"
	"syscall"
)

// endings are the signals that ask a program to end. One that was started to outlive
// its terminal (nohup) goes on.
func endings() []os.Signal {
	list := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		list = append(list, syscall.SIGHUP)
	}
	return list
}

// lostPipes are the signals that tell of an output that nobody reads.
func lostPipes() []os.Signal { return []os.Signal{syscall.SIGPIPE} }
