package drive_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// TestDrivenModelIsTheModel shows that a model device behind the protocol does what the
// model device does: after each step of random runs all that a world has of its devices is
// the same, whichever of them are driven, and the same may happen next. What differs is that
// clients get all their own events back, of which models heed only invites.
func TestDrivenModelIsTheModel(t *testing.T) {
	for _, c := range []struct{ scenario, reading, driven, faults string }{
		{"glare", "literal", "both", ""},
		{"glare", "robust", "both", "send-unknown=1"},
		{"glare-hangup", "literal-sent", "alice", "send-fail=1,capture-refused=1"},
		{"single", "literal", "bob", "ice-fail=1"},
		{"federated-glare", "robust", "both", "crash=1,fed-delay=1"},
		{"redial", "robust", "both", "send-delay=1,send-overlap=1"},
		{"retro", "literal", "both", "duplicate=1"},
		{"glare-v1", "robust", "both", "late-decryption=1"},
		{"single-v1", "literal", "both", ""},
		{"glare", "literal", "both", "third-member=1,crash=1"},
	} {
		t.Run(c.scenario+" "+c.driven, func(t *testing.T) {
			c.reading += "+early-media=connect" // as the media of clients do
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
			each, err := checker.Rules{}.For(s)
			if err != nil {
				t.Fatal(err)
			}
			s.Reasons = true // so that models tell them, as what clients send does
			driven, err := sim.CompileDriven(s, each, opened.Clients)
			if err != nil {
				t.Fatal(err)
			}
			models, err := sim.CompileTimedEach(s, each)
			if err != nil {
				t.Fatal(err)
			}
			steps, connects := 0, 0
			for run := range uint64(100) {
				twin := &twin{T: t, driven: driven, models: models}
				twin.run(run)
				steps, connects = steps+len(twin.told), connects+twin.connects
				if f := opened.Clients.Failure(); f != nil {
					t.Fatalf("%v\n%s", f, strings.Join(f.Details(), "\n"))
				}
			}
			if steps < 250 || connects == 0 {
				t.Errorf("only %d steps were compared, among them %d in which a media path was found", steps, connects)
			}
		})
	}
}

// twin is one run in a world with clients and in one with models.
type twin struct {
	*testing.T
	driven, models *sim.TimedSystem
	w, m           sim.TimedWorld
	told           []string
	connects       int
}

func (t *twin) fail(format string, args ...any) {
	t.Helper()
	t.Fatalf("%s\nafter %s", fmt.Sprintf(format, args...), strings.Join(t.told, "\n      "))
}

// run makes a random run of the clients, and the same of the models.
func (t *twin) run(run uint64) {
	var random scheduler.Random
	random.Seed(5, run)
	initial := random.IntN(t.driven.Initials())
	t.driven.Initial(initial, &t.w)
	t.models.Initial(initial, &t.m)
	for range 200 {
		if is, want := t.offered(t.driven, &t.w), t.offered(t.models, &t.m); is != want {
			t.fail("run %d: with clients may happen %s; with models %s", run, is, want)
		}
		enabled := t.driven.Enabled(&t.w, nil)
		if len(enabled) == 0 {
			return
		}
		a := enabled[random.IntN(len(enabled))]
		for range 9 { // most runs are to come to a call
			if a.Op != sim.OpHangUp && a.Op != sim.OpReject && a.Op != sim.OpIgnore {
				break
			}
			a = enabled[random.IntN(len(enabled))]
		}
		if due := t.w.Driven.Seats[a.Device].DueMS; a.Op != sim.OpTick && a.AtMS == due {
			return // of two things at one moment a client's timer comes first, a model's in either order
		}
		echo := a.Op == sim.OpSync && extra(t.w.Box[a.Device].In[0])
		name := t.driven.Name(&t.w, a)
		t.told = append(t.told, name)
		if !echo {
			same := t.sameActions(a, name)
			if len(same) > 1 {
				return // two timers at one moment, which are one step of a client
			}
			t.models.Do(&t.m, same[0])
		}
		t.driven.Do(&t.w, a)
		if a.Op == sim.OpConnect {
			t.connects++
		}
		t.compare(run)
	}
}

