package result

import (
	"slices"
	"strings"
)

// Finding is one way in which something went wrong in a shard, with a short story.
type Finding struct {
	Property string   `json:"property"`
	Words    string   `json:"words"`    // what users suffer
	Severity int      `json:"severity"` // an index into the severities, 0 the gravest
	Scenario string   `json:"scenario"`
	Reading  string   `json:"reading"`  // as --reading takes it
	Faults   []string `json:"faults"`   // that the story spends
	Causes   []string `json:"causes"`   // rare circumstances, by hole
	Decisive []string `json:"decisive"` // the steps on which the end depended, with their rules
	Sentence string   `json:"sentence"`
	Steps    int      `json:"steps"`
	Token    string   `json:"token"` // of the story; empty of a mutant
	Count    uint64   `json:"count"` // runs, or steps and ends, that went wrong so
}

// Key is the cause of a finding: two findings with the same are one. Which of two users did
// it makes no difference where both follow the same reading.
func (f *Finding) Key() string {
	faults := slices.Sorted(slices.Values(f.Faults))
	text := strings.Join([]string{f.Property, f.Reading, strings.Join(slices.Compact(faults), ","), strings.Join(f.Decisive, "; ")}, " | ")
	if strings.Contains(f.Reading, "=") && strings.Contains(f.Reading, ",") {
		return text
	}
	return min(text, mirror(text))
}

// mirror is a text in which the two users change places.
func mirror(text string) string {
	words := strings.Split(text, " ")
	for i, word := range words {
		bare := strings.TrimRight(word, ",;()")
		if other, ok := mirrored[bare]; ok {
			words[i] = other + word[len(bare):]
		}
	}
	return strings.Join(words, " ")
}

// mirrored are the names of users, servers and calls that change places.
var mirrored = map[string]string{
	"alice": "bob", "bob": "alice", "hs1": "hs2", "hs2": "hs1", "a": "b", "b": "a", "a2": "b2", "b2": "a2", "a3": "b3", "b3": "a3",
}

// Smaller reports whether a finding tells the same more shortly than another: the smallest
// story stands for all. Of stories of one length it is the one that comes first by its other
// fields, so that the order in which they are met does not matter.
func (f *Finding) Smaller(g *Finding) bool {
	if f.Steps != g.Steps {
		return f.Steps < g.Steps
	}
	if f.Scenario != g.Scenario {
		return f.Scenario < g.Scenario
	}
	return f.Token < g.Token
}
