package plot

import (
	"fmt"
	"slices"
)

// Whole is all of what is counted: shares are in millionths of it.
const Whole = 1_000_000

// MostLines is how many lines a reader can tell apart.
const MostLines = 8

// Plot is what a picture shows.
type Plot struct {
	Title  string   // a sentence that says what can be seen
	Lead   []string // what it is about, each a line or more
	Across string   // what the length is that grows to the right
	Up     string   // what the share is of
	Lines  []Line
	Foot   []string // where it comes from, each a line or more
}

// Line is one line of points.
type Line struct {
	Label  string // its name, which stands at its right end
	Ends   string // where it ends, which stands behind that
	Points []Point
}

// Point is the share at one length. Low and High are where it lies if it was not found
// exactly, and are the share itself if it was.
type Point struct {
	At               int
	Share, Low, High int
	Text             string // the same in words
}

// ranged reports whether the line has a band.
func (l *Line) ranged() bool {
	return slices.ContainsFunc(l.Points, func(p Point) bool { return p.Low != p.High })
}

// check refuses what cannot be drawn.
func (p *Plot) check() error {
	if n := len(p.Lines); n < 1 || n > MostLines {
		return fmt.Errorf("plot: %d lines; expected 1 to %d", n, MostLines)
	}
	for _, l := range p.Lines {
		for i, q := range l.Points {
			if q.At < 0 || i > 0 && q.At <= l.Points[i-1].At {
				return fmt.Errorf("plot: %q goes back to %d", l.Label, q.At)
			}
			if q.Low < 0 || q.Low > q.Share || q.Share > q.High || q.High > Whole {
				return fmt.Errorf("plot: %q has the share %d between %d and %d at %d", l.Label, q.Share, q.Low, q.High, q.At)
			}
		}
	}
	return nil
}

// longest is the greatest length of any point, and most the greatest share, its band
// included.
func (p *Plot) longest() (at, most int) {
	for _, l := range p.Lines {
		for _, q := range l.Points {
			at, most = max(at, q.At), max(most, q.High)
		}
	}
	return at, most
}
