//go:build js && wasm

package main

import (
	"context"
	"syscall/js"
	"time"

	"github.com/glarelab/glare/cmd/simrun/explorer"
)

// version is that of the program which built this, as it says so itself.
var version = "unknown"

func main() {
	e := explorer.New(version)
	js.Global().Set("simrun", map[string]any{
		"answer": js.FuncOf(func(_ js.Value, args []js.Value) any {
			return string(e.Answer([]byte(args[0].String())))
		}),
		"work": js.FuncOf(func(_ js.Value, args []js.Value) any {
			ctx, cancel := context.WithCancel(context.Background())
			go work(ctx, e, args[0].String(), args[1], args[2])
			return js.FuncOf(func(js.Value, []js.Value) any {
				cancel()
				return nil
			})
		}),
	})
	js.Global().Get("simrunReady").Invoke()
	select {} // the page asks, as long as it is open
}

// breathe is how often work lets the browser see to other things: whoever cancels it must
// be heard.
const breathe = 40 * time.Millisecond

// work answers a question that may take longer.
func work(ctx context.Context, e *explorer.Explorer, question string, tell, done js.Value) {
	time.Sleep(time.Millisecond) // what was asked before is answered first
	last := time.Now()
	answer := e.Work(ctx, []byte(question), func(p explorer.Progress) {
		if time.Since(last) < breathe {
			return
		}
		tell.Invoke(float64(p.States), float64(p.Runs), float64(p.Share))
		time.Sleep(time.Millisecond)
		last = time.Now()
	})
	done.Invoke(string(answer))
}
