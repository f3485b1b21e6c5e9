package sim

// lateDecryption keeps an event unreadable until its key arrives, while later
// events pass it (F-E2E-1, H-44).
func lateDecryption() *Fault {
	return &Fault{
		Name: "late-decryption", Delays: true,
		About: "an event cannot be decrypted until its key arrives",
		targets: func(_ *System, w *World, d int) uint16 {
			b := &w.Box[d]
			return one(b.NIn > 0 && b.Holds&(Suspended|HasLate) == 0 && !b.In[0].Own() && b.In[0].Type().OfCall())
		},
		do: func(_ *System, w *World, d, _ int) {
			w.Box[d].Late = w.Box[d].popIn()
			w.Box[d].Holds |= HasLate
		},
		name: func(s *System, w *World, d, _ int) string {
			return s.DeviceName(d) + " cannot decrypt " + s.eventName(w.Box[d].In[0])
		},
	}
}
