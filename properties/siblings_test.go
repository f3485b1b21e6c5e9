package properties_test

import (
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// TestPropertyTwoDevicesEachConverge shows what glare between two users with two devices
// each needs: under literal-sent they can end in two conversations, when each user answers
// the other's call on the device that does not call (H-30); where the own call is withdrawn
// for that (knob sib), they do not, in any run.
func TestPropertyTwoDevicesEachConverge(t *testing.T) {
	for name, want := range map[string]scheduler.Verdict{
		"literal-sent": scheduler.Violated, "literal-sent+sib=withdraw": scheduler.Proved,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := sim.Setup{Scenario: "glare-multi-device-v1"}.Make()
			if err != nil {
				t.Fatal(err)
			}
			for u := range s.Users {
				s.Give(u, reading(t, name))
			}
			sys, err := sim.Compile(s)
			if err != nil {
				t.Fatal(err)
			}
			result := scheduler.Search(t.Context(), sys, properties.NewJudge(sys), scheduler.SearchOptions{
				KeepGoing: true, Silent: true, Reduction: scheduler.ReduceFull,
			})
			if result.Verdict != want {
				t.Errorf("%v: %s", result.Verdict, result.Reason)
			}
			for _, f := range result.Findings {
				if found := properties.Names()[f.Property]; found != "same-call" {
					t.Errorf("it violates %s too", found)
				}
			}
		})
	}
}
