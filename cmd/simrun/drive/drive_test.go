package drive_test

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/drive"
	protocol "github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// TestDrivenModelIsTheModel shows that a model device behind the protocol does what the
// model device does: after each step of random runs all that a world has of its devices is
// the same, whichever of them are driven.
func TestDrivenModelIsTheModel(t *testing.T) {
	for _, c := range []struct{ scenario, reading, driven, faults string }{ // clients get all own events back
		{"glare", "literal+echo-filter=none", "both", ""},
		{"glare", "robust+echo-filter=none", "both", "send-unknown=1,sync-batch=1"},
		{"glare-hangup", "literal-sent+echo-filter=none", "alice", "send-fail=1,capture-refused=1"},
		{"single", "literal+echo-filter=none", "bob", "ice-fail=1,sync-gap=1"},
		{"federated-glare", "robust+echo-filter=none", "both", "crash=1,fed-delay=1"},
		{"redial", "robust+echo-filter=none", "both", "send-delay=1,send-overlap=1"},
		{"retro", "literal+echo-filter=none", "both", "sync-replay=1,duplicate=1"},
		{"glare-v1", "robust+echo-filter=none", "both", "late-decryption=1"},
	} {
		t.Run(c.scenario+" "+c.driven, func(t *testing.T) {
			s, err := sim.Setup{Scenario: c.scenario, Reading: c.reading, Faults: c.faults, Timing: "timed"}.Make()
			if err != nil {
				t.Fatal(err)
			}
			s.Candidates = 0
			prefix := ""
			if strings.HasSuffix(c.scenario, "v1") {
				prefix = "v1:"
			}
			specs := make([]*drive.Spec, len(s.Devices))
			for d := range specs {
				if c.driven == "both" || s.DeviceName(d) == c.driven {
					specs[d] = puppetSpec(t, prefix+c.reading)
				}
			}
			opened, err := drive.Open(s, specs, 1, drive.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer opened.Clients.Close()
			if err := s.Check(); err != nil {
				t.Fatal(err)
			}
			each, err := checker.Rules{}.For(s)
			if err != nil {
				t.Fatal(err)
			}
			driven, err := sim.CompileDriven(s, each, opened.Clients)
			if err != nil {
				t.Fatal(err)
			}
			model, err := sim.CompileTimedEach(s, each)
			if err != nil {
				t.Fatal(err)
			}
			steps := 0
			for run := range uint64(60) {
				steps += sameRun(t, driven, model, run)
				if f := opened.Clients.Failure(); f != nil {
					t.Fatalf("%v\n%s", f, strings.Join(f.Details(), "\n"))
				}
			}
			if steps < 250 {
				t.Errorf("only %d steps were compared", steps)
			}
		})
	}
}

// sameRun makes a random run of a driven system, and the same of the model.
func sameRun(t *testing.T, driven, model *sim.TimedSystem, run uint64) (steps int) {
	t.Helper()
	var w, m sim.TimedWorld
	var random scheduler.Random
	random.Seed(5, run)
	initial := random.IntN(driven.Initials())
	driven.Initial(initial, &w)
	model.Initial(initial, &m)
	var told []string
	for range 200 {
		enabled := driven.Enabled(&w, nil)
		if len(enabled) == 0 {
			return steps
		}
		a := enabled[random.IntN(len(enabled))]
		if due := w.Driven.Seats[a.Device].DueMS; a.Op != sim.OpTick && a.AtMS == due {
			return steps // of two things at one moment a client's timer comes first, a model's in either order
		}
		name := driven.Name(&w, a)
		told = append(told, name)
		b, ok := sameAction(driven, model, &w, &m, a, name)
		if !ok {
			t.Fatalf("run %d: the model cannot do %q but %s\nafter %s", run, name, names(model, &m), strings.Join(told, "\n      "))
		}
		driven.Do(&w, a)
		model.Do(&m, b)
		steps++
		for d := range driven.Devices() {
			is, want := w.Box[d], m.Box[d]
			for c := range is.Device.Call {
				if want.Device.Call[c].State == protocol.IPend { // which is no state of the protocol
					want.Device.Call[c].State = protocol.None
				}
				if is.Device.Call[c].State != want.Device.Call[c].State {
					t.Fatalf("run %d: call %s at %s is %v, of the model %v\nafter %s", run, driven.CallName(c), driven.DeviceName(d),
						is.Device.Call[c].State, want.Device.Call[c].State, strings.Join(told, "\n      "))
				}
			}
			if is.Out != want.Out || is.In != want.In || is.Device.Stream != want.Device.Stream {
				t.Fatalf("run %d: what %s has under way differs\n%v %v %v\n%v %v %v\nafter %s", run, driven.DeviceName(d),
					is.Out[:is.NOut], is.In[:is.NIn], is.Device.Stream, want.Out[:want.NOut], want.In[:want.NIn], want.Device.Stream, strings.Join(told, "\n      "))
			}
		}
	}
	return steps
}

// sameAction is the action of a model that is an action of a driven system: by its name, or,
// where a timer is due, by the lifetime that passes.
func sameAction(driven, model *sim.TimedSystem, w, m *sim.TimedWorld, a sim.Action, name string) (sim.Action, bool) {
	if a.Op == sim.OpTick {
		for c := range driven.Calls() {
			for _, op := range []sim.Op{sim.OpLifetime, sim.OpTimeout} {
				b := sim.Action{Op: op, Device: a.Device, Arg: uint16(c), AtMS: a.AtMS}
				if found, ok := model.Find(m, model.Name(m, b)); ok {
					return found, true
				}
			}
		}
		return sim.Action{}, false
	}
	return model.Find(m, name)
}

func names(s *sim.TimedSystem, w *sim.TimedWorld) string {
	var list []string
	for _, a := range s.Enabled(w, nil) {
		list = append(list, s.Name(w, a))
	}
	return strings.Join(list, ", ")
}
