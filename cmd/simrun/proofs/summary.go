package proofs

import (
	"fmt"
	"slices"
	"strings"
)

// Summary is what a certificate says, without its stories: enough to tell two
// certificates apart in a sentence.
type Summary struct {
	Verdict  string
	Whole    bool     // every run was explored
	Sizes    []string // values in the order of sizeNames; "" where there is none
	Ends     []string // outcomes
	Violated []string // property and causes
	Excused  []string
}

// sizeNames are the sizes that a certificate gives.
var sizeNames = []string{"states", "transitions", "final states", "diameter", "schedules"}

// Size is the value of a size, or "".
func (s *Summary) Size(name string) string { return s.Sizes[slices.Index(sizeNames, name)] }

// ReadSummary reads the text of a certificate. Lines that it does not know mean
// nothing to it, so that any text has a summary, if perhaps an empty one.
func ReadSummary(text string) *Summary {
	s := &Summary{Sizes: make([]string, len(sizeNames))}
	_, text, _ = strings.Cut(text, "\nlimits ")
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		word, rest, _ := strings.Cut(line, " ")
		rest = strings.TrimSpace(rest)
		switch word {
		case "verdict":
			s.Verdict = rest
		case "explored":
			s.Whole = strings.HasPrefix(rest, allRuns+";") || strings.HasPrefix(rest, allRuns+",")
		case "end":
			s.Ends = append(s.Ends, rest)
		case "violated":
			s.Violated = append(s.Violated, rest)
		case "excused":
			s.Excused = append(s.Excused, rest)
		}
		for i, name := range sizeNames {
			if value, ok := strings.CutPrefix(line, name+" "); ok {
				s.Sizes[i] = strings.TrimSpace(value)
			}
		}
	}
	return s
}

// Changes says in sentences what differs between two summaries, the most
// important first: "+1 way to end with no call: alice=idle bob=idle".
func (s *Summary) Changes(now *Summary) []string {
	var list []string
	say := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	if s.Verdict != now.Verdict {
		say("%s, was %s", now.Verdict, s.Verdict)
	}
	if s.Whole != now.Whole && now.Whole {
		say("all runs fit in the limits now")
	} else if s.Whole != now.Whole {
		say("not all runs fit in the limits any more")
	}
	changed := func(sign, one, many string, names []string) {
		switch len(names) {
		case 0:
		case 1:
			say("%s1 %s: %s", sign, one, names[0])
		default:
			say("%s%d %s: %s", sign, len(names), many, strings.Join(names, "; "))
		}
	}
	more, fewer := without(now.Ends, s.Ends), without(s.Ends, now.Ends)
	for _, kind := range endKinds {
		changed("+", "way to end "+kind, "ways to end "+kind, ofKind(kind, more))
		changed("-", "way to end "+kind, "ways to end "+kind, ofKind(kind, fewer))
	}
	changed("+", "violation", "violations", without(now.Violated, s.Violated))
	changed("-", "violation", "violations", without(s.Violated, now.Violated))
	changed("+", "excuse", "excuses", without(now.Excused, s.Excused))
	changed("-", "excuse", "excuses", without(s.Excused, now.Excused))
	if len(list) == 0 {
		say("what can happen is the same; counts, stories or the scenario differ")
	}
	for i, name := range sizeNames {
		if was, is := s.Sizes[i], now.Sizes[i]; was != is && was != "" && is != "" {
			say("%s: %s, was %s", name, is, was)
		}
	}
	return list
}

// without are the elements of list that are not in other.
func without(list, other []string) []string {
	var left []string
	for _, x := range list {
		if !slices.Contains(other, x) {
			left = append(left, x)
		}
	}
	return left
}

// endKinds are what outcomes come down to for the two people.
var endKinds = []string{"in one call", "with no call", "apart"}

// ofKind are the outcomes of one of the endKinds.
func ofKind(kind string, outcomes []string) []string {
	var list []string
	for _, outcome := range outcomes {
		if EndKind(outcome) == kind {
			list = append(list, outcome)
		}
	}
	return list
}

// EndKind says what an outcome comes down to: both "in one call", both "with no
// call", or "apart", which is everything else.
func EndKind(outcome string) string {
	var states []string
	for device := range strings.FieldsSeq(outcome) {
		_, state, _ := strings.Cut(device, "=")
		states = append(states, state)
	}
	states = slices.Compact(states)
	switch {
	case len(states) != 1:
		return "apart"
	case states[0] == "idle":
		return "with no call"
	case strings.HasPrefix(states[0], "active(") && !strings.Contains(states[0], "+"):
		return "in one call"
	default:
		return "apart"
	}
}
