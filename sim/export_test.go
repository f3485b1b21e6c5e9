package sim

func (s *TimedSystem) Window(w *TimedWorld, a Action) (uint32, uint32) {
	e, l := s.window(w, a)
	return e, min(l, s.horizon(w))
}
