//go:build !unix

package process

import (
	"os"
	"syscall"
)

// endings are the signals that ask a program to end.
func endings() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

// lostPipes are none: writing fails without a signal.
func lostPipes() []os.Signal { return []os.Signal{noSignal{}} }

// noSignal is never sent. Without any, [signal.Notify] would take all.
type noSignal struct{}

func (noSignal) String() string { return "none" }
func (noSignal) Signal()        {}
