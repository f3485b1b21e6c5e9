package sim_test

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// whereFaults says in which scenario each fault can happen; the other faults can
// in every scenario in which somebody calls.
var whereFaults = map[string]string{
	"fed-delay":      "federated-glare",
	"fed-reorder":    "federated-glare",
	"soft-fail":      "federated-glare",
	"turn-expired":   "slow-media",
	"rate-limit":     "glare-hangup",
	"send-overlap":   "glare-hangup",
	"leave":          "glare-v1",
	"push":           "glare-v1",
	"hostile-member": "hostile-member",
}

// reach visits worlds of a system, each once, until see says that it is enough.
func reach(sys *sim.System, limit int, see func(w *sim.World, enabled []sim.Action) (enough bool)) {
	seen := map[sim.State]bool{}
	var queue []sim.State
	for i := range sys.Initials() {
		var w sim.World
		sys.Initial(i, &w)
		queue = append(queue, w.State)
	}
	for i := 0; i < len(queue) && i < limit; i++ {
		w := sim.NewWorld(queue[i])
		enabled := sys.Enabled(&w, nil)
		if see(&w, enabled) {
			return
		}
		for _, a := range enabled {
			after := w
			sys.Do(&after, a)
			if !seen[after.State] {
				seen[after.State] = true
				queue = append(queue, after.State)
			}
		}
	}
}

// TestEachFault shows that each fault can happen, does so as often as its budget
// says and no oftener, says so in a name of its own, and is over after healing.
func TestEachFault(t *testing.T) {
	for _, fault := range sim.Faults() {
		t.Run(fault.Name, func(t *testing.T) {
			t.Parallel()
			if fault.About == "" || fault.Destroys == fault.Delays {
				t.Errorf("%q destroys: %t, delays: %t; it does one of them, and an account says what", fault.About,
					fault.Destroys, fault.Delays)
			}
			where := whereFaults[fault.Name]
			if where == "" {
				where = "glare"
			}
			s := scenario(t, where, "")
			if err := s.AddFaults([]sim.FaultBudget{{Name: fault.Name, Times: 2}}); err != nil {
				t.Fatal(err)
			}
			f := slices.IndexFunc(s.Faults, func(b sim.FaultBudget) bool { return b.Name == fault.Name })
			sys, err := sim.Compile(s)
			if err != nil {
				t.Fatal(err)
			}
			happened, spent := false, false
			reach(sys, 20000, func(w *sim.World, enabled []sim.Action) bool {
				for _, a := range enabled {
					if sys.Fault(a) != f {
						continue
					}
					happened = true
					if w.Budget[f] == 0 {
						t.Fatalf("%s is offered without a budget", sys.Name(w, a))
					}
					after := *w
					sys.Do(&after, a)
					if after.Budget[f] != w.Budget[f]-1 {
						t.Fatalf("%s makes a budget of %d one of %d", sys.Name(w, a), w.Budget[f], after.Budget[f])
					}
					if after.Budget[f] == 0 {
						spent = true
					}
					requireHealed(t, sys, after)
				}
				return spent
			})
			// Only one third member can join, so that half of that budget stays.
			if !happened || !spent && fault.Name != "third-member" {
				t.Errorf("in %s it happened: %t, its budget was spent: %t", where, happened, spent)
			}
		})
	}
}

// requireHealed fails if a fault can still happen after healing, or keeps a device
// from going on.
func requireHealed(t *testing.T, sys *sim.System, w sim.World) {
	t.Helper()
	sys.Heal(&w)
	for _, a := range sys.Enabled(&w, nil) {
		if sys.Fault(a) >= 0 || a.Op == sim.OpFault || a.Op == sim.OpResume {
			t.Fatalf("after healing, %q is enabled", sys.Name(&w, a))
		}
	}
	for d := range sys.Devices() {
		if held := w.Box[d].Holds & (sim.Suspended | sim.OutStalled); held != 0 {
			t.Fatalf("after healing, %s is still held up: %b", sys.DeviceName(d), held)
		}
	}
	for _, link := range sys.Links(&w) {
		if link.Queue.Stalled != 0 {
			t.Fatalf("after healing, what goes to %s is still held up", sys.ServerName(link.Gate))
		}
	}
	twice := w
	if sys.Heal(&twice); twice.State != w.State {
		t.Fatal("healing a healed world changes it")
	}
}

