package bench

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/glarelab/glare/cmd/simrun/campaign/jetstream"
	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/shard"
	"github.com/glarelab/glare/cmd/simrun/campaign/work"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// The campaigns that are measured: one of shards that are work, and one of shards of which
// the result is known, so that only their way to and from a worker takes time.
const (
	workPlan  = "fuzz glare reading robust faults send-fail=1 runs 1000000000 shard 5000"
	emptyPlan = "fuzz glare runs 200 shard 1"
)

// campaignRounds is how often the pace of one worker, and of two, is measured.
const campaignRounds = 3

// campaign measures what a second worker gains, and what it costs to hand out a shard and to
// keep its result, of the second that a shard should take at least.
func campaign(ctx context.Context, budget time.Duration) (rows []Row, err error) {
	folder, err := os.MkdirTemp("", "simrun-bench-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	// By the clock, so that other programs disturb it: the best of some rounds counts.
	var best [2]float64
	for round := range 2 * campaignRounds {
		workers := round%2 + 1
		pace, err := shardsPerSecond(ctx, filepath.Join(folder, strconv.Itoa(round)), workers, budget/2)
		if err != nil || ctx.Err() != nil {
			return rows, err
		}
		best[workers-1] = max(best[workers-1], pace)
	}
	rows = append(rows, Row{What: "campaign: gain of a second worker", Measured: best[1] / best[0], Unit: "×", AtLeast: 1.8, Aim: 1.9})
	for _, engine := range []struct {
		name string
		cost func(context.Context, string) (time.Duration, error)
	}{{"local", localCost}, {"NATS", natsCost}} {
		cost, err := engine.cost(ctx, filepath.Join(folder, engine.name))
		if err != nil || ctx.Err() != nil {
			return rows, err
		}
		rows = append(rows, Row{What: "campaign: " + engine.name + " engine, of a shard of 1 s", Measured: cost.Seconds() * 100, Unit: "%", AtLeast: 1, Aim: 0.3, Less: true})
	}
	return rows, nil
}

// planned is a plan as a campaign.
func planned(text string) (*result.Campaign, []plan.Shard, error) {
	p, err := plan.Parse("bench", text)
	if err != nil {
		return nil, nil, err
	}
	shards := p.Shards()
	return &result.Campaign{
		Format: result.Format, Name: p.Name("", "bench"), Rules: checker.EveryHash(), Program: "bench", Shards: len(shards), Plan: p.Text(),
	}, shards, nil
}

// openFolder opens a new folder of results.
func openFolder(path string, c *result.Campaign) (*work.Folder, error) {
	return work.OpenFolder(path, c, nil, func(error) {})
}

// shardsPerSecond is how many shards so many workers carry out, by the clock.
func shardsPerSecond(ctx context.Context, path string, workers int, budget time.Duration) (float64, error) {
	c, shards, err := planned(workPlan)
	if err != nil {
		return 0, err
	}
	reporter := &story.Reporter{
		Printer: &term.Printer{Out: &term.Output{To: io.Discard}, Stderr: io.Discard}, Rules: checker.Rules{}, Program: c.Program,
		Watch: func(string) story.Meter { return silence{} },
	}
	folder, err := openFolder(path, c)
	if err != nil {
		return 0, err
	}
	runner := &shard.Runner{Reporter: reporter, Name: c.Name}
	limited, cancel := context.WithCancel(ctx)
	defer cancel()
	var last time.Duration
	began := wallTime()
	folder.Seen = func(*result.Result, time.Duration) {
		if last = wallTime() - began; last >= budget {
			cancel()
		}
	}
	w := &work.Worker{Engine: &work.Local{Folder: folder}, Shards: shards, Run: runner.Run}
	if err := w.Work(limited, workers); err != nil {
		return 0, err
	}
	done := folder.Set().Len()
	return float64(done) / max(last, time.Nanosecond).Seconds(), folder.Close()
}

// silence is a meter that nobody looks at.
type silence struct{}

func (silence) Tell(int64, ...any) {}
func (silence) Close()             {}

// localCost is what the engine of one machine costs a shard.
func localCost(ctx context.Context, path string) (time.Duration, error) {
	c, shards, err := planned(emptyPlan)
	if err != nil {
		return 0, err
	}
	folder, err := openFolder(path, c)
	if err != nil {
		return 0, err
	}
	cost, err := costOf(ctx, &work.Local{Folder: folder}, c, shards)
	return cost, errors.Join(err, folder.Close())
}

// natsCost is what the engine of many machines costs a shard, with the server on this one.
func natsCost(ctx context.Context, path string) (cost time.Duration, err error) {
	c, shards, err := planned(emptyPlan)
	if err != nil {
		return 0, err
	}
	folder, err := openFolder(path, c)
	if err != nil {
		return 0, err
	}
	server, err := jetstream.Start(path, "127.0.0.1:0", jetstream.Security{})
	if err != nil {
		return 0, err
	}
	defer server.Stop()
	own, err := server.Connect()
	if err != nil {
		return 0, err
	}
	defer own.Close()
	hosted, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() {
		host := &jetstream.Host{Campaign: c, Keeper: folder, AckWait: jetstream.AckWait, Failed: func(error) {}}
		ended <- host.Run(hosted, own)
	}()
	defer func() {
		stop()
		err = errors.Join(err, <-ended, folder.Close())
	}()
	link, err := jetstream.Connect(ctx, server.URL(), jetstream.Security{}, func(error) {})
	if err != nil {
		return 0, err
	}
	defer link.Close()
	engine, err := jetstream.NewWorker(ctx, link, func(error) {})
	if err != nil {
		return 0, err
	}
	return costOf(ctx, engine, c, shards)
}

// costOf is what claiming a shard and delivering its result costs, by the clock. The first
// is not counted: before it the queue is made.
func costOf(ctx context.Context, e work.Engine, c *result.Campaign, shards []plan.Shard) (time.Duration, error) {
	var began time.Duration
	for i := range shards {
		claim, err := e.Claim(ctx)
		if err != nil {
			return 0, err
		}
		r := result.Result{
			Head: c.Head(claim.Shard, shards[claim.Shard].Text()), Done: result.Done{Verdict: "ok", Runs: 1},
			Covered: result.Covered{Rules: []string{}, Sometimes: []string{}, Readings: []string{}},
		}
		if err := e.Deliver(ctx, claim, r.Encode(), time.Second); err != nil {
			return 0, err
		}
		if i == 0 {
			began = wallTime()
		}
	}
	return (wallTime() - began) / time.Duration(len(shards)-1), nil
}
