package sim

// suspend puts a device to sleep until it resumes.
func suspend() *Fault {
	return &Fault{
		Name: "suspend", Delays: true,
		About:   "a device sleeps for a while",
		targets: func(_ *System, w *World, d int) uint16 { return one(w.Box[d].Holds&Suspended == 0) },
		do:      func(_ *System, w *World, d, _ int) { w.Box[d].Holds |= Suspended },
		name:    func(s *System, _ *World, d, _ int) string { return s.DeviceName(d) + " falls asleep" },
	}
}
