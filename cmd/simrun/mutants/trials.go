package mutants

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// MaxRuns bounds the runs of one seed: ten times what the slowest mutant needs.
const MaxRuns = 10_000

// Rewrite is the command that makes docs/MUTANTS.md and the table of [Kills] current.
const Rewrite = "go run ./cmd/simrun mutants --seeds 50 -o docs/MUTANTS.md --kills " + killsFile

// Trial is one mutant and what was found out about it.
type Trial struct {
	*Result
	detections      []*Detection // by strategy; none if runs cannot show it
	steps, shortest int          // of the first detection's story, shrunk, and of a shortest one like it
}

// Trials is what was found out about several mutants.
type Trials struct {
	Effort     Effort
	Strategies []string
	List       []Trial
	All        int // mutants that were to be judged
}

// Find are the mutants named, or all.
func Find(names []string) ([]model.Mutant, error) {
	if len(names) == 0 {
		return model.AllMutants(), nil
	}
	var list []model.Mutant
	for _, name := range names {
		m, err := model.FindMutant(name)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// FindOf are the mutants of the rules of a version: all, or those named.
func FindOf(version string, names []string) ([]model.Mutant, error) {
	v, err := model.ParseVersion(version)
	if err != nil {
		return nil, err
	}
	list, err := Find(names)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(list, func(m model.Mutant) bool { return m.Version != v }); i >= 0 && len(names) > 0 {
		return nil, fmt.Errorf("the mutant %s is of the rules %s, not %s", list[i].Name, list[i].Version, v)
	}
	return slices.DeleteFunc(list, func(m model.Mutant) bool { return m.Version != v }), nil
}

// JudgeAll judges mutants one by one, as far as the context lets it, and says
// of each as soon as it is known what is wanted as JSON.
func JudgeAll(ctx context.Context, p *story.Reporter, t *Trials, list []model.Mutant) error {
	meter := p.Watch("judging mutants")
	defer meter.Close()
	killed := 0
	examiner, err := NewExaminer(ctx)
	for i := range list {
		if err != nil {
			break
		}
		meter.Tell(int64(i*story.WholeShare/len(list)), "mutants", i, "of", len(list), "killed", killed, "now", list[i].Name)
		var one Trial
		if one, err = t.judge(ctx, examiner, &list[i]); err != nil {
			break
		}
		t.List = append(t.List, one)
		if one.Fate == Killed {
			killed++
		}
		if p.JSON() {
			if err := p.Emit(one.json(p.TestedWith(one.Mutant.Version))); err != nil {
				return err
			}
		}
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// Tested is what the trials were made with: the rules of the versions that the mutants are of.
func (t *Trials) Tested(r *story.Reporter) story.Tested {
	if len(t.List) == 0 {
		return r.Tested()
	}
	v := t.List[0].Mutant.Version
	if slices.ContainsFunc(t.List, func(m Trial) bool { return m.Mutant.Version != v }) {
		return r.Tested()
	}
	return r.TestedWith(v)
}

// Status is how the trials ended: a survivor is a hole in the properties.
func (t *Trials) Status() term.Status {
	switch {
	case t.count(Survived) > 0:
		return term.StatusViolated
	case len(t.List) < t.All:
		return term.StatusUndecided
	default:
		return term.StatusOK
	}
}

// judge examines one mutant and lets every strategy look for it.
func (t *Trials) judge(ctx context.Context, examiner *Examiner, m *model.Mutant) (Trial, error) {
	result, err := examiner.Examine(ctx, m)
	if err != nil {
		return Trial{}, err
	}
	one := Trial{Result: result}
	if !result.ByRuns() {
		return one, nil
	}
	for _, strategy := range t.Strategies {
		detection, err := result.Detect(ctx, strategy, t.Effort)
		if err != nil {
			return one, err
		}
		one.detections = append(one.detections, detection)
		if one.steps == 0 {
			if one.steps, one.shortest, err = result.Shrink(ctx, detection); err != nil {
				return one, err
			}
		}
	}
	return one, nil
}

// TrialJSON is what mutants writes about one mutant, one line.
type TrialJSON struct {
	Mutant     string          `json:"mutant"`
	Scenario   string          `json:"scenario"` // where it is killed, or first makes a difference
	Reading    string          `json:"reading"`
	Faults     string          `json:"faults"`
	Timing     string          `json:"timing"`
	Verdict    string          `json:"verdict"` // killed, equivalent or survived
	Reason     string          `json:"reason"`  // why it is not killed
	Property   string          `json:"property"`
	Properties []string        `json:"properties"` // all that it violates there
	Strategies []detectionJSON `json:"strategies"`
	Steps      int             `json:"steps"`    // of a story that runs have found, shrunk
	Shortest   int             `json:"shortest"` // of a proven shortest one like it
	Tested     story.Tested    `json:"tested"`
}

// detectionJSON is how one strategy fared; runs and milliseconds are medians, and
// null where most seeds found nothing.
type detectionJSON struct {
	Strategy     string   `json:"strategy"`
	Runs         *uint64  `json:"runs"`
	Milliseconds *float64 `json:"milliseconds"`
}

func (t *Trial) json(with story.Tested) TrialJSON {
	with.Mutant, with.RulesHash = t.Mutant.Name, checker.MutantRules(t.Mutant).HashOf(t.Mutant.Version)
	line := TrialJSON{
		Tested: with, Mutant: t.Mutant.Name, Scenario: t.Setup.Scenario, Reading: t.Setup.Reading, Faults: t.Setup.Faults, Timing: sim.Patient.String(),
		Verdict: string(t.Fate), Reason: t.Why, Property: t.Property, Properties: append([]string{}, t.Properties...),
		Strategies: []detectionJSON{}, Steps: t.steps, Shortest: t.shortest,
	}
	if t.detections == nil {
		line.Steps, line.Shortest = t.Shortest, t.Shortest
	}
	for _, detection := range t.detections {
		one := detectionJSON{Strategy: detection.Strategy}
		if detection.Found {
			ms := milliseconds(detection.Time)
			one.Runs, one.Milliseconds = &detection.Runs, &ms
		}
		line.Strategies = append(line.Strategies, one)
	}
	return line
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
