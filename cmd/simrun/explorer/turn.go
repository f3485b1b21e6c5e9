package explorer

import (
	"context"

	"github.com/glarelab/glare/cmd/simrun/explain"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// PivotFacts is where a run turned, and the chance of a bad end all along it.
type PivotFacts struct {
	Pivot    int      `json:"pivot"`    // the step, from 1; 0 where there is none
	NoReturn int      `json:"noReturn"` // likewise
	PivotWas string   `json:"pivotWas"` // the chance before it
	PivotIs  string   `json:"pivotIs"`
	Rescue   string   `json:"rescue"` // the action that would have saved it, or ""
	Mille    []uint64 `json:"mille"`  // of each world, the initial one first, in thousandths
	Lost     string   `json:"lost"`   // why there is no pivot, or ""
}

// Turn finds the step at which the path of a session turned.
func (e *Explorer) Turn(ctx context.Context, effort Effort, progress func(Progress)) (*PivotFacts, error) {
	s := &effort.Session
	c, err := e.open(s)
	if err != nil {
		return nil, err
	}
	trace, err := c.Replay(s.whole())
	if err != nil {
		return nil, err
	}
	t, err := e.Story(c, trace, "")
	if err != nil {
		return nil, err
	}
	f := &PivotFacts{Mille: []uint64{}}
	if t.Problem == nil {
		f.Lost = "nothing goes wrong in this run"
		return f, nil
	}
	options := effort.options(c.Scenario(), progress)
	x := &explain.Explanation{Story: t, Options: explain.Options{
		Samples: options.Samples, Seed: options.Seed, MaxStates: options.MaxStates, MaxMemory: options.MaxMemory,
	}}
	if err := explain.LookAhead(ctx, e.watching(progress), x); err != nil {
		return nil, err
	}
	if x.Outlook == nil {
		f.Lost = "the run has no end, and so no step at which it turned"
		return f, ctx.Err()
	}
	for _, w := range x.Worlds {
		f.Mille = append(f.Mille, w.Bad.In(1000))
	}
	f.tell(x)
	return f, nil
}

func (f *PivotFacts) tell(x *explain.Explanation) {
	if d := x.Pivot; d != nil {
		f.Pivot, f.PivotWas, f.PivotIs = d.Step+1, explain.ChanceText(d.Before), explain.ChanceText(d.After)
	} else {
		f.Lost = "a bad end was certain from the beginning on"
	}
	if d := x.NoReturn; d != nil {
		f.NoReturn = d.Step + 1
	}
	if d := x.Rescue; d != nil {
		f.Rescue = d.Line.Name
	}
}

// watching is the reporter with a meter that tells how far work is.
func (e *Explorer) watching(progress func(Progress)) *story.Reporter {
	p := *e.Reporter
	p.Printer = &term.Printer{Out: &term.Output{To: nowhere{}}, Stderr: nowhere{}, Width: term.PipeWidth}
	p.Watch = func(string) story.Meter { return meter(progress) }
	return &p
}

// meter hands on how far work is.
type meter func(Progress)

// Tell hands on what a question tells: its counts are names and numbers in turn.
func (m meter) Tell(share int64, counts ...any) {
	p := Progress{Share: share}
	for i := 0; i+1 < len(counts); i += 2 {
		n, ok := counts[i+1].(uint64)
		switch {
		case ok && counts[i] == "states":
			p.States = n
		case ok && counts[i] == "runs":
			p.Runs = n
		}
	}
	m(p)
}

// Close ends nothing.
func (meter) Close() {}
