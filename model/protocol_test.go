package model

import "testing"

// TestAsks shows at which knobs only one of the versions looks.
func TestAsks(t *testing.T) {
	for k, old := range map[Knob]bool{
		InFlight: true, Cmp: true, EchoFilter: true, Auth: true, Ver: true, // by rules of both, or by what the world does
		Invitee: false, RejectV1: false, Select: false, Leave: false, Push: false, Sync: false,
	} {
		if Version0.Asks(k) != old || !Version1.Asks(k) {
			t.Errorf("%s: version 0 asks it: %v, version 1: %v", k, Version0.Asks(k), Version1.Asks(k))
		}
	}
}
