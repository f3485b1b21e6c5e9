package main

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
)

const (
	barAfter = time.Second      // work shorter than this shows no progress
	barEvery = time.Second / 5  // on a terminal
	logEvery = 10 * time.Second // elsewhere
)

// bar shows how far a longer piece of work is, on standard error: a bar on a
// terminal, elsewhere a line of log now and then.
type bar struct {
	state atomic.Pointer[progress]
	done  chan struct{}
	group sync.WaitGroup
}

// progress is what the meter was told last.
type progress struct {
	share  int64 // of the work, in thousandths; negative where that is not known
	counts []any // names and numbers in turn
}

// startMeter starts a meter of the work named; close ends it.
func (p *program) startMeter(what string) meter {
	m := &bar{done: make(chan struct{})}
	m.Tell(-1)
	switch file, ok := p.errw.(*os.File); {
	case p.quiet:
	case ok && xterm.IsTerminal(int(file.Fd())):
		m.group.Go(func() { m.draw(file, what) })
	default:
		m.group.Go(func() { m.log(p.log, what, logEvery) })
	}
	return m
}

// Tell says how far the work is; counts are names and numbers in turn.
func (m *bar) Tell(share int64, counts ...any) { m.state.Store(&progress{share, counts}) }

// Close ends the meter and takes its bar away.
func (m *bar) Close() {
	close(m.done)
	m.group.Wait()
}

func (m *bar) log(log *logger, what string, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-m.done:
			return
		case <-ticker.C:
			log.Info(what, m.state.Load().counts...)
		}
	}
}

func (m *bar) draw(w io.Writer, what string) {
	select {
	case <-m.done:
		return
	case <-time.After(barAfter):
	}
	container := mpb.New(mpb.WithOutput(w), mpb.WithWidth(30))
	counts := decor.Any(func(decor.Statistics) string { return m.state.Load().text() })
	name := mpb.PrependDecorators(decor.Name(what + " "))
	var bar *mpb.Bar
	if m.state.Load().share < 0 {
		bar = container.AddSpinner(wholeShare, name, mpb.AppendDecorators(counts))
	} else {
		bar = container.AddBar(wholeShare, name, mpb.AppendDecorators(decor.Percentage(), counts))
	}
	ticker := time.NewTicker(barEvery)
	defer ticker.Stop()
	for {
		select {
		case <-m.done:
			bar.Abort(true)
			container.Wait()
			return
		case <-ticker.C:
			bar.SetCurrent(min(max(m.state.Load().share, 0), wholeShare-1))
		}
	}
}

// text is the counts as a bar shows them: "  states 120000  depth 14".
func (r *progress) text() string {
	var b strings.Builder
	for i := 0; i+1 < len(r.counts); i += 2 {
		fmt.Fprintf(&b, "  %v %v", r.counts[i], r.counts[i+1])
	}
	return b.String()
}
