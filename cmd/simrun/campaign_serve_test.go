package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/cli"
)

// program is simrun as a process of its own, which TestMain puts in the PATH.
type program struct {
	*exec.Cmd
	out, errs bytes.Buffer
	ended     chan struct{}
}

func start(t *testing.T, args ...string) *program {
	t.Helper()
	p := &program{Cmd: exec.Command("simrun", args...), ended: make(chan struct{})}
	p.Stdout, p.Stderr = &p.out, &p.errs
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.Wait() // the status is looked at
		close(p.ended)
	}()
	t.Cleanup(p.kill)
	return p
}

// kill ends a process as a power cut would.
func (p *program) kill() {
	_ = p.Process.Signal(syscall.SIGKILL) // it may have ended
	<-p.ended
}

// finish waits for the end of a process and returns its status.
func (p *program) finish(t *testing.T) int {
	t.Helper()
	select {
	case <-p.ended:
	case <-time.After(3 * time.Minute):
		t.Fatalf("%v does not end: %s", p.Args, p.errs.String())
	}
	return p.ProcessState.ExitCode()
}

func (p *program) isOver() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// freeAddress is an address of this machine that is free now.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// The same plan over NATS with three worker processes is merged to the same bytes as one that
// one process has carried out. Workers that are there first wait for the server.
func TestCampaignOverNATS(t *testing.T) {
	plan, whole, served := planFile(t, smallPlan), filepath.Join(t.TempDir(), "whole"), filepath.Join(t.TempDir(), "served")
	if status, _, errs := simrun(t, "campaign", "run", plan, "--dir", whole, "--quiet"); status != 1 {
		t.Fatal(status, errs)
	}
	address := freeAddress(t)
	var workers []*program
	for range 3 {
		workers = append(workers, start(t, "campaign", "work", "--nats", "nats://"+address, "--workers", "1"))
	}
	server := start(t, "campaign", "serve", plan, "--dir", served, "--listen", address, "--page", "127.0.0.1:0")
	if status := server.finish(t); status != 1 || !strings.Contains(server.out.String(), "FOUND campaign small: all of ") {
		t.Errorf("status %d, %s%s", status, server.out.String(), server.errs.String())
	}
	for i, w := range workers {
		if status := w.finish(t); status != 0 || !strings.Contains(w.out.String(), "none is left") {
			t.Errorf("worker %d: status %d, %s%s", i, status, w.out.String(), w.errs.String())
		}
	}
	if mergedBytes(t, whole) != mergedBytes(t, served) {
		t.Error("over NATS the results are others")
	}
	// The report is the same, but for the pace.
	_, one, _ := simrun(t, "campaign", "report", whole, "--format", "junit")
	_, other, _ := simrun(t, "campaign", "report", served, "--format", "junit")
	if strings.ReplaceAll(one, "whole", "served") != other {
		t.Error("over NATS the report is another")
	}
}

// A worker of another program, or with a server of one, hears that it is, and does nothing.
func TestCampaignOtherProgram(t *testing.T) {
	plan, folder, address := planFile(t, "fuzz glare runs 10"), filepath.Join(t.TempDir(), "d"), freeAddress(t)
	server := start(t, "campaign", "serve", plan, "--dir", folder, "--listen", address, "--page", "none")
	var errs bytes.Buffer
	p := cli.New(nil, io.Discard, &errs)
	p.Program = "v99"
	status := execute(t.Context(), p, []string{"campaign", "work", "--nats", "nats://" + address, "--for", "60s"})
	if status != 2 || !strings.Contains(errs.String(), "the programs differ; use the same program") {
		t.Errorf("status %d, %s", status, errs.String())
	}
	if server.isOver() {
		t.Errorf("the server has ended: %s", server.errs.String())
	}
}

