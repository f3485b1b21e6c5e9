package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/cmd/simrun/verdict"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// defaultDrive is how many runs are made where neither --runs nor --for is given.
const defaultDrive = 200

// driving are the flags of drive that no other command has.
type driving struct {
	cli.Picture
	clients    cli.LinesFlag
	folder     string
	replay     bool
	save       string
	runs       uint64
	invitee    bool
	stub       cli.ListFlag
	patience   time.Duration
	properties cli.ListFlag
	guard      bool
	keepGoing  bool
	found      *finder
	ruled      bool // --rules chooses the version of each device
}

func newDriveCommand(p *cli.Program) *cobra.Command {
	d := driving{found: &finder{}}
	c := &cobra.Command{
		Use:   "drive [flags] SCENARIO|TOKEN|FILE",
		Short: "Put a real client in the place of a model device, and look for what goes wrong",
		Long: `Drive makes random runs of a scenario in which real clients stand where model devices
would: the program plays users, network and media, and the client's own code does the
rest, behind an adapter (docs/ADAPTERS.md). It stops at the first run that goes wrong, and
shrinks it to a short story. The same seed finds the same story.

A client is one that comes with the source (` + strings.Join(drive.Bundled(), ", ") + `; once:
npm ci --prefix cmd/simrun/drive/clients), or the command that starts an adapter. With
alice=CLIENT it is that of one user or device, else of all. Devices without a client
follow their --reading, so that any client meets any other and any model.

With --guard what is found is looked for once more with each other behaviour of the
surroundings that WebRTC allows (--stub): what shows only with some may be of their making.

With --keep-going all runs are made, whatever goes wrong, of several scenarios, or of
` + "`all`" + ` that come with the program: each without faults and with each single one that can
hit it, or with those of --faults alone. A table says what came of each scenario, then a
short story is told of each way in which they go wrong, and how fast it was.

A client that hangs, ends or does not keep to the protocol is at fault itself, and
nothing is said of calls then: exit status 3.

Exit status: 0 nothing wrong found, or excused (1 with --strict), 1 violated, 2 bad input, 3 undecided.`,
		Example: `  simrun drive glare --client matrix-js-sdk@43.0.0
  simrun drive glare --client alice=matrix-js-sdk --client bob=hydrogen-view-sdk
  simrun drive single-v1 --client bob='node my-adapter.mjs' --reading js-21.2 --faults send-fail=1 --runs 2000
  simrun drive all --keep-going --client matrix-js-sdk@43.0.0 --runs 20000
  simrun drive --replay --client matrix-js-sdk@43.0.0 --diagram html -o story.html glare1-…`,
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) > 1 && !d.keepGoing:
				return cli.Errorf(c, "expected one scenario, or with --replay one run, found %d; --keep-going takes several", len(args))
			case len(args) == 0 && d.replay:
				return cli.Errorf(c, "--replay: expected a token (glare1-…) or a schedule file")
			}
			return cli.NeedScenario(c, args)
		},
		ValidArgsFunction: cli.CompleteScenarios,
		RunE: func(c *cobra.Command, args []string) error {
			d.ruled = c.Flags().Changed("rules")
			if d.keepGoing {
				return runTour(c.Context(), p, args, d)
			}
			return runDrive(c.Context(), p, args[0], d)
		},
	}
	p.DrivenFlags(c)
	p.RuleIDsFlag(c)
	p.StrategyFlags(c, "portfolio")
	p.StrictFlag(c)
	p.BudgetFlags(c, "as long as the runs take")
	cli.PictureFlags(p.Printer, c, &d.Picture)
	f := c.Flags()
	f.Var(&d.clients, "client", "the `CLIENT` of all devices, or alice=CLIENT; several times for several")
	clientsFlag(c, &d.folder)
	f.BoolVar(&d.replay, "replay", false, "carry out a token or a schedule file again, in the place of a scenario")
	f.StringVar(&d.save, "save", "", "write what is found to a schedule file in `DIR`, which is made")
	f.Uint64Var(&d.runs, "runs", 0, fmt.Sprintf("how many runs at most (default %d, or as many as --for allows)", defaultDrive))
	f.BoolVar(&d.invitee, "invitee", false, "calls are placed for the other user, not for the room; only of clients that can, as matrix-js-sdk")
	f.Var(&d.stub, "stub", "how the surroundings behave where WebRTC leaves it open: `ice=early` or late, tasks=late or slow, or what an adapter of one's own knows")
	f.DurationVar(&d.patience, "reply-within", 10*time.Second, "how long a client may take for one reply; for the first 30s at least")
	f.BoolVar(&d.keepGoing, "keep-going", false, "make all runs, of several scenarios, and tell each way in which they go wrong")
	f.BoolVar(&d.guard, "guard", false, "look whether what is found depends on what WebRTC leaves to the surroundings")
	f.Var(&d.properties, "property", "look only for violations of the property `NAME`; several times for several")
	cli.Complete(c, "property", checker.PropertyNames)
	cli.Complete(c, "client", drive.Bundled)
	return c
}

