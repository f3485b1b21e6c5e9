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

// TestWhoCallsOneself shows that of a user who calls the own devices it is not said that two want to
// talk to each other.
func TestWhoCallsOneself(t *testing.T) {
	sys := cell{"self-call", "literal", "", "", ""}.compile(t)
	says(t, sys, "willing-connected", `alice.phone places a
alice.phone media ready
hs1 accepts alice.phone m.call.invite a
alice.laptop places a2
alice.laptop media ready
alice.laptop syncs m.call.invite a of alice.phone
hs1 accepts alice.laptop m.call.invite a2
hs1 acknowledges alice.laptop m.call.invite a2
hs1 accepts alice.laptop m.call.hangup a2
alice.phone syncs own m.call.invite a of alice.phone
alice.phone syncs m.call.invite a2 of alice.laptop
alice.phone syncs m.call.hangup a2 of alice.laptop
hs1 acknowledges alice.phone m.call.invite a
hs1 accepts alice.phone m.call.hangup a
alice.laptop syncs own m.call.invite a2 of alice.laptop
alice.laptop syncs m.call.hangup a of alice.phone
alice.tablet syncs m.call.invite a of alice.phone
alice.tablet syncs m.call.invite a2 of alice.laptop
alice.tablet syncs m.call.hangup a2 of alice.laptop
alice.tablet syncs m.call.hangup a of alice.phone
bob syncs m.call.invite a of alice.phone
bob syncs m.call.invite a2 of alice.laptop
bob syncs m.call.hangup a2 of alice.laptop
bob syncs m.call.hangup a of alice.phone`, "silent drop", [2]string{
		"alice wants to talk to another own device, and a homeserver accepted call a",
		"alice.phone is in no call, alice.laptop is in no call, alice.tablet is in no call",
	})
}
