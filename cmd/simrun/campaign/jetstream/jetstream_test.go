package jetstream

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/work"
)

// campaign is one of forty shards, which nobody really carries out, in a folder.
type campaign struct {
	t      *testing.T
	path   string
	shards []plan.Shard
	folder *work.Folder
	c      *result.Campaign
	done   chan error // the end of its host
	stop   func()
	server *Server
}

const quick = time.Second // the silence that these tests allow to a worker

func open(t *testing.T, path string) *campaign {
	t.Helper()
	p, err := plan.Parse("forty.txt", "fuzz glare runs 40 shard 1")
	if err != nil {
		t.Fatal(err)
	}
	c := &campaign{t: t, path: path, shards: p.Shards(), c: &result.Campaign{
		Format: result.Format, Name: p.Name("r", "p"), Rules: "r", Program: "p", Shards: 40, Plan: p.Text(),
	}}
	c.folder, err = work.OpenFolder(path, c.c, func(i int) string { return c.shards[i].Text() }, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// serve serves the campaign until stop is called or all is done.
func (c *campaign) serve(address string, s Security) {
	c.t.Helper()
	var err error
	if c.server, err = Start(c.path, address, s); err != nil {
		c.t.Fatal(err)
	}
	link, err := c.server.Connect()
	if err != nil {
		c.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	c.done = make(chan error, 1)
	go func() {
		c.done <- (&Host{Campaign: c.c, Keeper: c.folder, AckWait: quick, Failed: func(err error) { c.t.Log(err) }}).Run(ctx, link)
	}()
	var once sync.Once
	c.stop = func() {
		once.Do(func() {
			cancel()
			if err := <-c.done; err != nil {
				c.t.Error(err)
			}
			link.Close()
			c.server.Stop()
		})
	}
	c.t.Cleanup(c.stop)
}

// worker is an engine connected to the server.
func (c *campaign) worker() *Worker {
	c.t.Helper()
	link, err := Connect(c.t.Context(), c.server.URL(), Security{}, func(err error) { c.t.Log(err) })
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(link.Close)
	w, err := NewWorker(c.t.Context(), link, func(err error) { c.t.Log(err) })
	if err != nil {
		c.t.Fatal(err)
	}
	return w
}

func (c *campaign) answer(shard int) []byte {
	return (&result.Result{
		Head: c.c.Head(shard, c.shards[shard].Text()), Done: result.Done{Verdict: "ok", Runs: 1},
		Covered: result.Covered{Rules: []string{}, Sometimes: []string{}, Readings: []string{}},
	}).Encode()
}

func (c *campaign) claim(w *Worker) work.Claim {
	c.t.Helper()
	claim, err := w.Claim(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	return claim
}

func (c *campaign) deliver(w *Worker, claim work.Claim) {
	c.t.Helper()
	if err := w.Deliver(c.t.Context(), claim, c.answer(claim.Shard), time.Second); err != nil {
		c.t.Fatal(err)
	}
}

// finish carries out what is left, and looks whether every shard is there once.
func (c *campaign) finish() {
	c.t.Helper()
	if c.folder.Left() > 0 {
		w := c.worker()
		for c.folder.Left() > 0 {
			c.deliver(w, c.claim(w))
		}
		if _, err := w.Claim(c.t.Context()); !errors.Is(err, work.ErrDone) {
			c.t.Error(err)
		}
	}
	want := result.NewSet(c.c)
	for i := range c.shards {
		r, err := result.Decode(c.answer(i))
		if err == nil {
			err = want.Put(r)
		}
		if err != nil {
			c.t.Fatal(err)
		}
	}
	got, err := work.Read([]string{c.path}, func(err error) { c.t.Error(err) })
	if err != nil || !bytes.Equal(got.Encode(), want.Encode()) {
		c.t.Errorf("not every shard is there as it should be: %v", err)
	}
}

// Two workers share the shards, and each is done once.
func TestTwoWorkers(t *testing.T) {
	c := open(t, filepath.Join(t.TempDir(), "d"))
	c.serve("127.0.0.1:0", Security{})
	var group sync.WaitGroup
	var times [40]atomic.Int32
	for range 2 {
		w := c.worker()
		group.Go(func() {
			renew, err := w.Renewal(t.Context())
			if err != nil || renew != quick/heartbeats {
				t.Error(renew, err)
			}
			worker := &work.Worker{Engine: w, Shards: c.shards, Renew: renew, Run: func(_ context.Context, s *plan.Shard) (*result.Result, error) {
				times[s.Index].Add(1)
				if s.Index == 3 {
					time.Sleep(2 * quick) // longer than a worker may be silent
				}
				return result.Decode(c.answer(s.Index))
			}}
			if err := worker.Work(t.Context(), 2); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for shard := range times {
		if n := times[shard].Load(); n != 1 {
			t.Errorf("shard %d was carried out %d times", shard, n)
		}
	}
	c.finish()
}

// A worker that says nothing for too long loses its shard to another. When it delivers late,
// after the other, that does no harm, and counts once.
func TestLateWorker(t *testing.T) {
	c := open(t, filepath.Join(t.TempDir(), "d"))
	c.serve("127.0.0.1:0", Security{})
	slow, other := c.worker(), c.worker()
	late := c.claim(slow)
	var again work.Claim
	for again = c.claim(other); again.Shard != late.Shard; again = c.claim(other) {
		c.deliver(other, again)
	}
	c.deliver(other, again)
	left := c.folder.Left()
	if c.deliver(slow, late); c.folder.Left() != left {
		t.Error("a shard that was delivered twice counts twice")
	}
	c.finish()
}

// Results that are none, or of something else, are refused, and the worker hears why; the
// folder stays as it is.
func TestRefusedResults(t *testing.T) {
	c := open(t, filepath.Join(t.TempDir(), "d"))
	c.serve("127.0.0.1:0", Security{})
	w := c.worker()
	claim := c.claim(w)
	foreign, err := result.Decode(c.answer(claim.Shard))
	if err != nil {
		t.Fatal(err)
	}
	foreign.Head.Program = "q"
	for text, want := range map[string]string{
		"no":                               "is no result of a shard",
		string(c.answer(claim.Shard)[:50]): "no result",
		string(foreign.Encode()):           "of another campaign",
	} {
		if err := w.Deliver(t.Context(), claim, []byte(text), 0); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.30q: %v", text, err)
		}
	}
	if c.folder.Left() != 40 {
		t.Error("something was kept")
	}
	differs, err := result.Decode(c.answer(claim.Shard))
	if err != nil {
		t.Fatal(err)
	}
	c.deliver(w, claim)
	differs.Done.Runs = 9
	if err := w.Deliver(t.Context(), claim, differs.Encode(), 0); err == nil || !strings.Contains(err.Error(), "differ") {
		t.Error(err)
	}
	c.finish()
}

// Whatever the queue loses is published again: a part of it, all of it, or the whole folder
// of the server while that was down. No shard is ever in it twice.
func TestLostQueue(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d")
	c := open(t, path)
	c.serve("127.0.0.1:0", Security{})
	w := c.worker()
	for range 5 {
		c.deliver(w, c.claim(w))
	}
	queue, err := w.js.Stream(t.Context(), streamName(c.c.Name))
	if err != nil {
		t.Fatal(err)
	}
	inQueue := func() uint64 {
		info, err := queue.Info(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return info.State.Msgs
	}
	for deadline := time.Now().Add(10 * time.Second); inQueue() != 35; { // what was delivered leaves it a little later
		if time.Now().After(deadline) {
			t.Fatalf("%d shards are in the queue, want 35", inQueue())
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err := queue.Purge(t.Context(), jetstream.WithPurgeKeep(10)); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); inQueue() != 35; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d shards are in the queue, want 35", inQueue())
		}
	}
	if err := w.js.DeleteStream(t.Context(), streamName(c.c.Name)); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		c.deliver(w, c.claim(w))
	}
	c.stop()
	if err := os.RemoveAll(filepath.Join(path, storeFolder)); err != nil {
		t.Fatal(err)
	}
	again := open(t, path)
	if again.folder.Left() != 30 {
		t.Errorf("%d are left, want 30", again.folder.Left())
	}
	again.serve("127.0.0.1:0", Security{})
	again.finish()
}

// A worker goes on when its server has gone and come back, with what it has in hand.
func TestServerComesBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d")
	c := open(t, path)
	c.serve("127.0.0.1:0", Security{})
	address := strings.TrimPrefix(c.server.URL(), "nats://")
	w := c.worker()
	claim := c.claim(w)
	c.stop()
	delivered := make(chan error, 1)
	go func() { delivered <- w.Deliver(context.Background(), claim, c.answer(claim.Shard), 0) }()
	time.Sleep(50 * time.Millisecond)
	again := open(t, path)
	again.serve(address, Security{})
	if err := <-delivered; err != nil {
		t.Error(err)
	}
	if again.folder.Left() != 39 {
		t.Errorf("%d are left", again.folder.Left())
	}
	next := c.claim(w)
	c.deliver(w, next)
	again.finish()
}

// A folder is served by one process at a time.
func TestServedOnce(t *testing.T) {
	c := open(t, filepath.Join(t.TempDir(), "d"))
	c.serve("127.0.0.1:0", Security{})
	if s, err := Start(c.path, "127.0.0.1:0", Security{}); err == nil || !strings.Contains(err.Error(), "another process serves") {
		t.Errorf("%v, %v", s, err)
	}
	if s, err := Start(t.TempDir(), strings.TrimPrefix(c.server.URL(), "nats://"), Security{}); err == nil {
		s.Stop()
		t.Error("two servers at one address")
	}
}

// The number of a shard stands at the end of its subject, and nothing else is one.
func TestShardOf(t *testing.T) {
	if shard, ok := shardOf(shardSubject("x") + "17"); !ok || shard != 17 {
		t.Error(shard, ok)
	}
	for _, subject := range []string{shardSubject("x"), shardSubject("x") + "-1", shardSubject("x") + "a", ""} {
		if shard, ok := shardOf(subject); ok {
			t.Errorf("%q is shard %d", subject, shard)
		}
	}
	for _, wait := range []time.Duration{0, time.Millisecond, 2 * time.Hour} {
		if CheckAckWait(wait) == nil {
			t.Error(wait)
		}
	}
}
