package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// Listen takes a port on loopback, where nobody else's machine gets in. A port of 0 is a
// free one.
func Listen(addr string) (net.Listener, error) {
	at, err := netip.ParseAddrPort(strings.Replace(addr, "localhost:", "127.0.0.1:", 1))
	if err != nil {
		return nil, fmt.Errorf("--addr %s: expected an address and a port, such as 127.0.0.1:8080", addr)
	}
	if !at.Addr().IsLoopback() {
		return nil, fmt.Errorf("--addr %s: the page is for this machine only; expected an address of loopback, such as 127.0.0.1:%d; "+
			"for others write a site with --out DIR", addr, at.Port())
	}
	l, err := net.Listen("tcp", at.String())
	if err != nil {
		return nil, fmt.Errorf("--addr %s: %w", addr, errors.Unwrap(err))
	}
	return l, nil
}

// Serve serves files until the context ends.
func Serve(ctx context.Context, l net.Listener, list []File) error {
	server := &http.Server{Handler: Handler(list), ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return server.Close()
	}
}

// Handler answers for files, and only who asks for this machine by a name of its own: a
// page from elsewhere that gives its own name this address gets nothing.
func Handler(list []File) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isLocal(r.Host) {
			http.Error(w, "this page is served to localhost only", http.StatusForbidden)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, "expected GET", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" {
			name = "index.html"
		}
		for _, f := range list {
			if f.Name == name {
				h := w.Header()
				h.Set("Content-Type", f.Kind)
				h.Set("X-Content-Type-Options", "nosniff")
				h.Set("Cache-Control", "no-store")
				h.Set("Content-Security-Policy", "frame-ancestors 'none'") // beside that of the page
				_, _ = w.Write(f.Text)                                     // who asked may be gone
				return
			}
		}
		http.NotFound(w, r)
	})
}

func isLocal(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if host == "localhost" {
		return true
	}
	at, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && at.IsLoopback()
}
