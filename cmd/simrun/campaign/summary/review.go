package summary

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
)

// Retell is the story of a finding, told again; nil of one that has none, such as a mutant
// that survives.
func (g *Group) Retell(p *story.Reporter) (*story.Story, error) {
	if g.Token == "" {
		return nil, nil
	}
	token, err := record.DecodeToken(g.Token)
	if err != nil {
		return nil, err
	}
	if token.Hashes != p.Rules.Hash(token.Scenario) {
		return nil, fmt.Errorf("its story is one of other rules (%s)", term.Safe(token.Hashes))
	}
	token.Scenario.Name = term.Safe(token.Scenario.Name)
	return p.Tell(token.Scenario, token.Schedule, g.Property)
}

// Review is a finding as a corpus case for a person to look at, and the name of its file,
// which stays the same when a shorter story is found. A finding without a story has none.
func (g *Group) Review(p *story.Reporter) (file, text string, err error) {
	t, err := g.Retell(p)
	if t == nil || err != nil {
		return "", "", err
	}
	c := story.CaseOf(t.Checker.Scenario(), t.Schedule.Names, t.Trace)
	c.Comment = []string{
		story.ToTell, "", t.Sentence(), "",
		"Seen in:  a campaign, " + term.Count(g.Count, "time") + ", in " + strings.Join(g.Scenarios, ", ") + ".",
		"Violated: " + g.Property + " (" + g.Words + ").",
	}
	sum := sha256.Sum256([]byte(g.Cause))
	file = g.Property + "-" + hex.EncodeToString(sum[:4]) + ".txt"
	text = c.Format()
	if _, err := corpus.ParseCase(file, text); err != nil {
		return "", "", fmt.Errorf("the story cannot be kept as a corpus file: %w", err)
	}
	return file, text, nil
}