// extra reports whether an event in a sync queue is one that no model gets.
func extra(event sim.Item) bool { return event.Own() && event.Type() != model.Invite }

// compare demands that all that a world has of its devices is the same.
func (t *twin) compare(run uint64) {
	for d := range t.driven.Devices() {
		is, want := &t.w.Box[d], &t.m.Box[d]
		for c := range is.Device.Call {
			held := want.Device.Call[c].State == model.IPend // which is no state of the protocol
			if got := is.Device.Call[c].State; got != want.Device.Call[c].State && !held {
				t.fail("run %d: call %s at %s is %v, of the model %v", run, t.driven.CallName(c), t.driven.DeviceName(d), got, want.Device.Call[c].State)
			}
		}
		in := slices.DeleteFunc(slices.Clone(is.In[:is.NIn]), extra)
		if !slices.Equal(is.Out[:is.NOut], want.Out[:want.NOut]) || !slices.Equal(in, want.In[:want.NIn]) || is.Device.Stream != want.Device.Stream {
			t.fail("run %d: what %s has under way is %v %v %v, of the model %v %v %v", run, t.driven.DeviceName(d),
				is.Out[:is.NOut], in, is.Device.Stream, want.Out[:want.NOut], want.In[:want.NIn], want.Device.Stream)
		}
	}
}

// sameActions are the actions of the models that are an action of clients: of the same name,
// or, where a timer is due, those for which a model has a timer, at the same time.
func (t *twin) sameActions(a sim.Action, name string) (list []sim.Action) {
	bare, _, _ := strings.Cut(name, " @")
	for _, b := range t.models.System.Enabled(&t.m.World, nil) {
		b.AtMS = a.AtMS
		timer := b.Op == sim.OpLifetime || b.Op == sim.OpTimeout
		if a.Op != sim.OpTick && t.models.System.Name(&t.m.World, b) == bare {
			list = append(list, b)
		}
		if a.Op == sim.OpTick && timer && b.Device == a.Device {
			if due, _ := t.models.Window(&t.m, b); due == a.AtMS || due+1 == a.AtMS { // what is due at once is due next
				list = append(list, b)
			}
		}
	}
	if list == nil {
		t.fail("a model cannot do %q", name)
	}
	return list
}

// offered are the fair actions that are pending, but for timers and syncs.
func (t *twin) offered(s *sim.TimedSystem, w *sim.TimedWorld) string {
	var list []string
	for _, a := range w.Pending[:w.NPending] {
		switch a.Op {
		case sim.OpTick, sim.OpLifetime, sim.OpTimeout, sim.OpSync:
		default:
			list = append(list, s.System.Name(&w.World, a))
		}
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// TestReserve shows that processes are used again by whoever drives the same client next.
func TestReserve(t *testing.T) {
	starts := filepath.Join(t.TempDir(), "starts")
	spec := puppetSpec(t, "literal")
	spec.Program.Args = append([]string{"sh", "-c", `echo one >> "$0"; exec "$@"`, starts}, spec.Program.Args...)
	reserve := &drive.Reserve{}
	for range 3 {
		s, err := sim.Setup{Scenario: "single", Timing: "timed"}.Make()
		if err != nil {
			t.Fatal(err)
		}
		opened, err := drive.Open(s, []*drive.Spec{spec, spec}, 1, drive.Options{Reserve: reserve})
		if err != nil {
			t.Fatal(err)
		}
		opened.Clients.Close()
	}
	reserve.Close()
	if text, err := os.ReadFile(starts); err != nil || strings.Count(string(text), "one") != 2 {
		t.Errorf("started %q: %v; want two of them, one for each device", text, err)
	}
}
