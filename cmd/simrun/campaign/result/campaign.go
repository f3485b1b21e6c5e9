package result

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// Campaign is what results belong to. It is the first line of a bundle, and a file beside
// results that are files of their own.
type Campaign struct {
	Format  int    `json:"simrun_campaign_plan"`
	Name    string `json:"campaign"` // a hash of plan, rules and program
	Rules   string `json:"rules_hash"`
	Program string `json:"program"`
	Shards  int    `json:"shards"` // how many there are
	Plan    string `json:"plan"`   // its text
}

// The most that a campaign may be, so that a hostile file cannot make a program large.
const (
	maxShards   = 1_000_000
	maxCampaign = 1 << 20
)

// Encode is the campaign as a line.
func (c *Campaign) Encode() []byte {
	line, err := json.Marshal(c)
	if err != nil {
		panic("result: " + err.Error())
	}
	return append(term.SafeJSON(line), '\n')
}

// DecodeCampaign reads that line.
func DecodeCampaign(line []byte) (*Campaign, error) {
	var format struct {
		Format *int `json:"simrun_campaign_plan"`
	}
	if len(line) > maxCampaign || !utf8.Valid(line) {
		return nil, errors.New("this is no campaign: its first line is none")
	}
	switch err := json.Unmarshal(line, &format); {
	case err != nil || format.Format == nil:
		return nil, errors.New("this is no campaign: expected what `simrun campaign` has written")
	case *format.Format != Format:
		return nil, fmt.Errorf("format %d of campaigns is not known; this version reads %d", *format.Format, Format)
	}
	c := &Campaign{}
	switch err := strictly(line, c); {
	case err != nil:
		return nil, fmt.Errorf("this is no campaign: %w", err)
	case c.Shards < 1 || c.Shards > maxShards || !bytes.Equal(c.Encode(), line):
		return nil, errors.New("this is no campaign: it says otherwise than simrun does")
	case !isName(c.Name):
		return nil, fmt.Errorf("this is no campaign: %q is no name of one", c.Name)
	}
	return c, nil
}

// isName reports whether a text can be the name of a campaign, which names files and
// subjects.
func isName(name string) bool { return len(name) == 16 && strings.Trim(name, "0123456789abcdef") == "" }

// Head is the head of a shard's result.
func (c *Campaign) Head(shard int, what string) Head {
	return Head{Format: Format, Campaign: c.Name, Rules: c.Rules, Program: c.Program, Shard: shard, What: what}
}

// Whose says of which plan, rules and program something is.
func (c *Campaign) Whose() string {
	return fmt.Sprintf("campaign %s (rules %s, simrun %s)", c.Name, c.Rules, c.Program)
}

// Differs says in what two campaigns differ.
func (c *Campaign) Differs(other *Campaign) string {
	var list []string
	for _, one := range []struct {
		name string
		same bool
	}{{"the plans", c.Plan == other.Plan}, {"the rules", c.Rules == other.Rules}, {"the programs", c.Program == other.Program}} {
		if !one.same {
			list = append(list, one.name)
		}
	}
	if list == nil {
		return "their names differ"
	}
	return term.JoinAnd(list) + " differ"
}
