package live

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// served serves a page whose progress a test sets.
func served(t *testing.T) (page *Page, url string, at *atomic.Int64) {
	t.Helper()
	at = &atomic.Int64{}
	page = &Page{
		Report: func(w io.Writer) error {
			if at.Load() < 0 {
				return errors.New("broken")
			}
			_, err := fmt.Fprintf(w, "<p>%d</p>", at.Load())
			return err
		},
		Progress: func() Progress {
			n := int(at.Load())
			return Progress{Done: n, All: 10, Text: fmt.Sprintf("shards %d of 10", n), Version: n}
		},
	}
	url, err := page.Open(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		select {
		case <-page.ended:
		default:
			page.Close()
		}
	})
	return page, url, at
}

// The page is the report as it is now, and an open one hears of progress, of a new report,
// and of the end.
func TestPage(t *testing.T) {
	page, url, at := served(t)
	get := func(path string) (int, string) {
		answer, err := http.Get(url + path) //nolint:noctx // of the test's own server
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(text)
	}
	for path, want := range map[string]string{"": "<p>0</p>", "report": "<p>0</p>"} {
		if status, text := get(path); status != 200 || text != want {
			t.Errorf("%q: %d, %q", path, status, text)
		}
	}
	if status, _ := get("etc/passwd"); status != 404 {
		t.Error(status)
	}
	answer, err := http.Get(url + "events") //nolint:noctx // of the test's own server
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if kind := answer.Header.Get("Content-Type"); kind != "text/event-stream" {
		t.Error(kind)
	}
	events := make(chan string, 100)
	go func() {
		defer close(events)
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok && lines.Scan() {
				events <- name + " " + strings.TrimPrefix(lines.Text(), "data: ")
			}
		}
	}()
	await := func(want string) {
		t.Helper()
		deadline := time.After(20 * time.Second)
		for {
			select {
			case got, ok := <-events:
				if !ok {
					t.Fatalf("the events ended before %q", want)
				}
				if strings.HasPrefix(got, want) {
					return
				}
			case <-deadline:
				t.Fatalf("there was no %q", want)
			}
		}
	}
	await(`progress {"done":0,"all":10,"text":"shards 0 of 10"`)
	at.Store(4)
	await(`progress {"done":4,`)
	await(`report {"done":4,`)
	page.Close()
	await("end ")
}

// Only this machine can have the page: neither an address nor a name that leads here from
// elsewhere helps.
func TestOnlyHere(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "192.0.2.1:80", "example.org:80", "127.0.0.1", "x"} {
		if url, err := (&Page{}).Open(t.Context(), address); err == nil || !strings.Contains(err.Error(), "--page "+address) {
			t.Errorf("%s: %s, %v", address, url, err)
		}
	}
	_, url, at := served(t)
	ask := func(method, host string) int {
		request, err := http.NewRequestWithContext(context.Background(), method, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		if host != "" {
			request.Host = host
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	for host, want := range map[string]int{"": 200, "localhost:1": 200, "evil.example": 403, "evil.example:8222": 403, "192.0.2.1": 403} {
		if got := ask("GET", host); got != want {
			t.Errorf("%q: %d, want %d", host, got, want)
		}
	}
	if got := ask("POST", ""); got != 405 {
		t.Error(got)
	}
	at.Store(-1)
	if got := ask("GET", ""); got != 500 {
		t.Error(got)
	}
}
