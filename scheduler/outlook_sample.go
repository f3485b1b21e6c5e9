package scheduler

// sampler estimates what lies ahead of a world from runs of one system.
type sampler[W any, A comparable] struct {
	f       *forecast[W, A]
	rooted  *rooted[W, A]
	runner  *Runner[W, A]
	uniform Strategy[W, A]
}

func newSampler[W any, A comparable](f *forecast[W, A], sys System[W, A]) *sampler[W, A] {
	r := &rooted[W, A]{sys, make([]W, 1)}
	return &sampler[W, A]{f, r, NewRunner[W, A](r, f.judge, Limits{}), NewUniform[W, A](r)}
}

// chance is the share of the runs from a world that do not end well.
func (s *sampler[W, A]) chance(w *W) Chance {
	good := uint64(0)
	for run := range s.f.Samples {
		if s.over(run) {
			break // nobody is told what comes of this
		}
		if s.once(w, run) {
			good++
		}
	}
	return Certain - Certain*Chance(good)/Chance(s.f.Samples)
}

// hope reports whether some run from a world ends well.
func (s *sampler[W, A]) hope(w *W) bool {
	for run := range s.f.Samples {
		if s.over(run) {
			break
		}
		if s.once(w, run) {
			return true
		}
	}
	return false
}

// over reports whether the context has ended, as far as is looked before this run.
func (s *sampler[W, A]) over(run uint64) bool { return run%64 == 0 && s.f.ctx.Err() != nil }

// once makes one run and reports whether it ends well.
func (s *sampler[W, A]) once(w *W, run uint64) bool {
	s.f.Runs++
	if s.f.Progress != nil && s.f.Runs%4096 == 0 {
		s.f.Progress(s.f.States, s.f.Runs)
	}
	s.rooted.Copy(&s.rooted.roots[0], w)
	return s.runner.Run(s.uniform, s.f.Seed, run).Verdict == OK
}
