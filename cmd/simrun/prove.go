package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/certificates"
	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/proofs"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

func newProveCommand(p *cli.Program) *cobra.Command {
	var folder string
	var update bool
	c := &cobra.Command{
		Use:   "prove [flags] [NAME…]",
		Short: "Make the bundled proofs again, and compare their certificates",
		Long: `Prove makes the bundled proofs, all of them or those named, and compares what it
finds with the certificates that are kept in a folder: files of text that say how
much was explored, every way in which runs end, and what is violated. A name is
that of a proof, such as glare.robust.crash; that of a scenario, for all proofs
about it; or has a * for any text: "*.robust*" are all proofs under the reading
robust. For each proof it says

  same     the certificate is the one in the folder, byte for byte
  differs  something else can happen now, or in another number of ways
  new      there is no such certificate yet

and shows what differs. With --update it writes the certificates anew, and an
index, for a change that is meant; if all proofs were made, it removes certificates
that no proof has. Only what is a certificate by its content is written over or
removed, and after an interruption nothing is removed.

What a proof is excused from is listed below it, with what destroyed what.

Exit status: 0 all are the same, or were written; 1 something differs, or with
--strict is violated or excused; 2 bad input; 3 interrupted.`,
		Example: `  simrun prove
  simrun prove glare.literal-sent federated-glare "*crash*"
  simrun prove --update
  simrun prove retro --format json`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return proofs.Names(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			chosen, err := proofs.Choose(args)
			if err != nil {
				return err
			}
			kept, err := certificates.Open(folder, update)
			if err != nil {
				return err
			}
			return runProve(c.Context(), p, chosen, kept, len(args) == 0)
		},
	}
	c.Flags().StringVar(&folder, "dir", "", "`folder` of the certificates (default docs/certificates, here or in a folder above)")
	c.Flags().BoolVar(&update, "update", false, "write the certificates that differ or are new, and the index")
	p.StrictVerdictFlag(c)
	p.BudgetFlags(c, "without end")
	p.MemoryFlag(c)
	return c
}

// runProve makes the proofs and compares each with the folder, in their order;
// whole says that they are all that there are.
func runProve(ctx context.Context, p *cli.Program, list []*proofs.Proof, kept *certificates.Folder, whole bool) error {
	workers, err := p.Workers()
	if err != nil {
		return err
	}
	ctx, cancel := p.Limit(ctx)
	defer cancel()
	results, err := proofs.Make(ctx, p.Reporter, list, workers)
	if err != nil {
		return err
	}
	tally := map[string]int{}
	for i := range results {
		r := &results[i]
		if r.Certificate == nil {
			tally[certificates.Interrupted]++
			continue
		}
		c, err := kept.Put(r.Proof.Name()+".txt", r.Text)
		if err != nil {
			return err
		}
		tally[c.Kind]++
		story.EndStrictly(p.Printer, len(r.Certificate.Violated)+len(r.Certificate.Excused) > 0)
		if err := certificates.ShowProved(p.Reporter, r, c); err != nil {
			return err
		}
	}
	others := false
	if tally[certificates.Interrupted] == 0 { // else the index would leave out what was not made
		if others, err = certificates.Finish(p.Printer, kept, whole); err != nil {
			return err
		}
	}
	switch {
	case tally[certificates.Interrupted] > 0:
		p.End(term.StatusUndecided)
	case !kept.Update && (others || tally[certificates.Same] < len(list)):
		p.End(term.StatusViolated)
	}
	if !p.JSON() {
		p.Printf("%s: %s\n", term.Count(len(list), "proof"), certificates.TallyText(tally))
	}
	return nil
}
