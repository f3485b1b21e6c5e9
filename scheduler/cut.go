package scheduler

// leave forgets what the workers have counted of a level that is not complete. What
// is violated in it stands.
func (s *search[W, A]) leave() {
	for _, w := range s.workers {
		w.transitions, w.finals, w.outcomes = 0, 0, nil
	}
}

// glimpse judges the level after the last one that is complete. Which of its worlds
// found room is a matter of luck, and how often one of the others was met: what is
// violated there stands, and is not counted.
func (s *search[W, A]) glimpse() {
	if s.ctx.Err() != nil {
		return
	}
	before := s.result
	if s.advance() {
		for _, w := range s.workers {
			w.glimpses = true
		}
		s.each((*worker[W, A]).judgeChunk)
		s.leave()
	}
	s.result = before
}
