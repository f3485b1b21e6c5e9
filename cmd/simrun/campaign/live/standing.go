package live

import (
	"fmt"
	"strings"
	"sync"
)

// Standing keeps how far the work is, for whoever opens the page.
type Standing struct {
	lock     sync.Mutex
	progress Progress
}

// NewStanding begins with so many of all done.
func NewStanding(done, all int) *Standing { return &Standing{progress: Progress{Done: done, All: all}} }

// Tell notes how far the work is: names and numbers in turn.
func (s *Standing) Tell(counts ...any) {
	var parts []string
	for i := 0; i+1 < len(counts); i += 2 {
		parts = append(parts, fmt.Sprintf("%v %v", counts[i], counts[i+1]))
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	s.progress.Text = strings.Join(parts, ", ")
}

// Add notes that one more is done, so that the report is another.
func (s *Standing) Add() {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.progress.Done++
	s.progress.Version++
}

// Progress is how far the work is.
func (s *Standing) Progress() Progress {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.progress
}