// What is asked for and cannot be is refused at once, and nothing is made.
func TestCampaignServeUsage(t *testing.T) {
	plan, folder := planFile(t, "fuzz glare runs 10"), filepath.Join(t.TempDir(), "d")
	short := filepath.Join(t.TempDir(), "token")
	write(t, short, "short\n")
	serve := "campaign serve " + plan + " --dir " + folder + " "
	for command, want := range map[string]string{
		serve + "--listen 0.0.0.0:4222":                     "other machines can reach this address, so that it needs TLS",
		serve + "--ack-wait 1ms":                            "expected 100ms to 1h",
		serve + "--token-file " + short:                     "expected one word of 16 characters",
		serve + "--tls-cert x":                              "expected both",
		serve + "--listen 127.0.0.1:0 --nats nats://x:1":    "leave out one of them",
		serve + "--nats nats://example.org:4222":            "this is another machine",
		"campaign work":                                     "expected --nats URL",
		"campaign work x":                                   "takes no arguments",
		"campaign work --nats nats://example.org:4222":      "this is another machine",
		"campaign work --nats 127.0.0.1:4222 --workers 999": "expected an address such as nats://",
		"campaign serve " + plan:                            "expected --dir DIR",
	} {
		if status, out, errs := simrun(t, strings.Fields(command)...); status != 2 || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%s: status %d, %q, %q", command, status, out, errs)
		}
	}
	if status, out, errs := simrun(t, strings.Fields(serve+"--page 0.0.0.0:80 --listen 127.0.0.1:0")...); status != 2 || out != "" || !strings.Contains(errs, "ssh -L") {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
	status, out, errs := simrun(t, "campaign", "work", "--nats", "nats://"+freeAddress(t), "--for", "500ms")
	if status != 3 || !strings.Contains(out, "0 shards done, and then") || !strings.Contains(errs, "no server answers") {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
}

// killedPlan is a campaign of some thousand small shards, in which something is found.
const killedPlan = "fuzz single glare federated-glare reading robust faults none each pairs runs 24 shard 6\nfuzz glare reading literal runs 40 shard 10\n"

// killed is how many moments are tried: fifty, or as many as the environment says
// (docs/HACKING.md), of which a part each is for campaigns of one process and for such over
// NATS.
func killed(t *testing.T) int {
	t.Helper()
	text := os.Getenv("CAMPAIGN_KILLS")
	if text == "" {
		return 50
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 5 {
		t.Fatalf("CAMPAIGN_KILLS=%s: expected how many moments to try", text)
	}
	return n
}

// moments gives the random times after which something is killed.
func moments(t *testing.T) *rand.Rand {
	t.Helper()
	seed, err := strconv.ParseUint(os.Getenv("CAMPAIGN_SEED"), 10, 64)
	if err != nil {
		seed = 1
	}
	return rand.New(rand.NewPCG(seed, 0))
}

// undisturbedBytes are those of the plan that nobody has killed.
func undisturbedBytes(t *testing.T, plan string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "undisturbed")
	if status, _, errs := simrun(t, "campaign", "run", plan, "--dir", folder, "--quiet"); status > 1 {
		t.Fatal(status, errs)
	}
	return mergedBytes(t, folder)
}

// A campaign of one process that is killed at random moments ends with every shard there
// once, and the same to the byte as one that is not.
func TestCampaignKilled(t *testing.T) {
	plan := planFile(t, killedPlan)
	want, random := undisturbedBytes(t, plan), moments(t)
	campaigns := 0
	for left := killed(t) / 5; left > 0; campaigns++ {
		folder := filepath.Join(t.TempDir(), fmt.Sprint(campaigns))
		args := []string{"campaign", "run", plan, "--dir", folder, "--quiet", "--format", "json"}
		for done := false; left > 0 && !done; left-- {
			p := start(t, args...)
			select {
			case <-p.ended:
				done = true
			case <-time.After(time.Duration(random.IntN(400)) * time.Millisecond):
				p.kill()
			}
		}
		if status, _, errs := simrun(t, args...); status > 1 {
			t.Fatal(status, errs)
		}
		if mergedBytes(t, folder) != want {
			t.Errorf("campaign %d has other results", campaigns)
		}
	}
	t.Logf("%d campaigns", campaigns)
}

// The same over NATS, where workers, the server, or all of them are killed.
func TestCampaignKilledOverNATS(t *testing.T) {
	plan := planFile(t, killedPlan)
	want, random := undisturbedBytes(t, plan), moments(t)
	campaigns := 0
	for left := killed(t) * 4 / 5; left > 0; campaigns++ {
		folder, address := filepath.Join(t.TempDir(), fmt.Sprint(campaigns)), freeAddress(t)
		serve := []string{"campaign", "serve", plan, "--dir", folder, "--listen", address, "--page", "none", "--ack-wait", "1s", "--quiet"}
		work := []string{"campaign", "work", "--nats", "nats://" + address, "--workers", "1", "--quiet"}
		server, workers := start(t, serve...), []*program{start(t, work...), start(t, work...)}
		for ; left > 0 && !server.isOver(); left-- {
			time.Sleep(time.Duration(random.IntN(300)) * time.Millisecond)
			what := random.IntN(4)
			for i := range workers {
				if what == i || what == 3 {
					workers[i].kill()
				}
			}
			if what >= 2 && !server.isOver() {
				server.kill()
				server = start(t, serve...)
			}
			for i := range workers {
				if what == i || what == 3 {
					workers[i] = start(t, work...)
				}
			}
		}
		if status := server.finish(t); status > 1 {
			t.Fatalf("status %d, %s", status, server.errs.String())
		}
		for _, w := range workers {
			w.kill()
		}
		if mergedBytes(t, folder) != want {
			t.Errorf("campaign %d has other results", campaigns)
		}
	}
	t.Logf("%d campaigns", campaigns)
}

// While a campaign is served its page shows it.
func TestCampaignPage(t *testing.T) {
	plan, folder := planFile(t, "fuzz glare reading robust runs 20 shard 10"), filepath.Join(t.TempDir(), "d")
	page := freeAddress(t)
	server := start(t, "campaign", "serve", plan, "--dir", folder, "--listen", "127.0.0.1:0", "--page", page)
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get("http://" + page) //nolint:noctx // of the test's own server
		if err != nil && time.Now().Before(deadline) {
			continue
		}
		if err != nil {
			t.Fatalf("%v, %s", err, server.errs.String())
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil || !bytes.Contains(text, []byte("0 of 2 shards done")) || !bytes.Contains(text, []byte("EventSource")) {
			t.Errorf("%v, %.400s", err, text)
		}
		return
	}
}
