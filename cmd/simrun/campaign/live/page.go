package live

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// Page is what is shown.
type Page struct {
	// Report writes the report as a page.
	Report func(io.Writer) error
	// Progress is how far the work is.
	Progress func() Progress

	server    *http.Server
	ended     chan struct{}
	listeners atomic.Int32
}

// Progress is how far the work is, as events tell it.
type Progress struct {
	Done    int    `json:"done"`
	All     int    `json:"all"`
	Text    string `json:"text"`
	Version int    `json:"version"` // changes when the report does
}

// How often an open page hears of what has changed.
const (
	progressEvery = time.Second
	reportEvery   = 3 * time.Second
	patience      = 5 * time.Second // with a reader that reads nothing
	lastReport    = time.Second     // for which the end waits, so that an open page has it
)

// Open serves the page on an address of this machine, and says where.
func (p *Page) Open(ctx context.Context, address string) (url string, err error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return "", fmt.Errorf("--page %s: expected an address such as 127.0.0.1:8222", address)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return "", fmt.Errorf("--page %s: other machines can reach this address, and the page asks nobody who is there; "+
			"use 127.0.0.1, and from elsewhere a tunnel such as `ssh -L 8222:127.0.0.1:8222 HOST`", address)
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return "", fmt.Errorf("--page %s: %w", address, err)
	}
	p.ended = make(chan struct{})
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.report)
	mux.HandleFunc("GET /report", p.report)
	mux.HandleFunc("GET /events", p.events)
	p.server = &http.Server{Handler: onlyHere(mux), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		if err := p.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return // nobody looks at the page any more; the work goes on
		}
	}()
	return "http://" + listener.Addr().String() + "/", nil
}

// onlyHere refuses what another page of the browser asks for under a name of its own.
func onlyHere(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "this page is for this machine alone", http.StatusForbidden)
			return
		}
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// report answers with the page.
func (p *Page) report(w http.ResponseWriter, _ *http.Request) {
	var b bytes.Buffer
	if err := p.Report(&b); err != nil {
		http.Error(w, "the report cannot be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(b.Bytes()) // the reader may have gone
}

// events tells how far the work is, for as long as somebody listens.
func (p *Page) events(w http.ResponseWriter, r *http.Request) {
	p.listeners.Add(1)
	defer p.listeners.Add(-1)
	w.Header().Set("Content-Type", "text/event-stream")
	flusher := http.NewResponseController(w)
	send := func(name string, at Progress) error {
		text, err := json.Marshal(at)
		if err != nil {
			return err
		}
		if err := flusher.SetWriteDeadline(time.Now().Add(patience)); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "event: %s\ndata: %s\n\n", name, text); err != nil {
			return err
		}
		return flusher.Flush()
	}
	at := p.Progress()
	shown, next := at.Version, time.Now()
	err := send("progress", at)
	ticker := time.NewTicker(progressEvery)
	defer ticker.Stop()
	for err == nil {
		select {
		case <-r.Context().Done():
			return
		case <-p.ended:
			_ = send("report", p.Progress())
			time.Sleep(lastReport)
			_ = send("end", p.Progress())
			return
		case <-ticker.C:
		}
		at = p.Progress()
		err = send("progress", at)
		if now := time.Now(); err == nil && at.Version != shown && now.After(next) {
			shown, next = at.Version, now.Add(reportEvery)
			err = send("report", at)
		}
	}
}

// Close tells open pages that this is the end, lets them have the last report, and stops
// serving them.
func (p *Page) Close() {
	if p.server == nil {
		return
	}
	close(p.ended)
	for deadline := time.Now().Add(2*lastReport + patience); p.listeners.Load() > 0 && time.Now().Before(deadline); {
		time.Sleep(lastReport / 100)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := p.server.Shutdown(ctx); err != nil {
		p.server.Close()
	}
}