// clientsFlag is the flag of whoever looks for the adapters.
func clientsFlag(c *cobra.Command, folder *string) {
	c.Flags().StringVar(folder, "clients", "", "the folder of the adapters that come with the source (default: found from here upwards)")
}

func runDrive(ctx context.Context, p *cli.Program, arg string, d driving) error {
	if err := errors.Join(d.Check(p), p.CheckStrategy(), d.check()); err != nil {
		return err
	}
	workers, err := p.Workers()
	if err != nil {
		return err
	}
	var source *cli.Source
	var s *sim.Scenario
	if d.replay {
		workers = 1
		if source, err = cli.OpenSource(arg, ""); err == nil {
			s = source.Scenario
		}
	} else if s, err = p.Scenario(arg, sim.Timed); err == nil {
		s.Timing = sim.Timed
	}
	if err != nil {
		return err
	}
	if d.save != "" {
		if err := files.MakeFolder("--save", d.save); err != nil {
			return err
		}
	}
	opened, err := d.open(ctx, s, workers)
	if failure, ok := errors.AsType[*drive.Failure](err); ok {
		return tellFailure(p, failure, nil)
	}
	if err != nil {
		return err
	}
	defer opened.Clients.Close()
	for _, note := range opened.Notes {
		p.Log.Info(note)
	}
	p.Driven = &story.Driven{Clients: opened.Clients, Names: opened.Names, Replay: d.again()}
	if source != nil {
		return replayDriven(p, opened, source, d)
	}
	return fuzzDriven(ctx, p, opened, workers, d)
}

// check refuses flags that mean nothing together.
func (d *driving) check() error {
	if len(d.clients) == 0 {
		return fmt.Errorf("drive: expected a client, such as --client %s; without one, `simrun fuzz` explores models", drive.Bundled()[0])
	}
	if d.patience <= 0 {
		return fmt.Errorf("--reply-within %v: expected how long to wait, such as 10s", d.patience)
	}
	if d.replay && (d.runs > 0 || d.save != "" || len(d.properties) > 0) {
		return fmt.Errorf("--replay beside --runs, --save or --property: what is replayed is chosen already; leave them out")
	}
	return (checker.Focus{Properties: d.properties}).Check()
}

// open starts the clients of a scenario.
func (d *driving) open(ctx context.Context, s *sim.Scenario, workers int) (*drive.Opened, error) {
	specs, err := d.specs(ctx, s)
	if err != nil {
		return nil, err
	}
	options := drive.Options{Invitee: d.invitee, Ruled: d.ruled, Stub: map[string]string{}, Reserve: d.found.reserve}
	for _, word := range d.stub {
		name, value, ok := strings.Cut(word, "=")
		if !ok || name == "" || value == "" {
			return nil, fmt.Errorf("--stub %q: expected name=value, such as ice=early", word)
		}
		if err := drive.CheckStub(name, value); err != nil {
			return nil, fmt.Errorf("--stub: %w", err)
		}
		options.Stub[name] = value
	}
	return drive.Open(s, specs, workers, options)
}

// specs are the clients of the scenario's devices, as --client says.
func (d *driving) specs(ctx context.Context, s *sim.Scenario) ([]*drive.Spec, error) {
	specs := make([]*drive.Spec, len(s.Devices))
	for _, text := range d.clients {
		whose, client, named := strings.Cut(text, "=")
		is := func(i int) bool {
			return whose == s.DeviceName(i) || whose == s.Users[s.Devices[i].User].Name
		}
		if named = named && !strings.ContainsAny(whose, " \t'\"/\\"); !named {
			client, is = text, func(int) bool { return true }
		}
		spec, err := d.found.find(ctx, client, d.folder)
		if err != nil {
			return nil, fmt.Errorf("--client: %w", err)
		}
		spec.Program.Reply, spec.Program.Stop = d.patience, ctx.Done()
		spec.Program.Start = max(spec.Program.Start, d.patience)
		found := false
		for i := range specs {
			if !is(i) {
				continue
			}
			if specs[i] != nil {
				return nil, fmt.Errorf("--client %s: %s has a client already, %s; expected one for each device", text, s.DeviceName(i), specs[i].Name)
			}
			specs[i], found = spec, true
		}
		if !found {
			return nil, fmt.Errorf("--client %s: scenario %s has no user or device %q", text, s.Name, whose)
		}
	}
	return specs, nil
}

