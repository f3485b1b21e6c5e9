package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/explorer"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/cmd/simrun/web"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// exploring are the flags of explore that no other command has.
type exploring struct {
	addr, out string
	noOpen    bool
	changed   bool // flags change what is explored
}

func newExploreCommand(p *cli.Program) *cobra.Command {
	var x exploring
	c := &cobra.Command{
		Use:   "explore [flags] [SCENARIO|FILE|CASE|TOKEN]",
		Short: "Step through runs in the browser, and choose what happens",
		Long: `Explore opens a page that runs this simulator in the browser: stand at any step of a
story, see what everybody sees and which property holds, ask what else could happen
and how likely a bad end is after it, choose it, go back, and send the path as a link.
Without an argument it opens a real flaw. It serves the page on loopback until it is
interrupted.

With --out FOLDER it writes a site that any web host serves under any path, with --out
FILE.html one file that opens from a disk without a network. What it writes may be replaced.

The page's core is this program's own code as WebAssembly, which the Go toolchain builds:
the first time takes a minute, later ones a second. Without a toolchain the page is a
picture.

The page gives verdicts, the command none: there is no --strict. Exit status: 0 written, or
served until interrupted, 2 bad input, or a core that cannot be built.`,
		Example: `  simrun explore
  simrun explore glare --reading robust --faults send-fail=2
  simrun explore corpus/winner-withdrawn.txt
  simrun explore --out story.html both-invites-in-flight`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return cli.Errorf(c, "expected one scenario, file, case or token, found %d; such as `simrun explore both-invites-in-flight`", len(args))
			}
			return nil
		},
		ValidArgsFunction: cli.CompleteExport,
		RunE: func(c *cobra.Command, args []string) error {
			x.changed = p.Args != ""
			if x.out != "" && (c.Flags().Changed("addr") || x.noOpen) {
				return fmt.Errorf("explore --out %s: what is written is not served; leave out --addr and --no-open", x.out)
			}
			return explore(c.Context(), p, args, &x)
		},
	}
	p.WorldFlags(c, "patient")
	c.Flags().StringVar(&x.addr, "addr", "127.0.0.1:0", "serve at this address of loopback; port 0 is a free one")
	c.Flags().BoolVar(&x.noOpen, "no-open", false, "do not open a browser")
	c.Flags().StringVar(&x.out, "out", "", "write the page to a `FOLDER`, or to one file if it ends in .html, instead of serving it")
	return c
}

func explore(ctx context.Context, p *cli.Program, args []string, x *exploring) error {
	if p.Mutant != "" {
		return fmt.Errorf("explore --mutant %s: the page follows the plain rules; leave it out", p.Mutant)
	}
	link, err := linkTo(p, args, x)
	if err != nil {
		return err
	}
	page, err := pageOf(ctx, link)
	if err != nil {
		return err
	}
	if x.out != "" {
		return writePage(ctx, p, page, x.out)
	}
	listener, err := web.Listen(x.addr)
	if err != nil {
		return err
	}
	if err := addCore(ctx, p, page); err != nil {
		if ctx.Err() != nil {
			return errors.Join(err, listener.Close())
		}
		p.Log.Warn("the page will be a picture only: " + err.Error())
		page.Missing = "its core could not be built"
	}
	list, err := page.Files()
	if err != nil {
		return err
	}
	url := "http://" + listener.Addr().String() + "/"
	if p.JSON() {
		err = p.Emit(map[string]any{"url": url, "link": page.Link})
	} else {
		p.Printf("%s\n", url)
		p.Explainf("The explorer is there until you press Ctrl-C.\n")
	}
	if err == nil && !x.noOpen {
		if err := web.Open(url); err != nil {
			p.Log.Info("no browser could be opened; open the address yourself")
		}
	}
	return errors.Join(err, web.Serve(ctx, listener, list))
}

