package model

import "testing"

// TestFactsOfFlags shows that each flag of a call has its own fact, or none, whatever others the
// call has.
func TestFactsOfFlags(t *testing.T) {
	of := [NumFlag]Facts{IsAuto, IsHeld, OwnEchoed, DoesOwe, 0, IsOffered, IsPushed, 0}
	m, env := Compile(V1(), Readings()[0], crossed), Env{}
	bare := m.flagFacts(&Device{}, theirs, &env)
	for flags := range 1 << NumFlag {
		want := bare
		for bit, fact := range of {
			if flags>>bit&1 != 0 {
				want |= fact
			}
		}
		d := Device{Call: [MaxCalls]Call{theirs: {State: Active, Flags: Flags(flags)}}}
		if got := m.flagFacts(&d, theirs, &env); got != want {
			t.Errorf("flags %08b: facts %v, want %v", flags, got.Names(), want.Names())
		}
	}
}