// TestFaultNamesTellTheFault shows that a schedule says that a fault happened: no
// fault is called as something that happens without any.
func TestFaultNamesTellTheFault(t *testing.T) {
	for _, where := range []string{"federated-glare", "slow-media", "glare-hangup"} {
		ordinary := map[string]bool{}
		look := func(lines []sim.FaultBudget, see func(name string, fault bool)) {
			with := *scenario(t, where, "")
			with.Faults = lines
			sys, err := sim.Compile(&with)
			if err != nil {
				t.Fatal(err)
			}
			reach(sys, 10000, func(w *sim.World, enabled []sim.Action) bool {
				for _, a := range enabled {
					see(sys.Name(w, a), sys.Fault(a) >= 0)
				}
				return t.Failed()
			})
		}
		look(nil, func(name string, _ bool) { ordinary[name] = true })
		for some := range slices.Chunk(sim.FaultNames(), sim.MaxFaults) {
			var budgets []sim.FaultBudget
			for _, name := range some {
				budgets = append(budgets, sim.FaultBudget{Name: name, Times: 1})
			}
			look(budgets, func(name string, fault bool) {
				if fault && ordinary[name] {
					t.Errorf("%s: %q is the name of a fault and of what happens without one", where, name)
				}
			})
		}
	}
}

// TestRestartForgetsTheEnd shows that a device restarts although all of its calls
// are over: it forgets that they are, so that a copy of an invite rings again, and
// what it owes, so that an invite that lands later is never hung up.
func TestRestartForgetsTheEnd(t *testing.T) {
	sys := compiled(t, "single", "faults crash=1,duplicate=1\n")
	w := follow(t, sys, `
alice places a
alice media ready
hs1 accepts alice m.call.invite a to be sent twice
hs1 accepts alice m.call.invite a
bob syncs m.call.invite a
bob rejects a
bob restarts
bob syncs m.call.invite a`)
	if call := w.Box[1].Device.Call[0]; call.State != model.IRing || w.Box[1].SeenOver&1 == 0 || w.Box[1].MediaHurt != 0 {
		t.Errorf("the copy of an invite makes call a %v at bob; he has seen it end: %b; his media were hurt: %b", call.State,
			w.Box[1].SeenOver, w.Box[1].MediaHurt)
	}

	sys = compiled(t, "glare-hangup", "reading literal\nfaults crash=2\n")
	w = follow(t, sys, `
alice places a
bob places b
alice media ready
bob media ready
hs1 accepts alice m.call.invite a
hs1 accepts bob m.call.invite b
alice syncs own m.call.invite a
alice syncs m.call.invite b
bob hangs up b
hs1 accepts bob m.call.hangup b
alice syncs m.call.hangup b`)
	if call := w.Box[0].Device.Call[0]; call != (model.Call{State: model.Ended, Flags: model.Owes}) {
		t.Fatalf("call a is %+v at alice, who should owe a hangup of it", call)
	}
	restarted := w
	for _, a := range sys.Enabled(&w, nil) {
		if sys.Name(&w, a) == "alice restarts" {
			sys.Do(&restarted, a)
		}
	}
	if call := restarted.Box[0].Device.Call[0]; call.State != model.None || slices.Contains(namesOf(sys, &restarted), "hs1 acknowledges alice m.call.invite a") {
		t.Errorf("after a restart call a is %+v at alice; enabled are %q", call, namesOf(sys, &restarted))
	}
	if names := namesOf(sys, &restarted); slices.Contains(names, "alice restarts") {
		t.Errorf("alice restarts once more: %q", names)
	}

	// With nothing to forget there is nothing to restart.
	sys = compiled(t, "single", "faults crash=1\n")
	if names := namesOf(sys, new(follow(t, sys, "alice places a"))); slices.Contains(names, "bob restarts") || !slices.Contains(names, "alice restarts") {
		t.Errorf("bob knows no call, alice one; enabled are %q", names)
	}
}
