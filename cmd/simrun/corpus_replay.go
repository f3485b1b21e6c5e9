package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/scheduler"
)

// replayed is how one case went.
type replayed struct {
	File    string      `json:"file"`
	Status  play.Status `json:"status"`            // or refused
	Verdict string      `json:"verdict,omitempty"` // ok, excused, violated or undecided, as it was replayed; empty if it was not
	Message string      `json:"message,omitempty"` // what differs
	// Excused is what the case was excused from, as it was replayed.
	Excused  []excuseJSON   `json:"excused,omitempty"`
	Readings []followed     `json:"readings"`
	Timing   string         `json:"timing,omitempty"` // of its scenario
	Faults   map[string]int `json:"faults,omitempty"`
	Tested   tested         `json:"tested"`
}

// refused is the status of a file that is no corpus case.
const refused play.Status = "refused"

// followed is how a case went under a reading that should end well.
type followed struct {
	Claim   string `json:"claim"` // passes or survives
	Reading string `json:"reading"`
	Verdict string `json:"verdict"`          // proved; excused; ok (followed only); or violated
	States  uint64 `json:"states,omitempty"` // of a proof
	Message string `json:"message,omitempty"`
}

// isSame reports whether everything is as the file says.
func (r *replayed) isSame() bool {
	for _, f := range r.Readings {
		if f.Verdict == "violated" {
			return false
		}
	}
	return r.Status == play.Same
}

// isExcused reports whether the case, or a reading that should end well, ends as it
// should only because something was destroyed.
func (r *replayed) isExcused() bool {
	return r.Verdict == excusedVerdict || slices.ContainsFunc(r.Readings, func(f followed) bool { return f.Verdict == excusedVerdict })
}

// replayer replays cases.
type replayer struct {
	rules     play.Rules
	maxStates uint64
	maxMemory uint64 // in bytes
	workers   int
}

// replay carries out one case. The error is about a file that is no case; if
// the context has ended, the result is not complete.
func (r *replayer) replay(ctx context.Context, file caseFile) (*replayed, error) {
	if file.err != nil {
		return nil, file.err
	}
	result := &replayed{File: file.name, Readings: []followed{}}
	c, err := play.ParseCase(file.name, file.text)
	if unknown := (*names.UnknownError)(nil); errors.As(err, &unknown) {
		result.Status, result.Message = play.Gone, errorText(err)
		return result, nil
	}
	if err != nil {
		return nil, err
	}
	status, trace, err := c.Replay(r.rules)
	if result.Status = status; err == nil {
		h := headOf(trace.Scenario)
		result.Verdict, result.Timing, result.Faults = trace.VerdictWord(), h.Timing, h.Faults
		if trace.Excused() {
			result.Excused = excusesOf(trace)
		}
	}
	switch {
	case err != nil:
		result.Message = errorText(err)
	case status != play.Same:
		result.Message = firstDifference(c.Golden, trace.Transcript())
	}
	for _, reading := range c.Passes {
		f, err := r.passes(ctx, c, reading)
		if err != nil {
			return nil, err
		}
		result.Readings = append(result.Readings, f)
	}
	for _, reading := range c.Survives {
		result.Readings = append(result.Readings, r.follow(c, "survives", reading))
	}
	return result, nil
}

// follow follows a case under a reading.
func (r *replayer) follow(c *play.Case, claim, reading string) followed {
	f := followed{Claim: claim, Reading: reading, Verdict: "ok"}
	switch trace, err := c.Follow(reading, r.rules); {
	case err != nil:
		f.Verdict, f.Message = "violated", errorText(err)
	case trace.Excused():
		f.Verdict, f.Message = excusedVerdict, "excused from "+strings.Join(trace.ExcusedFrom(), ", ")+": "+trace.Excuses[0].Reason()
	}
	return f
}

// passes follows a case under a reading, and searches all runs of its scenario
// if they are not too many.
func (r *replayer) passes(ctx context.Context, c *play.Case, reading string) (followed, error) {
	f := r.follow(c, "passes", reading)
	if f.Verdict == "violated" {
		return f, nil
	}
	game, err := c.Open(reading, r.rules)
	if err != nil {
		return f, err
	}
	search, err := game.Search(ctx, scheduler.SearchOptions{MaxStates: r.maxStates, MaxMemory: r.maxMemory, Workers: r.workers})
	switch {
	case err != nil: // a timed scenario
		f.Message = "followed only, because a timed scenario cannot be searched"
	case search.Verdict == scheduler.Proved:
		f.Verdict, f.States = searchVerdict(search), search.States
		if f.Message = ""; f.Verdict == excusedVerdict {
			f.Message = "proved, but for what is excused after " + afterText(play.Excuses(game.Scenario()))
		}
	case search.Verdict == scheduler.Violated:
		first := search.Findings[0]
		token := play.Token{Scenario: game.Scenario(), Schedule: first.Schedule, Hashes: r.rules.Hash()}
		f.Verdict = "violated"
		f.Message = fmt.Sprintf("another story of %d steps violates %s: %s", len(first.Schedule.Names), play.FindingName(first.Property), token.Encode())
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
