package sim

import "github.com/glarelab/glare/model"

// Screen is what a user sees of a call, in the order in which a set-up goes.
type Screen uint8

// The screens.
const (
	ShowsNothing Screen = iota
	ShowsRinging
	ShowsCalling
	ShowsConnecting
	ShowsCall
)

// String is what the screen says: "calling…".
func (s Screen) String() string {
	return [...]string{"nothing", "ringing", "calling…", "connecting…", "in call"}[s]
}

// Screen is what the user of device d sees in world w, of all rooms the most advanced.
func (s *System) Screen(w *World, d int) Screen {
	most := ShowsNothing
	for r := range s.Scenario.Rooms {
		most = max(most, s.RoomScreen(w, d, r))
	}
	return most
}

// RoomScreen is what the user of device d sees of room r in world w.
func (s *System) RoomScreen(w *World, d, r int) Screen {
	in, calls := w.In[d], s.roomCalls[r]
	switch {
	case in.Calls(model.InActive)&calls != 0:
		return ShowsCall
	case in.Calls(model.InLive)&calls != 0:
		return ShowsConnecting
	case in.Calls(model.InUnderWay)&calls != 0:
		return ShowsCalling
	case in.Calls(model.InRing)&calls != 0:
		return ShowsRinging
	default:
		return ShowsNothing
	}
}
