package properties_test

import (
	"context"
	"slices"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// smallV1 are the scenarios of version 1 that the plain explorer takes in a second or two:
// how many worlds there are, whole and without dead messages, and what some run violates.
var smallV1 = []struct {
	cell        cell
	whole, left uint64
	violated    string
}{
	{cell{"single-v1", "literal", "", "", ""}, 6160, 480, ""},
	{cell{"glare-v1", "literal", "", "", ""}, 4606, 866, "willing-connected seamless"},
	{cell{"glare-v1", "robust", "", "", ""}, 1008, 272, ""},
	{cell{"interop", "literal", "", "", ""}, 4270, 866, "willing-connected seamless"},
	{cell{"interop", "robust", "", "", ""}, 726, 272, ""},
	{cell{"answer-reject", "literal", "", "", ""}, 3450, 388, ""},
	{cell{"multi-device-v1", "literal", "", "", ""}, 18634, 1288, ""},
	{cell{"renegotiate", "literal", "", "", ""}, 1514, 188, ""},
	{cell{"renegotiate-glare", "literal", "", "", ""}, 7050, 1454, "willing-connected seamless"},
	{cell{"renegotiate-glare", "robust", "", "", ""}, 2890, 772, ""},
	{cell{"gathering", "literal", "", "", ""}, 40652, 986, ""},
	{cell{"gathering", "literal+trickle=wait", "", "", ""}, 21626, 1066, ""},
	{cell{"gathering", "literal+trickle=wait+eoc=none", "", "", ""}, 10566, 594, "willing-connected nobody-stuck end-of-candidates"},
	{cell{"gathering", "robust+trickle=wait", "late-decryption=1", "async", "alice may hangup x0\nbob may hangup x0\n"}, 24296, 2962, "willing-connected nobody-stuck"},
	{cell{"interop", "robust+trickle=wait", "", "", "candidates 0 end\n"}, 3641, 738, ""},
	{cell{"multi-device-v1", "literal+trickle=wait", "", "", "candidates 0 end\nalice may hangup x0\n"}, 61984, 3764, ""},
	{cell{"third-member", "literal", "", "", ""}, 55099, 5627, "intent"},
	{cell{"third-member", "literal+trickle=wait", "", "", "candidates 0 end\nalice must answer x0\ncarol must place x0\ncarol must answer x0\nbob may renegotiate\n"}, 2373, 718, ""},
	{cell{"restart", "literal", "", "", ""}, 1244, 428, "same-call nobody-stuck"},
	{cell{"restart", "robust+restart=hangup", "", "", ""}, 1674, 432, ""},
	{cell{"restart", "robust+restart=resume", "", "async", ""}, 3982, 1430, "same-call nobody-stuck"},
	{cell{"glare-v1", "robust+restart=hangup", "crash=1", "", ""}, 15220, 2942, ""},
	{cell{"glare-v1", "literal", "crash=1,late-decryption=1", "", ""}, 86514, 25412, "same-call willing-connected nobody-stuck seamless ghost-free"},
	{cell{"late-decryption", "literal", "", "", ""}, 15452, 2640, "same-call willing-connected nobody-stuck seamless ghost-free"},
	{cell{"late-decryption", "robust", "", "", ""}, 2670, 622, ""},
	{cell{"catch-up", "literal", "", "", ""}, 43330, 3380, ""},
	{cell{"multi-device", "robust", "", "", ""}, 11446, 1138, "same-call nobody-stuck ghost-free kept-waiting"},
	{cell{"multi-device", "literal", "", "async", ""}, 29554, 4042, "same-call nobody-stuck ghost-free kept-waiting"},
	{cell{"multi-device-v1", "literal", "sync-gap=1", "", "alice may hangup x0\n"}, 23634, 2370, "same-call nobody-stuck"},
	{cell{"answer-reject", "literal", "send-fail=1", "async", ""}, 17338, 2516, "same-call nobody-stuck ghost-free"},
	{cell{"leave", "literal", "", "", ""}, 2070, 366, "kept-waiting"},
	{cell{"leave", "robust+leave=reject", "", "", ""}, 2070, 360, ""},
	{cell{"leave", "literal+leave=progress", "", "async", ""}, 4094, 884, "same-call nobody-stuck kept-waiting"},
	{cell{"glare-v1", "robust+leave=reject", "leave=1", "", ""}, 3172, 848, "seamless"},
	{cell{"glare-v1", "literal-sent", "leave=1", "async", ""}, 130060, 19436, "seamless kept-waiting"},
	{cell{"federated-glare", "literal-sent+leave=reject", "leave=1,fed-reorder=1", "", "rules v1\n"}, 22798, 2330, "same-call nobody-stuck seamless"},
	{cell{"two-rooms", "literal-sent", "leave=1", "", "rules v1\n"}, 85828, 18244, "seamless kept-waiting"},
	{cell{"answer-reject", "literal", "leave=1", "", ""}, 5826, 858, "kept-waiting"},
	{cell{"push", "robust", "", "", ""}, 3464, 776, ""},
	{cell{"push", "robust+push=ring", "", "", ""}, 3720, 776, ""},
	{cell{"push", "robust+push=blind", "", "async", ""}, 13856, 3864, "ghost-free kept-waiting"},
	{cell{"glare-v1", "robust+push=ring", "push=1", "", ""}, 1998, 526, ""},
	{cell{"retro", "literal-sent+push=blind", "push=1,sync-gap=1", "", "rules v1\n"}, 116384, 19066, "same-call willing-connected nobody-stuck seamless ghost-free"},
	{cell{"restart", "robust+push=ring+restart=resume", "push=1,late-decryption=1", "async", ""}, 25362, 8590, "same-call nobody-stuck ghost-free"},
	{cell{"catch-up", "literal+push=ring", "push=1", "", ""}, 93850, 9750, ""},
	{cell{"multi-device", "robust+elsewhere=stop", "", "", ""}, 11154, 1100, ""},
	{cell{"multi-device", "robust+elsewhere=first", "sync-gap=1", "", "alice may hangup x0\n"}, 10886, 2658, "same-call nobody-stuck kept-waiting"},
	{cell{"glare", "literal-sent+elsewhere=first", "", "", oneHasTwo}, 44525, 3719, ""},
	{cell{"glare-v1", "literal-sent+elsewhere=first", "", "", oneHasTwo}, 117617, 5109, ""},
	{cell{"glare-v1", "robust", "", "", callsHerself}, 3974, 1188, ""},
	{cell{"glare-v1", "literal", "", "", callsHerself}, 56818, 5440, "willing-connected seamless"},
	{cell{"glare-v1", "literal-sent+echo-filter=user", "", "async", callsHerself + "alice may hangup\n"}, 63256, 5332, "willing-connected"},
	{cell{"glare-v1", "literal-sent", "", "", ownOtherCalls + "bob must place x0\n"}, 14294, 854, ""},
	{cell{"glare", "robust", "", "", ownOtherCalls + "bob must place x0\n"}, 6326, 518, ""},
	{cell{"mute", "literal", "", "", ""}, 10814, 1576, ""},
	{cell{"mute", "robust+metadata=caller", "", "async", ""}, 13330, 2838, "streams-shown"},
	{cell{"glare-v1", "robust", "", "", mutes}, 19642, 3696, ""},
	{cell{"federated-glare", "robust", "fed-reorder=1", "", "rules v1\nalice may mute\n"}, 19186, 3783, "streams-shown"},
	{cell{"mute", "literal", "send-unknown=1", "", "alice may mute\nbob may mute x0\n"}, 4018, 1032, "streams-shown"},
	{cell{"renegotiate-glare", "literal-sent", "", "", sharesScreens}, 3658, 752, ""},
	{cell{"renegotiate-glare", "robust+metadata=none", "", "", sharesScreens}, 2890, 772, "streams-shown"},
	{cell{"catch-up", "literal+sync=sliding", "", "", ""}, 42650, 4040, ""},
}

// largeV1 are the bundled scenarios of version 1 that the plain explorer does not take as
// they are: more worlds than this many are not stored. What they are about stands on a
// smaller scale among smallV1, and in many_devices_test.go.
var largeV1 = []string{"glare-multi-device-v1", "self-call", "hostile-member"}

const mostWorlds = 200_000

// TestSmallVersion1IsAll shows that every bundled scenario with a device of version 1 is
// among smallV1 as it is, or is too large for that.
func TestSmallVersion1IsAll(t *testing.T) {
	for _, name := range sim.ScenarioNames() {
		c := cell{scenario: name, reading: "literal"}
		s := c.load(t)
		if !slices.ContainsFunc(s.Devices, func(d sim.Device) bool { return d.Version == model.Version1 }) {
			continue
		}
		small := false
		for _, row := range smallV1 {
			small = small || row.cell.scenario == name && row.cell.lines == "" && row.cell.faults == "" && row.cell.timing == ""
		}
		sys := c.compile(t)
		large := scheduler.Search(t.Context(), sys, properties.NewJudge(sys), scheduler.SearchOptions{KeepGoing: true, Silent: true, MaxStates: mostWorlds})
		if listed := slices.Contains(largeV1, name); small == listed || listed != (large.Reason != "") {
			t.Errorf("%s: among the small ones: %t; listed as large: %t; worlds: %d; %s", name, small, listed, large.States, large.Reason)
		}
	}
}

// Who has two devices, and what is done with them.
const (
	oneHasTwo     = "devices alice@hs1 bob.phone@hs1 bob.laptop@hs1\n"
	twoOfOne      = "devices alice.phone@hs1 alice.laptop@hs1 bob@hs1\n"
	ownOtherCalls = twoOfOne + "alice.phone must place\nalice.laptop must place\n"
	mutes         = "alice may mute\nbob may mute\n"
	sharesScreens = "alice may renegotiate screen\nbob may renegotiate screen\n"
	callsHerself  = ownOtherCalls + "invitee alice=alice\nbob must place x0\n"
)

// TestSmallVersion1 shows of the small scenarios of version 1 that the search agrees with the
// plain explorer on all that it counts, that names are unique and devices valid, that what
// is left without dead messages can do what the worlds can, that what is said to commute
// does, and that both judges agree.
func TestSmallVersion1(t *testing.T) {
	lengthy(t)
	for _, want := range smallV1 {
		t.Run(want.cell.String(), func(t *testing.T) {
			t.Parallel()
			sys := want.cell.compile(t)
			j := properties.NewJudge(sys)
			whole := search(sys, j)
			requireSameGraph(t, explore(sys, j, sound(t, sys)), whole)
			left := scheduler.Search(context.Background(), sys, j, scheduler.SearchOptions{
				KeepGoing: true, Outcomes: true, Silent: true, Reduction: scheduler.ReduceFull,
			})
			if whole.States != want.whole || left.States != want.left || violated(found(whole)) != want.violated {
				t.Errorf("%d worlds, %d without dead messages, violated is %q; want %d, %d and %q",
					whole.States, left.States, violated(found(whole)), want.whole, want.left, want.violated)
			}
			requireSameAnswer(t, want.cell.String(), sys, whole.States+1)
			if _, err := scheduler.CheckDropping(context.Background(), sys, j, 3000); err != nil {
				t.Error(err)
			}
			if _, err := scheduler.CheckCommuting(context.Background(), sys, j, 300); err != nil {
				t.Error(err)
			}
			if _, err := scheduler.CheckSymmetry(context.Background(), sys, j, 3000); err != nil {
				t.Error(err)
			}
			k := newSecondCheck(want.cell, sys)
			if !k.walk(9000) {
				k.sample(200)
			}
			new(tally).add(t, k)
		})
	}
}

// sound is a visit of worlds that demands valid devices and unique names of actions.
func sound(t *testing.T, sys *sim.System) func(w *sim.World, enabled []sim.Action) {
	t.Helper()
	return func(w *sim.World, enabled []sim.Action) {
		for d := range sys.Devices() {
			if err := model.Valid(config(sys, d), &w.Box[d].Device); err != nil && !t.Failed() {
				t.Errorf("%s's device %+v: %v", sys.DeviceName(d), w.Box[d].Device, err)
			}
		}
		if name := twice(sys, w, enabled); name != "" && !t.Failed() {
			t.Errorf("two enabled actions are called %q", name)
		}
	}
}
