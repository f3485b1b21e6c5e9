package result

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// Set is the results of one campaign, each shard once.
type Set struct {
	Campaign *Campaign
	// Expect, if not nil, is what each shard is in words: of one that says otherwise, nothing
	// is believed.
	Expect  func(shard int) string
	results map[int]*Result
}

// NewSet is a set without results.
func NewSet(c *Campaign) *Set { return &Set{Campaign: c, results: map[int]*Result{}} }

// The errors of what does not belong into a set.
var (
	// ErrForeign says that a result is of another plan, other rules or another program.
	ErrForeign = errors.New("it is of another campaign")
	// ErrDiffers says that two results of one shard are not the same.
	ErrDiffers = errors.New("two results of one shard differ, and each follows from the plan alone: " +
		"a machine has computed wrongly, or a file was changed; remove the wrong one, and it is made again")
)

// Put puts a result into the set. One that is there already is counted once; one that
// differs from it is an error, and so is one of another campaign.
func (s *Set) Put(r *Result) error {
	c := s.Campaign
	if r.Head != c.Head(r.Head.Shard, r.Head.What) {
		return fmt.Errorf("%w: expected %s, found campaign %s (rules %s, simrun %s)", ErrForeign, c.Whose(), r.Head.Campaign, r.Head.Rules, r.Head.Program)
	}
	if r.Head.Shard >= c.Shards {
		return fmt.Errorf("%w: there is no shard %d; there are %d, from 0", ErrForeign, r.Head.Shard, c.Shards)
	}
	if s.Expect != nil && r.Head.What != s.Expect(r.Head.Shard) {
		return fmt.Errorf("%w: shard %d is %q in the plan, and %q in the result", ErrForeign, r.Head.Shard, s.Expect(r.Head.Shard), r.Head.What)
	}
	if old := s.results[r.Head.Shard]; old != nil && !bytes.Equal(old.Encode(), r.Encode()) {
		return fmt.Errorf("shard %d: %w", r.Head.Shard, ErrDiffers)
	}
	s.results[r.Head.Shard] = r
	return nil
}

// Merge puts all results of another set into the set.
func (s *Set) Merge(other *Set) error {
	if *s.Campaign != *other.Campaign {
		return fmt.Errorf("%w: expected %s, found %s", ErrForeign, s.Campaign.Whose(), other.Campaign.Whose())
	}
	for _, r := range other.Results() {
		if err := s.Put(r); err != nil {
			return err
		}
	}
	return nil
}

// Len is how many shards have a result.
func (s *Set) Len() int { return len(s.results) }

// Has reports whether a shard has a result.
func (s *Set) Has(shard int) bool { return s.results[shard] != nil }

// Results lists what is there, in the order of the plan.
func (s *Set) Results() []*Result {
	list := make([]*Result, 0, len(s.results))
	for _, r := range s.results {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b *Result) int { return a.Head.Shard - b.Head.Shard })
	return list
}

// Missing lists the shards that have no result, in the order of the plan.
func (s *Set) Missing() []int {
	var list []int
	for shard := range s.Campaign.Shards {
		if !s.Has(shard) {
			list = append(list, shard)
		}
	}
	return list
}

// Encode is the set as a bundle: the campaign, then the results in the order of the plan.
// It is the same whatever order they came in.
func (s *Set) Encode() []byte {
	text := s.Campaign.Encode()
	for _, r := range s.Results() {
		text = append(text, r.Encode()...)
	}
	return text
}

// DecodeSet reads a bundle. What is wrong with a part of it is told, and the part counts as
// not there; what does not belong to the campaign is an error.
func DecodeSet(text []byte, told func(error)) (*Set, error) {
	end := bytes.IndexByte(text, '\n') + 1
	c, err := DecodeCampaign(text[:end])
	if err != nil {
		return nil, err
	}
	s := NewSet(c)
	for _, part := range Split(text[end:]) {
		r, err := Decode(part)
		if err != nil {
			told(err)
			continue
		}
		if err := s.Put(r); err != nil {
			return nil, err
		}
	}
	return s, nil
}
