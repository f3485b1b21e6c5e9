package sim_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// follow takes the enabled action with each name, in initial world 0.
func follow(t *testing.T, sys *sim.System, names string) (w sim.World) {
	t.Helper()
	sys.Initial(0, &w)
	for name := range strings.SplitSeq(strings.TrimSpace(names), "\n") {
		enabled := sys.Enabled(&w, nil)
		i := slices.IndexFunc(enabled, func(a sim.Action) bool { return sys.Name(&w, a) == name })
		if i < 0 {
			t.Fatalf("%q is not enabled; enabled are:\n%s", name, strings.Join(namesOf(sys, &w), "\n"))
		}
		sys.Do(&w, enabled[i])
	}
	return w
}

// namesOf are the names of what is enabled.
func namesOf(sys *sim.System, w *sim.World) (list []string) {
	for _, a := range sys.Enabled(w, nil) {
		list = append(list, sys.Name(w, a))
	}
	return list
}

// compiled is a bundled scenario with more lines, as a system.
func compiled(t *testing.T, name, lines string) *sim.System {
	t.Helper()
	sys, err := sim.Compile(scenario(t, name, lines))
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// arrivals are the actions that bring events to a device, by words in their names,
// each with a scenario and lines in which they happen.
var arrivals = []struct{ words, scenario, lines string }{
	{" syncs m.", "glare", ""},
	{" decrypts ", "glare", "faults late-decryption=1\n"},
	{" at once: ", "redial", "faults sync-batch=1\nbob must place x0\nalice must place x2\nalice may hangup x2\n"},
	{" syncs again ", "glare", "faults sync-replay=1\n"},
	{" syncs again ", "retro", "faults sync-replay=1\n"},
}

// TestEveryArrivalMayBeLate shows that whatever brings an invite brings it fresh or
// expired, each invite for itself, where a lifetime may pass at any moment, and
// fresh elsewhere; and that what brings it expired says so and has the consequences.
func TestEveryArrivalMayBeLate(t *testing.T) {
	for _, c := range arrivals {
		for _, timing := range []struct {
			line  string
			loose bool
		}{{"timing patient", false}, {"timing async", true}, {"lifetime 90000 any-moment", true}} {
			t.Run(strings.Trim(c.words, " :")+"/"+c.scenario+"/"+timing.line, func(t *testing.T) {
				sys, met := compiled(t, c.scenario, c.lines+timing.line+"\n"), false
				reach(sys, 8000, func(w *sim.World, enabled []sim.Action) bool {
					names := namesOf(sys, w)
					for i, name := range names {
						if !strings.Contains(name, c.words) || strings.Contains(name, "expired") {
							continue
						}
						for _, late := range expiries(name) {
							met = true
							n := slices.Index(names, late)
							if n >= 0 != timing.loose {
								t.Errorf("beside %q, %q is offered: %t", name, late, n >= 0)
							} else if n >= 0 {
								requireExpired(t, sys, w, enabled[i], enabled[n], late)
							}
						}
					}
					return t.Failed()
				})
				if !met {
					t.Error("no invite ever comes")
				}
			})
		}
	}
}

// expiries are the names that an arrival has if some of its invites have expired.
func expiries(name string) (list []string) {
	const invite = "m.call.invite"
	list = []string{""}
	for part := range strings.SplitAfterSeq(name, invite) {
		var longer []string
		for _, head := range list {
			longer = append(longer, head+part)
			if own := strings.HasSuffix(part, "own "+invite); !own && strings.HasSuffix(part, invite) {
				longer = append(longer, head+strings.TrimSuffix(part, invite)+"expired "+invite)
			}
		}
		list = longer
	}
	return slices.DeleteFunc(list, func(s string) bool { return s == name })
}

// requireExpired fails if what a late arrival does is not that of the fresh one, but
// for the invites that have expired.
func requireExpired(t *testing.T, sys *sim.System, w *sim.World, fresh, late sim.Action, name string) {
	t.Helper()
	inTime, tooLate := *w, *w
	sys.Do(&inTime, fresh)
	sys.Do(&tooLate, late)
	expired := 0
	for _, given := range tooLate.Last.Inputs[:tooLate.Last.N] {
		if given.Input != model.RecvLate {
			continue
		}
		expired++
		call := int(given.Call)
		state := w.Box[sys.Owner(call)].Device.Call[call].State
		destroyed := state != model.Ended && state != model.None && w.Box[1-sys.Owner(call)].Device.Call[call].State == model.None ||
			w.Call[call]&sim.TimedOut != 0
		if destroyed != (tooLate.Call[call]&sim.TimedOut != 0) || !strings.Contains(name, "expired m.call.invite "+sys.CallName(call)) {
			t.Errorf("%q: call %s arrives late, and its flags are %b", name, sys.CallName(call), tooLate.Call[call])
		}
	}
	if expired != strings.Count(name, "expired") || tooLate.Causes&sim.LateArrival == 0 || inTime.Causes != w.Causes {
		t.Errorf("%q: %d invites arrive late; the causes are %b, and %b if it is fresh", name, expired, tooLate.Causes, inTime.Causes)
	}
	for d := range sys.Devices() {
		if tooLate.Box[d].NIn != inTime.Box[d].NIn || tooLate.Box[d].Late != inTime.Box[d].Late || tooLate.Budget != inTime.Budget {
			t.Errorf("%q takes something else from what is under way than if it is fresh", name)
		}
	}
	if sys.Fair(w, late) {
		t.Errorf("%q must happen", name)
	}
}

// TestBatchOfTwoCalls shows a sync that brings a call's invite, its hangup and the
// next call's invite, when the first has expired and the second has not. The first was hung up before, so
// that its expiry destroys nothing.
func TestBatchOfTwoCalls(t *testing.T) {
	sys := compiled(t, "single", "alice must place x2\nalice may hangup\nfaults sync-batch=1\ntiming async\n")
	w := follow(t, sys, `
alice places a
alice media ready
hs1 accepts alice m.call.invite a
alice hangs up a
hs1 accepts alice m.call.hangup a
alice places a2
alice media ready
hs1 accepts alice m.call.invite a2
bob syncs 3 at once: expired m.call.invite a, m.call.hangup a, m.call.invite a2`)
	if w.Box[1].Device.Call[0].State != model.None || w.Box[1].Device.Call[1].State != model.IRing ||
		w.Call[0]&sim.TimedOut != 0 || w.Call[1]&sim.TimedOut != 0 {
		t.Errorf("bob's device is %+v, the calls are %b", w.Box[1].Device, w.Call)
	}
}

// TestTimedArrivals shows that with a clock the age of an invite says whether it has
// expired, by whatever way it comes.
func TestTimedArrivals(t *testing.T) {
	const sent = "alice places a @0\nalice media ready @0\nhs1 accepts alice m.call.invite a @0\n" +
		"hs1 acknowledges alice m.call.invite a @0\n"
	const gone = "lifetime of a passes at alice @90000\nhs1 accepts alice m.call.hangup a @90000"
	for _, c := range []struct{ before, at90000, fresh, late string }{
		{"", gone, "bob syncs m.call.invite a", "bob syncs expired m.call.invite a"},
		{
			"bob cannot decrypt m.call.invite a @0", gone,
			"bob decrypts m.call.invite a", "bob decrypts expired m.call.invite a",
		},
		{
			"alice hangs up a @0\nhs1 accepts alice m.call.hangup a @0", "",
			"bob syncs 2 at once: m.call.invite a, m.call.hangup a", "bob syncs 2 at once: expired m.call.invite a, m.call.hangup a",
		},
		{
			"bob syncs m.call.invite a @0", "lifetime of a passes at bob @90000\n" + gone,
			"bob syncs again m.call.invite a", "bob syncs again expired m.call.invite a",
		},
	} {
		sys := timed(t, "single", "faults late-decryption=1,sync-batch=1,sync-replay=1\n"+
			"latency send=0 reply=0 media=0 press=0 sync=0-500000 federate=0-500000 react=0-500000\n")
		var w sim.TimedWorld
		sys.Initial(0, &w)
		take(t, sys, &w, sent+c.before)
		for _, at := range []struct {
			ms   uint32
			want string
		}{{1, c.fresh}, {90000, c.fresh}, {90001, c.late}, {300000, c.late}} {
			if at.ms > 90000 && c.at90000 != "" {
				take(t, sys, &w, c.at90000)
				c.at90000 = ""
			}
			for _, name := range []string{c.fresh, c.late} {
				if got := allows(t, sys, &w, name, at.ms); got != (name == at.want) {
					t.Errorf("%q at %d ms: %t; want only %q", name, at.ms, got, at.want)
				}
			}
			requireOffered(t, sys, &w, c.fresh, c.late)
		}
	}
}

// allows reports whether the action with a name, the time aside, may happen at a time.
func allows(t *testing.T, sys *sim.TimedSystem, w *sim.TimedWorld, name string, ms uint32) bool {
	t.Helper()
	for _, a := range sys.System.Enabled(&w.World, nil) {
		if sys.System.Name(&w.World, a) == name {
			a.AtMS = ms
			return sys.Allows(w, a)
		}
	}
	t.Fatalf("%q is not enabled", name)
	return false
}

// requireOffered fails if an arrival is offered at no moment, or at one at which it
// may not happen.
func requireOffered(t *testing.T, sys *sim.TimedSystem, w *sim.TimedWorld, fresh, late string) {
	t.Helper()
	offered := false
	for _, a := range sys.Enabled(w, nil) {
		name, _, _ := strings.Cut(sys.Name(w, a), " @")
		offered = offered || name == fresh || name == late
		if !sys.Allows(w, a) {
			t.Errorf("%q is offered at %d ms, and may not happen", sys.Name(w, a), w.NowMS)
		}
	}
	if !offered {
		t.Errorf("%q is offered at no moment after %d ms", fresh, w.NowMS)
	}
}

// TestRealiseArrivals shows from when on an invite comes expired: a ms after its
// lifetime, by whatever way it comes.
func TestRealiseArrivals(t *testing.T) {
	for name, lines := range map[string]string{
		"bob cannot decrypt m.call.invite a\n%s\nbob decrypts expired m.call.invite a":          "faults late-decryption=1\n",
		"%s\nbob syncs 2 at once: expired m.call.invite a, m.call.hangup a":                     "faults sync-batch=1\n",
		"bob syncs m.call.invite a\nbob rejects a\n%s\nbob syncs again expired m.call.invite a": "faults sync-replay=1\n",
	} {
		s := scenario(t, "single", "timing async\n"+lines+"latency send=0-500000 reply=0-500000 sync=0-500000 federate=0-500000\n")
		names := strings.Split("alice places a\nalice media ready\nhs1 accepts alice m.call.invite a\n"+
			fmt.Sprintf(name, "alice hangs up a\nhs1 accepts alice m.call.hangup a"), "\n")
		times, err := sim.Realise(s, 0, names)
		if err != nil {
			t.Errorf("%q: %v", names, err)
			continue
		}
		replayTimed(t, s, scheduler.Schedule{Names: names}, times)
		if first, last := times[2], times[len(times)-1]; last != first+90001 {
			t.Errorf("%q: accepted at %d ms, %q at %d ms, want 90001 later", names, first, names[len(names)-1], last)
		}
	}
}
