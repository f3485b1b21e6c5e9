package sim

// thirdMember lets somebody else join, after which no call may be placed
// (V0-ROOM-1).
func thirdMember() *Fault {
	return &Fault{
		Name: "third-member", Delays: true,
		About:   "a third member joins the room",
		targets: func(_ *System, w *World, d int) uint16 { return one(d == 0 && w.Third == 0) },
		do:      func(_ *System, w *World, _, _ int) { w.Third = 1 },
		name:    func(_ *System, _ *World, _, _ int) string { return "a third member joins" },
	}
}
