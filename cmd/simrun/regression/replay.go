package regression

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/scheduler"
)

// Replayed is how one case went.
type Replayed struct {
	File    string        `json:"file"`
	Status  record.Status `json:"status"`            // or refused
	Verdict string        `json:"verdict,omitempty"` // ok, excused, violated or undecided, as it was replayed; empty if it was not
	Message string        `json:"message,omitempty"` // what differs
	// Excused is what the case was excused from, as it was replayed.
	Excused  []story.ExcuseJSON `json:"excused,omitempty"`
	Readings []Followed         `json:"readings"`
	Timing   string             `json:"timing,omitempty"` // of its scenario
	Faults   map[string]int     `json:"faults,omitempty"`
	Tested   story.Tested       `json:"tested"`

	trace *checker.Trace // nil if it was not replayed
}

// Refused is the status of a file that is no corpus case.
const Refused record.Status = "refused"

// Followed is how a case went under a reading that should end well.
type Followed struct {
	Claim   string `json:"claim"` // passes or survives
	Reading string `json:"reading"`
	Verdict string `json:"verdict"`          // proved; excused; ok (followed only); or violated
	States  uint64 `json:"states,omitempty"` // of a proof
	Message string `json:"message,omitempty"`
}

// IsSame reports whether everything is as the file says.
func (r *Replayed) IsSame() bool {
	for _, f := range r.Readings {
		if f.Verdict == "violated" {
			return false
		}
	}
	return r.Status == record.Same
}

// IsExcused reports whether the case, or a reading that should end well, ends as it
// should only because something was destroyed.
func (r *Replayed) IsExcused() bool {
	return r.Verdict == story.ExcusedVerdict || slices.ContainsFunc(r.Readings, func(f Followed) bool { return f.Verdict == story.ExcusedVerdict })
}

// Replayer replays cases.
type Replayer struct {
	Rules     checker.Rules
	MaxStates uint64
	MaxMemory uint64 // in bytes
	Workers   int
}

// Replay carries out one case. The error is about a file that is no case; if
// the context has ended, the result is not complete.
func (r *Replayer) Replay(ctx context.Context, file CaseFile) (*Replayed, error) {
	if file.Err != nil {
		return nil, file.Err
	}
	result := &Replayed{File: file.Name, Readings: []Followed{}}
	c, err := corpus.ParseCase(file.Name, file.Text)
	if unknown := (*names.UnknownError)(nil); errors.As(err, &unknown) {
		result.Status, result.Message = record.Gone, term.ErrorText(err)
		return result, nil
	}
	if err != nil {
		return nil, err
	}
	status, trace, err := record.Replay(c, r.Rules)
	if result.Status = status; err == nil {
		h := story.HeadOf(trace.Scenario)
		result.trace = trace
		result.Verdict, result.Timing, result.Faults = trace.VerdictWord(), h.Timing, h.Faults
		if trace.Excused() {
			result.Excused = story.ExcusesOf(trace)
		}
	}
	switch {
	case err != nil:
		result.Message = term.ErrorText(err)
	case status != record.Same:
		result.Message = firstDifference(c.Golden, trace.Transcript())
	}
	for _, reading := range c.Passes {
		f, err := r.Passes(ctx, c, reading)
		if err != nil {
			return nil, err
		}
		result.Readings = append(result.Readings, f)
	}
	for _, reading := range c.Survives {
		result.Readings = append(result.Readings, r.Follow(c, "survives", reading))
	}
	return result, nil
}

// Follow follows a case under a reading.
func (r *Replayer) Follow(c *corpus.Case, claim, reading string) Followed {
	f := Followed{Claim: claim, Reading: reading, Verdict: "ok"}
	switch trace, err := record.Follow(c, reading, r.Rules); {
	case err != nil:
		f.Verdict, f.Message = "violated", term.ErrorText(err)
	case trace.Excused():
		f.Verdict, f.Message = story.ExcusedVerdict, "excused from "+strings.Join(trace.ExcusedFrom(), ", ")+": "+trace.Excuses[0].Reason()
	}
	return f
}

// Passes follows a case under a reading, and searches all runs of its scenario
// if they are not too many.
func (r *Replayer) Passes(ctx context.Context, c *corpus.Case, reading string) (Followed, error) {
	f := r.Follow(c, "passes", reading)
	if f.Verdict == "violated" {
		return f, nil
	}
	compiled, err := record.Open(c, reading, r.Rules)
	if err != nil {
		return f, err
	}
	search, err := compiled.Search(ctx, scheduler.SearchOptions{
		MaxStates: r.MaxStates, MaxMemory: r.MaxMemory, Workers: r.Workers, Reduction: checker.UsualReduction(compiled.Scenario()),
	})
	switch {
	case err != nil: // a timed scenario
		f.Message = "followed only, because a timed scenario cannot be searched"
	case search.Verdict == scheduler.Proved:
		f.Verdict, f.States = story.SearchVerdict(search), search.States
		if f.Message = ""; f.Verdict == story.ExcusedVerdict {
			f.Message = "proved, but for what is excused after " + story.AfterText(checker.Excuses(compiled.Scenario()))
		}
	case search.Verdict == scheduler.Violated:
		first := search.Findings[0]
		token := record.Token{Scenario: compiled.Scenario(), Schedule: first.Schedule, Hashes: r.Rules.Hash(compiled.Scenario())}
		f.Verdict = "violated"
		f.Message = fmt.Sprintf("another story of %d steps violates %s: %s", len(first.Schedule.Names), checker.FindingName(first.Property), token.Encode())
	default:
		f.Message = "followed only: " + search.Reason
	}
	return f, nil
}

// firstDifference says where a transcript parts from the one in the file.
func firstDifference(golden, now string) string {
	was, is := strings.Split(golden, "\n"), strings.Split(now, "\n")
	for i := range max(len(was), len(is)) {
		if at(was, i) != at(is, i) {
			return fmt.Sprintf("line %d of the transcript\nin the file: %s\nnow:         %s", i+1, at(was, i), at(is, i))
		}
	}
	return ""
}

// at is line i, or what stands for its absence.
func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(the end)"
}

// CaseFile is a case by name, read but not understood yet; err is why it could
// not be read.
type CaseFile struct {
	Name, Text string
	Err        error
	Bundled    bool // in the program, and so no file
}
