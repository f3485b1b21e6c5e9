package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/web"
)

// The page is served on loopback until the command is interrupted, to nobody who calls
// this machine by another name.
func TestExploreServes(t *testing.T) {
	t.Parallel()
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	out, said := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- execute(ctx, cli.New(nil, said, io.Discard), []string{"explore", "--no-open", "--format", "json"})
		said.Close()
	}()
	var line struct{ URL, Link string }
	text, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(text, &line)
	}
	if err != nil || !strings.HasPrefix(line.URL, "http://127.0.0.1:") || line.Link != "case=both-invites-in-flight&at=7" {
		t.Fatalf("%q, %v", text, err)
	}
	get := func(path, host string) (int, string) {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, line.URL+path, nil)
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
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(body)
	}
	if status, page := get("", ""); status != 200 || !strings.Contains(page, "default-src 'none'") || !strings.Contains(page, "<svg") {
		t.Errorf("status %d, a page of %d bytes without a policy or a picture", status, len(page))
	}
	if status, core := get(web.CoreName, ""); status != 200 || len(core) < 1<<20 {
		t.Errorf("status %d, a core of %d bytes", status, len(core))
	}
	for path, host := range map[string]string{"": "evil.example", "../go.mod": "", "nothing": ""} {
		if status, _ := get(path, host); status == 200 {
			t.Errorf("%q of %q is served", path, host)
		}
	}
	interrupt()
	select {
	case status := <-ended:
		if status != 0 {
			t.Errorf("interrupted, it ends with %d", status)
		}
	case <-time.After(10 * time.Second):
		t.Error("interrupted, it does not end")
	}
}

// What is written is whole: a site whose core lies beside it, or a file with all in it,
// which begins where it was told to.
func TestExploreWrites(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, args := range [][]string{
		{"explore", "--out", filepath.Join(dir, "story.html"), "glare", "--reading", "robust", "--faults", "send-fail=2"},
		{"explore", "--out", filepath.Join(dir, "site"), "../../corpus/winner-withdrawn.txt"},
	} {
		var out, errs bytes.Buffer
		if status := execute(t.Context(), cli.New(nil, &out, &errs), args); status != 0 {
			t.Fatalf("%q ends with %d: %s", args, status, errs.String())
		}
	}
	alone, err := os.ReadFile(filepath.Join(dir, "story.html"))
	if err != nil {
		t.Fatal(err)
	}
	site, err := os.ReadFile(filepath.Join(dir, "site", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(alone, []byte(`id="core"`)) || !bytes.Contains(alone, []byte("connect-src 'none'")) {
		t.Error("the one file lacks its core, or may connect to others")
	}
	if bytes.Contains(site, []byte(`id="core"`)) || !bytes.Contains(site, []byte(`\u0026at=`)) || !bytes.Contains(site, []byte("hangs her call up")) {
		t.Error("the site has its core inside, or does not begin at the pivot of the story")
	}
	if info, err := os.Stat(filepath.Join(dir, "site", web.CoreName)); err != nil || info.Size() < 1<<20 {
		t.Errorf("the core beside the page: %v", err)
	}
}

// Without a toolchain nothing is written, and it is said what is missing.
func TestExploreWithoutGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	file := filepath.Join(t.TempDir(), "story.html")
	var errs bytes.Buffer
	if status := execute(t.Context(), cli.New(nil, io.Discard, &errs), []string{"explore", "--out", file}); status != 2 || !strings.Contains(errs.String(), "no `go` in the PATH; install Go") {
		t.Errorf("status %d: %s", status, errs.String())
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("half a page was written")
	}
}
