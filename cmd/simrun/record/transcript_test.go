package record

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/sim"
)

// The states of a device stand in its column, however long the rules are.
func TestTranscriptColumns(t *testing.T) {
	files, err := fs.Glob(corpus.Files, "*.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen, columns := [sim.MaxDevices]int{}, [sim.MaxDevices]int{}
	for d := range columns {
		columns[d] = checker.RuleWidth + 4 + 24*d
	}
	for _, file := range files {
		text, err := fs.ReadFile(corpus.Files, file)
		if err != nil {
			t.Fatal(err)
		}
		c, err := corpus.ParseCase(file, string(text))
		if err != nil {
			t.Fatal(err)
		}
		_, trace, err := Replay(c, checker.Rules{})
		if err != nil {
			t.Fatal(err)
		}
		transcript := trace.Transcript()
		for _, line := range trace.Lines {
			for d, states := range line.Rows(trace) {
				for _, state := range states {
					seen[d]++
					if !standsAt(transcript, state, columns[d]) {
						t.Errorf("%s: %q does not stand in column %d", file, state, columns[d])
					}
				}
			}
		}
	}
	if seen[0] == 0 || seen[1] == 0 || seen[2] == 0 {
		t.Errorf("states seen: %v", seen)
	}
}

// standsAt reports whether a line has a word in a column, and none has it in
// another.
func standsAt(text, word string, column int) bool {
	found := false
	for line := range strings.Lines(text) {
		if i := strings.Index(line, word); i >= 0 && line[0] == ' ' {
			if i != column {
				return false
			}
			found = true
		}
	}
	return found
}
