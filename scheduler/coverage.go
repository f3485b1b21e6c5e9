package scheduler

import "context"

// Coverage is the set of worlds that runs have led to or begun in: of those runs that
// count, so that it does not depend on how many others were made beside them. It must
// be closed.
type Coverage struct {
	table *table
	full  bool // some world found no room
}

// NewCoverage makes an empty set that may take so many bytes; 0 means no bound.
func NewCoverage(maxMemory uint64) *Coverage {
	return &Coverage{table: newTable(false, false, 0, newBudget(maxMemory))}
}

// Close gives the memory back.
func (c *Coverage) Close() { c.table.close() }

func (c *Coverage) add(prints []fingerprint) {
	for _, print := range prints {
		c.full = c.table.put(print, nil, levelMark(0), 0) == isFull || c.full
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

// ReachOf searches for all worlds of a system, within the bounds of the options, and
// gives the ways to so many of the nearest that were missed.
func ReachOf[W any, A comparable](ctx context.Context, sys System[W, A], c *Coverage, options SearchOptions, ways int) Reach {
	if c.full {
		return Reach{Reason: "there is no memory for the worlds that the runs led to"}
	}
	options.KeepGoing, options.Outcomes = true, false
	s := newSearch(ctx, sys, Judge[W, A](indifferent[W, A]{}), options)
	defer s.table.close()
	if s.run(); s.result.Reason != "" {
		return Reach{Reason: s.result.Reason}
	}
	g, ok := newGraph(s)
	switch {
	case ctx.Err() != nil:
		return Reach{Reason: endOf(ctx)}
	case !ok:
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

func (indifferent[W, A]) Step(*W, A, *W) Set { return 0 }
func (indifferent[W, A]) Final(*W) Set       { return 0 }
func (indifferent[W, A]) Cause(*W) uint32    { return 0 }
func (indifferent[W, A]) Outcome(*W) Code    { return Code{} }
