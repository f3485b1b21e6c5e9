package campaign

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/campaign/jetstream"
	"github.com/glarelab/glare/cmd/simrun/campaign/live"
	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/report"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/work"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// serving is what the flags of serve say.
type serving struct {
	folder, listen, nats, page string
	ackWait                    time.Duration
	security                   securityFlags
}

func newServeCommand(p *cli.Program) *cobra.Command {
	var how serving
	c := &cobra.Command{
		Use:   "serve PLAN --dir DIR",
		Short: "Hand the shards of a plan to workers on other machines",
		Long: `Serve hands the shards of a plan to whoever runs simrun campaign work, and keeps what
they find in --dir, as simrun campaign run does. It brings its own NATS server, whose
queue is in that folder too, or uses the cluster at --nats. Nothing is lost if a worker,
the server or the queue is: what is missing is handed out again.

By default only this machine can reach it. Elsewhere it listens only with TLS, and to
who knows a token or has a key. A page on this machine shows how far the work is.

Exit status: as that of simrun campaign run.`,
		Example: `  simrun campaign serve nightly --dir night
  simrun campaign serve nightly --dir night --listen 0.0.0.0:4222 --tls-cert server.crt --tls-key server.key --token-file token
  simrun campaign serve nightly --dir night --nats tls://nats.example.org:4222 --token-file token`,
		Args: needPlan, ValidArgs: plan.BundledNames(),
		RunE: func(c *cobra.Command, args []string) error {
			if err := errors.Join(needDir(c, how.folder), jetstream.CheckAckWait(how.ackWait)); err != nil {
				return err
			}
			if how.nats != "" && c.Flags().Changed("listen") {
				return cli.Errorf(c, "--listen beside --nats: the cluster at --nats listens by itself; leave out one of them")
			}
			opened, err := openPlan(p, args[0])
			if err != nil {
				return err
			}
			return runServe(c.Context(), p, opened, how)
		},
	}
	dirFlag(c, &how.folder)
	f := c.Flags()
	f.StringVar(&how.listen, "listen", "127.0.0.1:4222", "`ADDRESS` at which workers reach the server")
	f.StringVar(&how.nats, "nats", "", "use the NATS cluster at `URL` instead of an own server")
	f.StringVar(&how.page, "page", "127.0.0.1:8222", "`ADDRESS` of the page, on this machine; none for no page")
	f.DurationVar(&how.ackWait, "ack-wait", jetstream.AckWait, "how long a worker may be silent before its shard goes to another")
	how.security.both(c)
	f.StringVar(&how.security.cert, "tls-cert", "", "`FILE` with the certificate that the server shows")
	f.StringVar(&how.security.key, "tls-key", "", "`FILE` with the private key of that")
	f.Var(&how.security.nkeys, "nkey", "public `KEY` of a worker that is let in; several times for several")
	p.StrictFlag(c)
	c.Flags().DurationVar(&p.Flags.Budget, "for", 0, "how long at most, such as 30s or 8h (default until all is done)")
	return c
}

// securityFlags are what the flags say of who may take part.
type securityFlags struct {
	tokenFile, seedFile, cert, key, ca string
	nkeys                              cli.ListFlag
}

// both adds the flags of both ends.
func (s *securityFlags) both(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&s.tokenFile, "token-file", "", "`FILE` with the secret that server and workers share")
	f.StringVar(&s.seedFile, "nkey-seed", "", "`FILE` with the seed of the key by which the server at --nats knows us")
	f.StringVar(&s.ca, "tls-ca", "", "`FILE` with the authorities whose certificates are believed")
}

// security is what the flags say, with the secret read.
func (s *securityFlags) security() (jetstream.Security, error) {
	all := jetstream.Security{Nkeys: s.nkeys, SeedFile: s.seedFile, Cert: s.cert, Key: s.key, CA: s.ca}
	if s.tokenFile == "" {
		return all, nil
	}
	const mostToken, leastToken = 4096, 16
	text, err := files.ReadText(s.tokenFile, mostToken, "a secret")
	if err != nil {
		return all, fmt.Errorf("--token-file: %w", err)
	}
	if all.Token = strings.TrimSpace(text); len(all.Token) < leastToken || strings.ContainsAny(all.Token, " \n\t") {
		return all, fmt.Errorf("--token-file %s: expected one word of %d characters or more, such as `openssl rand -hex 32` makes", s.tokenFile, leastToken)
	}
	return all, nil
}

// runServe serves a campaign, and reports what it has come to.
func runServe(ctx context.Context, p *cli.Program, o *planned, how serving) error {
	security, err := how.security.security()
	if err != nil {
		return err
	}
	if how.nats == "" {
		if _, _, err := security.CheckListen(how.listen); err != nil {
			return err
		}
	}
	folder, err := openFolder(p, o, how.folder)
	if err != nil {
		return err
	}
	limited, cancel := p.Limit(ctx)
	defer cancel()
	link, url, stop, err := connect(limited, p, how, security)
	if err != nil {
		return err
	}
	defer stop()
	meter := p.Watch("campaign " + o.title)
	shown := live.NewStanding(len(o.shards)-folder.Left(), len(o.shards))
	counted := work.NewProgress(o.shards, folder.Missing(), func(share int64, counts ...any) {
		meter.Tell(share, counts...)
		shown.Tell(counts...)
	})
	folder.Seen = func(r *result.Result, took time.Duration) {
		shown.Add()
		counted.Done(r, took)
	}
	page := &live.Page{Progress: shown.Progress, Report: func(w io.Writer) error {
		r, err := reportOf(ctx, p, o.title, folder.Set())
		if err != nil {
			return err
		}
		r.AddPace(report.Pace(work.ReadPace(folder.Path)))
		return r.HTML(w, r.Draw(p.Reporter), true)
	}}
	at := ""
	if how.page != "none" {
		if at, err = page.Open(limited, how.page); err != nil {
			meter.Close()
			return err
		}
	}
	p.Log.Info("serving", "campaign", o.campaign.Name, "shards", len(o.shards), "left", folder.Left(), "page", at, "workers", "simrun campaign work --nats "+url)
	host := &jetstream.Host{Campaign: o.campaign, Keeper: folder, AckWait: how.ackWait, Failed: seldom(p)}
	err = host.Run(limited, link)
	page.Close()
	meter.Close()
	if err := errors.Join(err, folder.Close()); err != nil {
		return err
	}
	return tellCampaign(ctx, p, o.title, folder, false)
}

// connect starts a server, or connects to a cluster.
func connect(ctx context.Context, p *cli.Program, how serving, security jetstream.Security) (link *jetstream.Link, url string, stop func(), err error) {
	if how.nats != "" {
		link, err = jetstream.Connect(ctx, how.nats, security, seldom(p))
		if err != nil {
			return nil, "", nil, err
		}
		return link, how.nats, link.Close, nil
	}
	server, err := jetstream.Start(how.folder, how.listen, security)
	if err != nil {
		return nil, "", nil, err
	}
	if link, err = server.Connect(); err != nil {
		server.Stop()
		return nil, "", nil, err
	}
	return link, server.URL(), func() { link.Close(); server.Stop() }, nil
}

// seldom says on standard error what is waited for: once, and then every now and then.
func seldom(p *cli.Program) func(error) {
	const every = 10 * time.Second
	var lock sync.Mutex
	var last time.Time
	var text string
	return func(err error) {
		lock.Lock()
		defer lock.Unlock()
		if now := time.Now(); err.Error() != text || now.Sub(last) > every {
			last, text = now, err.Error()
			p.Log.Warn(term.Safe(text))
		}
	}
}
