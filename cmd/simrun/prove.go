package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/model/names"
)

func newProveCommand(p *program) *cobra.Command {
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
			return proofNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			chosen, err := chooseProofs(args)
			if err != nil {
				return err
			}
			shelf, err := openShelf(folder, update)
			if err != nil {
				return err
			}
			return p.prove(c.Context(), chosen, shelf, len(args) == 0)
		},
	}
	c.Flags().StringVar(&folder, "dir", "", "`folder` of the certificates (default docs/certificates, here or in a folder above)")
	c.Flags().BoolVar(&update, "update", false, "write the certificates that differ or are new, and the index")
	p.strictVerdictFlag(c)
	p.budgetFlags(c, "without end")
	p.memoryFlag(c)
	return c
}

func proofNames() []string {
	var names []string
	for _, proof := range play.Proofs() {
		names = append(names, proof.Name())
	}
	return names
}

// chooseProofs are the proofs that the arguments name, all if there are none.
func chooseProofs(args []string) ([]*play.Proof, error) {
	all := play.Proofs()
	if len(args) == 0 {
		return all, nil
	}
	named := make([]bool, len(all))
	for _, arg := range args {
		found := false
		for i, proof := range all {
			matches, err := path.Match(arg, proof.Name())
			if err != nil {
				return nil, fmt.Errorf("prove %s: expected a name, with * for any text: %w", arg, err)
			}
			if matches || arg == proof.Scenario {
				named[i], found = true, true
			}
		}
		if !found {
			return nil, unknownProof(arg)
		}
	}
	var list []*play.Proof
	for i, proof := range all {
		if named[i] {
			list = append(list, proof)
		}
	}
	return list, nil
}

// unknownProof is the error of a name that no proof has.
func unknownProof(name string) error {
	scenarios := proofScenarios()
	if near := names.Nearest(name, append(proofNames(), scenarios...)); near != "" {
		return fmt.Errorf("unknown proof %q; did you mean %q?", name, near)
	}
	return fmt.Errorf("unknown proof %q; expected a name such as glare.robust.crash, with * for any text, or a scenario for all its proofs: %s; "+
		"%s/%s lists all %d", name, strings.Join(scenarios, ", "), shelfFolder, play.IndexFile, len(play.Proofs()))
}

func proofScenarios() []string {
	var names []string
	for _, proof := range play.Proofs() {
		if !slices.Contains(names, proof.Scenario) {
			names = append(names, proof.Scenario)
		}
	}
	return names
}

// proved is what came of one proof.
type proved struct {
	proof       *play.Proof
	certificate *play.Certificate // nil if the proof was interrupted
	text        string            // of the certificate
	seconds     float64
}

// prove makes the proofs and compares each with the shelf, in their order;
// whole says that they are all that there are.
func (p *program) prove(ctx context.Context, list []*play.Proof, shelf *shelf, whole bool) error {
	workers, err := p.workers()
	if err != nil {
		return err
	}
	ctx, cancel := p.limit(ctx)
	defer cancel()
	results, err := p.makeProofs(ctx, list, workers)
	if err != nil {
		return err
	}
	tally := map[string]int{}
	for i := range results {
		r := &results[i]
		if r.certificate == nil {
			tally[interrupted]++
			continue
		}
		c, err := shelf.put(r.proof.Name()+".txt", r.text)
		if err != nil {
			return err
		}
		tally[c.word]++
		p.strictly(len(r.certificate.Violated)+len(r.certificate.Excused) > 0)
		if err := p.showProved(r, c); err != nil {
			return err
		}
	}
	others := false
	if tally[interrupted] == 0 { // else the index would leave out what was not made
		if others, err = p.finishShelf(shelf, whole); err != nil {
			return err
		}
	}
	switch {
	case tally[interrupted] > 0:
		p.end(statusUndecided)
	case !shelf.update && (others || tally[same] < len(list)):
		p.end(statusViolated)
	}
	if !p.json() {
		p.printf("%s: %s\n", count(len(list), "proof"), tallyText(tally))
	}
	return nil
}

// makeProofs makes the proofs, so many at a time; the results are in the order of
// the proofs.
func (p *reporter) makeProofs(ctx context.Context, list []*play.Proof, workers int) ([]proved, error) {
	meter := p.watch("proving")
	defer meter.Close()
	results, errs := make([]proved, len(list)), make([]error, len(list))
	rules := play.BothV0()
	var taken, done atomic.Int64
	var group sync.WaitGroup
	for range min(workers, len(list)) {
		group.Go(func() {
			for i := int(taken.Add(1)) - 1; i < len(list); i = int(taken.Add(1)) - 1 {
				start := time.Now()
				r := &results[i]
				r.proof = list[i]
				c, err := r.proof.Certify(ctx, rules)
				switch {
				case ctx.Err() != nil:
					continue // perhaps not complete
				case err != nil:
					errs[i] = err
					continue
				}
				r.certificate, r.text, r.seconds = c, c.Text(), time.Since(start).Seconds()
				n := done.Add(1)
				meter.Tell(n*wholeShare/int64(len(list)), "proofs", n, "of", len(list))
			}
		})
	}
	group.Wait()
	return results, errors.Join(errs...)
}

// tallyText is how many proofs there are of each kind.
func tallyText(tally map[string]int) string {
	var parts []string
	for _, word := range []string{same, differs, isNew, updated, added, interrupted} {
		if n := tally[word]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, word))
		}
	}
	return strings.Join(parts, ", ")
}
