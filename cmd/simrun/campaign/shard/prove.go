package shard

import (
	"context"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/proofs"
	"github.com/glarelab/glare/scheduler"
)

// prove makes a bundled proof, as its certificate has it. What is covered is what the
// stories of the certificate reach.
func (r *Runner) prove(ctx context.Context, s *plan.Shard, to *result.Result) error {
	chosen, err := proofs.Choose([]string{s.Proof})
	if err != nil {
		return err
	}
	certificate, err := chosen[0].Certify(ctx, r.Reporter.Rules)
	if err != nil {
		return err
	}
	compiled, err := r.Reporter.Open(certificate.Scenario)
	if err != nil {
		return err
	}
	w, found := newWatch(), certificate.Result
	schedules := make([]scheduler.Schedule, 0, len(found.Outcomes)+len(found.Findings))
	for _, o := range found.Outcomes {
		schedules = append(schedules, o.Witness)
	}
	for _, f := range found.Findings {
		schedules = append(schedules, f.Schedule)
	}
	for _, schedule := range schedules {
		trace, err := compiled.Replay(schedule)
		if err != nil {
			return fmt.Errorf("a story that was found cannot be replayed: %w", err)
		}
		w.told(trace)
	}
	w.put(compiled.System(), &to.Covered)
	to.Done.Verdict, to.Done.Reason = certificate.Verdict(), found.Reason
	if certificate.Whole {
		to.Done.States, to.Done.Transitions = found.States, found.Transitions
	} else {
		to.Done.Reason = "all runs do not fit in the proof's limits"
	}
	for _, e := range certificate.Excused {
		to.Done.Excused += e.Times
	}
	return r.findings(ctx, certificate.Scenario, found, to)
}
