package sim

import "github.com/glarelab/glare/model"

// A client of version 1 that restarts while an invite rings, or is held back, finds it in
// its store, and decides on it once a sync is through (V1-LIVE-4). Such a sync may have no
// events. Elsewhere no sync without events is simulated, since it would do nothing.

// stores reports whether some device may restart with a stored invite.
func (s *Scenario) stores() bool { return mayHappen(s, "crash") && s.Speaks(model.Version1) }

// stored is the set of the calls whose invites device d has found in its store, and not
// decided on yet.
func (w *World) stored(d int) (calls uint8) {
	pending := w.In[d].Calls(model.InPend)
	for c := 0; pending>>c != 0; c++ {
		if pending>>c&1 != 0 && w.Box[d].Device.Call[c].Flags&model.Held == 0 {
			calls |= 1 << c
		}
	}
	return calls
}

// syncsNothing reports whether device d can get a sync response without events, and has
// waited for one.
func (s *System) syncsNothing(w *World, d int) bool {
	b := &w.Box[d]
	return s.stores && b.NIn == 0 && b.Holds&Suspended == 0 && w.stored(d) != 0
}
