package campaign

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/campaign/jetstream"
	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/work"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/term"
)

func newWorkCommand(p *cli.Program) *cobra.Command {
	var url string
	var security securityFlags
	c := &cobra.Command{
		Use:   "work --nats URL",
		Short: "Carry out shards that another machine hands out",
		Long: `Work takes shards from simrun campaign serve, carries them out on all processors, and
sends back what they find, until none is left. It waits for a server that is not there
yet, or not any more. It must be the same program as the server's, with the same rules.
What is found is told where it is served, so that there is no --strict.

Exit status: 0 no shard is left; 2 bad input, or a server that does not let it in; 3
interrupted, or out of time.`,
		Example: `  simrun campaign work --nats nats://127.0.0.1:4222
  simrun campaign work --nats tls://build.example.org:4222 --tls-ca ca.crt --token-file token --workers 8`,
		Args: cli.NoArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if url == "" {
				return cli.Errorf(c, "expected --nats URL, which simrun campaign serve has printed, such as `%s --nats nats://127.0.0.1:4222`", c.CommandPath())
			}
			return runWork(c.Context(), p, url, security)
		},
	}
	c.Flags().StringVar(&url, "nats", "", "`URL` of the server that hands out shards")
	security.both(c)
	p.BudgetFlags(c, "until no shard is left")
	p.MemoryFlag(c)
	return c
}

// runWork carries out shards of the campaign that a server has.
func runWork(ctx context.Context, p *cli.Program, url string, flags securityFlags) error {
	workers, err := p.Workers()
	if err != nil {
		return err
	}
	security, err := flags.security()
	if err != nil {
		return err
	}
	limited, cancel := p.Limit(ctx)
	defer cancel()
	var done atomic.Int64
	err = takeShards(limited, p, url, security, workers, &done)
	if limited.Err() != nil {
		p.End(term.StatusUndecided)
		err = nil
	}
	if err != nil {
		return err
	}
	if p.JSON() {
		return p.Emit(map[string]any{"shards": done.Load(), "finished": limited.Err() == nil})
	}
	if limited.Err() != nil {
		p.Printf("%s done, and then %s\n", term.Count(int(done.Load()), "shard"), context.Cause(limited))
	} else {
		p.Printf("%s done; none is left.\n", term.Count(int(done.Load()), "shard"))
	}
	return nil
}

// takeShards connects to a server and carries out its shards.
func takeShards(ctx context.Context, p *cli.Program, url string, security jetstream.Security, workers int, done *atomic.Int64) error {
	link, err := jetstream.Connect(ctx, url, security, seldom(p))
	if err != nil {
		return err
	}
	defer link.Close()
	engine, err := jetstream.NewWorker(ctx, link, seldom(p))
	if err != nil {
		return err
	}
	o, err := parsePlan(p, "the plan of the server", engine.Campaign.Plan)
	if err != nil {
		return fmt.Errorf("%w; the server is %s, and this is simrun %s: use the same program", err, engine.Campaign.Whose(), cli.Build(p.Program))
	}
	if *o.campaign != *engine.Campaign {
		return fmt.Errorf("the server has %s, and of the same plan this program makes %s: %s; use the same program", engine.Campaign.Whose(), o.campaign.Whose(), o.campaign.Differs(engine.Campaign))
	}
	renew, err := engine.Renewal(ctx)
	if err != nil {
		return err
	}
	meter := p.Watch("campaign " + o.campaign.Name)
	defer meter.Close()
	run := runnerOf(p, o).Run
	worker := &work.Worker{Engine: engine, Shards: o.shards, Renew: renew, Run: func(ctx context.Context, s *plan.Shard) (*result.Result, error) {
		r, err := run(ctx, s)
		if err == nil {
			meter.Tell(-1, "shards", done.Add(1))
		}
		return r, err
	}}
	return worker.Work(ctx, workers)
}
