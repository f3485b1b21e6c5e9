package cli

import (
	"context"
	"os"
	"os/signal"

	"github.com/glarelab/glare/cmd/simrun/checker"
)

// Interruptible is a context that the first Ctrl-C ends, or the first request to end
// from the system or the terminal, so that what is known can be printed; a second one
// ends the process. An output that nobody reads any more ends nothing: work that
// changes files is done in whole, and the exit status says that its report was lost.
func Interruptible(parent context.Context) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(parent)
	signals, pipes := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(signals, endings()...)
	signal.Notify(pipes, lostPipes()...)
	done := make(chan struct{})
	go func() {
		select {
		case <-signals:
			signal.Stop(signals)
			cancel(checker.ErrInterrupted)
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