// again is the command that carries a token out again, without the token.
func (d *driving) again() string {
	words := []string{"simrun drive --replay"}
	for _, client := range d.clients {
		words = append(words, "--client", term.ShellWord(client))
	}
	if d.folder != "" {
		words = append(words, "--clients", term.ShellWord(d.folder))
	}
	if d.invitee {
		words = append(words, "--invitee")
	}
	for _, stub := range d.stub {
		words = append(words, "--stub", term.ShellWord(stub))
	}
	return strings.Join(words, " ") + " "
}

// fuzzDriven makes runs until one goes wrong.
func fuzzDriven(ctx context.Context, p *cli.Program, opened *drive.Opened, workers int, d driving) error {
	runs := d.runs
	if runs == 0 && p.Flags.Budget <= 0 {
		runs = defaultDrive
	}
	options := scheduler.FuzzOptions{Seed: p.Flags.Seed, Runs: runs, Workers: workers}
	how := verdict.Fuzzing{
		Strategy: p.Flags.Strategy, Budget: p.Flags.Budget, Timed: p.Flags.Budget > 0, Focus: checker.Focus{Properties: d.properties},
	}
	r, err := verdict.Fuzz(ctx, p.Reporter, opened.Scenario, options, how)
	if err != nil {
		return err
	}
	failure := opened.Clients.Failure()
	if r.Broken == nil && ctx.Err() == nil {
		failure = opened.Clients.Recheck() // what was found is believed once it happens again from the beginning
	}
	if failure != nil && ctx.Err() == nil {
		return tellFailure(p, failure, r)
	}
	p.End(verdict.FuzzStatus(p.Printer, r))
	var guarded []surroundingJSON
	if d.guard && r.Small != nil {
		if guarded, err = d.guards(ctx, p, r); err != nil {
			return err
		}
	}
	saving := func() error { return nil }
	if d.save != "" && r.Found != nil {
		saving = func() (err error) {
			r.Saved, err = saveDriven(d.save, r, opened.Names, d.again())
			return err
		}
	}
	if r.Small == nil {
		if p.JSON() {
			return p.Emit(driveJSON{r.JSON(p.HeadOf(r.Scenario)), "", nil})
		}
		return verdict.ShowFuzz(p.Reporter, r, nil)
	}
	var saved error
	if p.JSON() {
		saved = saving()
	}
	return errors.Join(cli.Present(p.Printer, &cli.Answer{
		Story: r.Small, Line: driveJSON{r.JSON(p.HeadOf(r.Scenario)), d.again() + r.Small.Token, guarded},
		Picture: func() diagram.Story { return p.Picture(r.Small, nil) },
		Text: func() {
			saved = verdict.ShowFuzz(p.Reporter, r, savingOf(d.save, saving))
			showGuarded(p, guarded)
		},
	}, d.Picture), saved)
}

// savingOf is what saves, or nil where nobody wants that.
func savingOf(folder string, saving func() error) func() error {
	if folder == "" {
		return nil
	}
	return saving
}

// saveDriven writes a story with clients into a schedule file of a folder. Again is the command that
// carries it out again, without the file.
func saveDriven(folder string, r *verdict.Fuzzed, names []string, again string) (string, error) {
	s := r.Small.Checker.Scenario()
	lines := []string{"# " + r.Small.Sentence(), "#"}
	for d, name := range names {
		if name != "" {
			lines = append(lines, "# "+s.DeviceName(d)+" is "+term.Safe(name)+".")
		}
	}
	lines = append(lines, "# Violated: "+r.Small.Problem.Property+"; "+r.How()+".", "", "scenario", strings.TrimSpace(sim.Format(s)), "", "schedule")
	text := strings.Join(append(lines, r.Small.Schedule.Names...), "\n") + "\n"
	base := storyFile(r, text)
	text = "# Again: " + again + term.ShellWord(filepath.Join(folder, base)) + "\n" + text
	return files.WriteInto(folder, base, term.FillWith([]byte(text)))
}

// replayDriven carries out a run again.
func replayDriven(p *cli.Program, opened *drive.Opened, source *cli.Source, d driving) error {
	t, followed, err := p.CarryOut(source, cli.Following{})
	if err != nil {
		return err
	}
	failure := opened.Clients.Failure()
	if failure == nil {
		failure = opened.Clients.Recheck()
	}
	if failure != nil {
		return tellFailure(p, failure, nil)
	}
	line := p.ToldOf(t)
	line.Trace, line.Followed = story.StepsOf(t), followed
	length := term.Count(len(t.Schedule.Names), "step") + ", replayed exactly"
	return cli.Present(p.Printer, cli.Told(p.Reporter, t, line, length, nil), d.Picture)
}
