package scheduler

import "context"

// Coverage is the set of worlds that runs have led to or begun in. Several workers add to it
// at once. It must be closed.
type Coverage struct{ table *table }

// NewCoverage makes an empty set.
func NewCoverage() *Coverage { return &Coverage{newTable(false, false, 0, newBudget(0))} }

// Close gives the memory back.
func (c *Coverage) Close() { c.table.close() }

func (c *Coverage) add(prints []fingerprint) {
	for _, print := range prints {
		c.table.put(print, nil, levelMark(0), 0)
	}
}

func (c *Coverage) has(print fingerprint) bool {
	_, known := c.table.locate(print, nil, levelMark(0))
	return known != isNew
}

// Reach compares the worlds that runs have led to, or begun in, with all there are.
type Reach struct {
	Reached, Reachable uint64
	// Missed are ways to worlds that no run has led to, the nearest first.
	Missed []Schedule
	// Reason says why it is not known what there is; the rest is empty then.
	Reason string
}

// ReachOf searches for all worlds of a system, and gives the ways to so many of
// the nearest that were missed. More than maxStates are too many.
func ReachOf[W any, A comparable](ctx context.Context, sys System[W, A], c *Coverage, maxStates uint64, ways int) Reach {
	s := newSearch(ctx, sys, Judge[W, A](indifferent[W, A]{}), SearchOptions{MaxStates: maxStates, KeepGoing: true})
	defer s.table.close()
	if s.run(); s.result.Reason != "" {
		return Reach{Reason: s.result.Reason}
	}
	g, ok := newGraph(s)
	if !ok {
		return Reach{Reason: "there is no memory for all worlds"}
	}
	var reach Reach
	for n := range g.worlds {
		reach.Reachable++
		if c.has(printOf(sys.Key(&g.worlds[n]))) {
			reach.Reached++
		} else if len(reach.Missed) < ways {
			reach.Missed = append(reach.Missed, g.stem(uint32(n)))
		}
	}
	return reach
}

// indifferent is a judge that finds nothing wrong.
type indifferent[W any, A comparable] struct{}

func (indifferent[W, A]) Step(*W, A, *W) uint32 { return 0 }
func (indifferent[W, A]) Final(*W) uint32       { return 0 }
func (indifferent[W, A]) Cause(*W) uint32       { return 0 }
func (indifferent[W, A]) Outcome(*W) uint64     { return 0 }
