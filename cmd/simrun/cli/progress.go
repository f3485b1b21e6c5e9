package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	xterm "golang.org/x/term"

	"github.com/glarelab/glare/cmd/simrun/story"
)

const (
	barAfter = time.Second      // work shorter than this shows no progress
	barEvery = time.Second / 5  // on a terminal
	logEvery = 10 * time.Second // elsewhere
)

// Bar shows how far a longer piece of work is, on standard error: a bar on a
// terminal, elsewhere a line of log now and then.
type Bar struct {
	State atomic.Pointer[progress]
	Done  chan struct{}
	Group sync.WaitGroup
}

// progress is what the meter was told last.
type progress struct {
	Share  int64 // of the work, in thousandths; negative where that is not known
	counts []any // names and numbers in turn
}

// startMeter starts a meter of the work named; close ends it.
func (p *Program) startMeter(what string) story.Meter {
	m := &Bar{Done: make(chan struct{})}
	m.Tell(-1)
	switch file, ok := p.Stderr.(*os.File); {
	case p.Quiet:
	case ok && xterm.IsTerminal(int(file.Fd())):
		m.Group.Go(func() { m.draw(file, what) })
	default:
		m.Group.Go(func() { m.Log(p.Log, what, logEvery) })
	}
	return m
}

// Tell says how far the work is; counts are names and numbers in turn.
func (b *Bar) Tell(share int64, counts ...any) { b.State.Store(&progress{share, counts}) }

// Close ends the meter and takes its bar away.
func (b *Bar) Close() {
	close(b.Done)
	b.Group.Wait()
}

// Log logs how far the work is, every so often, until it is done; of work that counts nothing
// it is said once that it goes on.
func (b *Bar) Log(log *logger, what string, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for said := false; ; {
		select {
		case <-b.Done:
			return
		case <-ticker.C:
			if counts := b.State.Load().counts; len(counts) > 0 || !said {
				log.Info(what, counts...)
				said = true
			}
		}
	}
}

func (b *Bar) draw(w io.Writer, what string) {
	select {
	case <-b.Done:
		return
	case <-time.After(barAfter):
	}
	container := mpb.New(mpb.WithOutput(w), mpb.WithWidth(30))
	counts := decor.Any(func(decor.Statistics) string { return b.State.Load().Text() })
	name := mpb.PrependDecorators(decor.Name(what + " "))
	var bar *mpb.Bar
	if b.State.Load().Share < 0 {
		bar = container.AddSpinner(story.WholeShare, name, mpb.AppendDecorators(counts))
	} else {
		bar = container.AddBar(story.WholeShare, name, mpb.AppendDecorators(decor.Percentage(), counts))
	}
	ticker := time.NewTicker(barEvery)
	defer ticker.Stop()
	for {
		select {
		case <-b.Done:
			bar.Abort(true)
			container.Wait()
			return
		case <-ticker.C:
			bar.SetCurrent(min(max(b.State.Load().Share, 0), story.WholeShare-1))
		}
	}
}

// Text is the counts as a bar shows them: "  states 120000  depth 14".
func (p *progress) Text() string {
	var b strings.Builder
	for i := 0; i+1 < len(p.counts); i += 2 {
		fmt.Fprintf(&b, "  %v %v", p.counts[i], p.counts[i+1])
	}
	return b.String()
}
