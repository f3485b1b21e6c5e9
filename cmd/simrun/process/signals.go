package process

import (
	"context"
	"os"
	"os/signal"
)

// Interruptible is a context that ends, for a cause, at the first Ctrl-C or other request
// of the system or the terminal, so that what is known can be printed; a second one ends
// the process. An output that nobody reads any more ends nothing: work that
// changes files is done in whole, and the exit status says that its report was lost.
func Interruptible(parent context.Context, cause error) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(parent)
	signals, pipes := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(signals, endings()...)
	signal.Notify(pipes, lostPipes()...)
	done := make(chan struct{})
	go func() {
		select {
		case <-signals:
			signal.Stop(signals)
			cancel(cause)
		case <-done:
		}
	}()
	return ctx, func() {
		close(done)
		signal.Stop(signals)
		signal.Stop(pipes)
		cancel(nil)
	}
}