// addCore builds the core of a page.
func addCore(ctx context.Context, p *cli.Program, page *web.Page) (err error) {
	meter := p.Watch("building the page's core")
	defer meter.Close()
	page.Core, err = web.BuildCore(ctx)
	return err
}

// writePage writes the page to a file or a folder.
func writePage(ctx context.Context, p *cli.Program, page *web.Page, out string) error {
	alone := strings.HasSuffix(strings.ToLower(out), ".html")
	check := files.MakeFolder
	if alone {
		check = files.CheckOutput
	}
	if err := check("--out", out); err != nil {
		return err
	}
	if err := addCore(ctx, p, page); err != nil {
		return fmt.Errorf("explore --out %s: %w", out, err)
	}
	if alone {
		text, err := page.HTML(true)
		if err != nil {
			return err
		}
		if err := files.WriteFile(out, text); err != nil {
			return err
		}
		return wrotePage(p, out, len(text))
	}
	list, err := page.Files()
	if err != nil {
		return err
	}
	for _, f := range list {
		name, err := files.WriteInto(out, f.Name, func(w io.Writer) error { _, err := io.Copy(w, bytes.NewReader(f.Text)); return err })
		if err != nil {
			return err
		}
		if err := wrotePage(p, name, len(f.Text)); err != nil {
			return err
		}
	}
	return nil
}

func wrotePage(p *cli.Program, name string, size int) error {
	if p.JSON() {
		return p.Emit(map[string]any{"file": name, "bytes": size})
	}
	p.Printf("%s\n", name)
	return nil
}

// linkTo is the run or the scenario that the page begins with.
func linkTo(p *cli.Program, args []string, x *exploring) (string, error) {
	if len(args) == 0 {
		args = []string{explorer.FirstCase}
	}
	arg := args[0]
	s, failed := sourceOf(arg)
	if s == nil && failed == nil {
		return scenarioLink(p, arg)
	}
	if failed != nil {
		return "", failed
	}
	if s.Bundled != "" && !x.changed {
		return "case=" + s.Bundled, nil
	}
	t, _, err := p.CarryOut(s, cli.Following{Lenient: x.changed})
	if err != nil {
		return "", err
	}
	return t.Token, nil
}

// sourceOf is the run that an argument names, or nil if it names a scenario.
func sourceOf(arg string) (*cli.Source, error) {
	if !record.IsToken(arg) && slices.Contains(sim.ScenarioNames(), arg) {
		return nil, nil
	}
	s, err := cli.OpenSource(arg, "")
	if err != nil {
		if _, _, other := cli.LoadScenario(arg); other == nil {
			return nil, nil
		}
	}
	return s, err
}

// scenarioLink is the beginning of a scenario.
func scenarioLink(p *cli.Program, arg string) (string, error) {
	s, err := p.Scenario(arg, sim.Patient)
	if err != nil {
		return "", err
	}
	pinned, err := s.Pinned(0)
	if err != nil {
		return "", err
	}
	pinned.Name = term.Safe(s.Name)
	token := record.Token{Scenario: pinned, Schedule: scheduler.Schedule{}, Hashes: p.Rules.Hash(pinned)}
	return token.Encode(), nil
}

// pageOf is the page that begins where a link leads to: before the step at which its run
// turned, if there is one, with a picture of the whole of it.
func pageOf(ctx context.Context, link string) (*web.Page, error) {
	e := explorer.New(cli.Version())
	opened := e.OpenLink(link)
	if opened.Facts == nil {
		return nil, fmt.Errorf("explore: %s", opened.Error)
	}
	f := opened.Facts
	turn, err := e.Turn(ctx, explorer.Effort{Session: f.Session}, func(explorer.Progress) {})
	if err != nil {
		return nil, fmt.Errorf("explore: %w", err)
	}
	if turn.Pivot > 0 {
		link += "&at=" + strconv.Itoa(turn.Pivot-1)
	}
	return &web.Page{Link: link, Title: f.Title, Sentence: f.Verdict.Sentence, Picture: f.Ladder, Rules: checker.EveryHash()}, nil
}
