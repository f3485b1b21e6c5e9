package properties_test

import (
	"context"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// crowd is a scenario of more than two devices, and how many worlds it has, whole and
// without dead messages.
type crowd struct {
	name, lines     string
	reading, faults string
	whole, left     uint64
}

const (
	aliceCalls    = "alice must place\nbob must answer\n"
	ofThree       = "rules v1\nroom r1 alice bob carol\ndevices alice@hs1 bob@hs1 carol@hs1\n"
	besideHostile = "rules v1\nroom r1 alice bob mallory\ndevices alice@hs1 bob@hs1 mallory@hs1\nhostile mallory\n"
	bothCall      = "alice must place\nbob must place\nalice must answer\nbob must answer\n"
)

// crowds lists scenarios that the plain explorer takes in a second or two.
var crowds = []crowd{
	{"called on two", "devices alice@hs1 bob.phone@hs1 bob.laptop@hs1\n" + aliceCalls, "literal-sent", "", 346, 138},
	{"called on three", "devices alice@hs1 bob.a@hs1 bob.b@hs1 bob.c@hs1\n" + aliceCalls, "literal-sent", "", 1360, 392},
	{"on two servers", "servers hs1 hs2\ndevices alice@hs1 bob.phone@hs2 bob.laptop@hs2\n" + aliceCalls, "robust", "", 450, 174},
	{"glare, one has two", "devices alice.phone@hs1 alice.laptop@hs1 bob@hs1\n" + bothCall, "literal-sent", "", 28516, 1386},
	{"one device answers", "devices alice@hs1 bob.phone@hs1 bob.laptop@hs1\nalice must place\nbob.laptop must answer\nbob.phone may reject\nalice may hangup\n", "robust", "", 4602, 564},
	{"three users", "servers hs1 hs2 hs3\nroom r1 alice bob\nroom r2 alice carol\ndevices alice@hs1 bob@hs2 carol@hs3\nalice must place\nbob must answer\ncarol must answer\n", "literal-sent", "", 101, 53},
	{"send fails", "devices alice@hs1 bob.phone@hs1 bob.laptop@hs1\n" + aliceCalls, "robust", "send-fail=1", 1412, 436},
	{"restart", "devices alice@hs1 bob.phone@hs1 bob.laptop@hs1\n" + aliceCalls, "robust", "crash=1", 3182, 634},
	{"gap", "devices alice@hs1 bob.phone@hs1 bob.laptop@hs1\n" + aliceCalls, "literal", "sync-gap=1", 1002, 306},
	{"third member", ofThree + "invitee alice=bob carol=alice\nalice must place\ncarol must place\nbob must answer\n", "literal", "", 55511, 5765},
	{"third member, asked for", ofThree + "invitee alice=bob carol=alice\nalice must place\ncarol must place\nalice must answer\nbob must answer\n", "robust", "", 96760, 8192},
	{"anyone may answer", ofThree + "alice must place\nbob must answer\ncarol may answer\ncarol may reject\n", "literal-sent", "", 4497, 431},
	{"hostile member", besideHostile + "invitee alice=bob\n" + aliceCalls, "literal", "hostile-member=1", 8055, 2896},
	{"hostile copies", besideHostile + "invitee alice=bob\n" + aliceCalls, "literal-sent+dup=clobber", "hostile-member=1", 7532, 2644},
	{"hostile member withstood", "servers hs1 hs2 hs3\n" + strings.ReplaceAll(strings.ReplaceAll(besideHostile, "bob@hs1", "bob@hs2"), "mallory@hs1", "mallory@hs3") + "invitee alice=bob\n" + aliceCalls, "robust", "hostile-member=1", 18263, 5987},
	{"hostile among old clients", strings.ReplaceAll(besideHostile, "rules v1\n", "") + aliceCalls, "literal", "hostile-member=1", 34, 34},
	{"overtakes", "servers hs1 hs2\ndevices alice@hs1 bob.phone@hs2 bob.laptop@hs2\n" + aliceCalls + "alice may hangup\n", "literal", "fed-reorder=1,soft-fail=1", 18518, 962},
}

func (c *crowd) compile(t *testing.T) *sim.System {
	t.Helper()
	s, err := sim.Parse(c.name, c.lines+"reading "+c.reading+"\n", 1)
	if err != nil {
		t.Fatal(err)
	}
	faults, err := sim.ParseFaults(c.faults)
	if err != nil {
		t.Fatal(err)
	}
	s.AddFaults(faults)
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// TestManyDevicesMirror shows that where two users with two devices each are alike, what
// they do is alike.
func TestManyDevicesMirror(t *testing.T) {
	c := crowd{name: "two each", reading: "literal-sent", lines: "servers hs1 hs2\ndevices alice.phone@hs1 alice.laptop@hs1 bob.phone@hs2 bob.laptop@hs2\n" + bothCall}
	sys := c.compile(t)
	mirrored, err := scheduler.CheckSymmetry(context.Background(), sys, properties.NewJudge(sys), 5000)
	if err != nil || mirrored < 4000 {
		t.Errorf("of 5000 worlds %d have an image, want nearly all: %v", mirrored, err)
	}
	c.lines += "bob.laptop may place\n"
	if sys = c.compile(t); sys.Asymmetry() == "" {
		t.Error("nothing differs although bob may call with his other device, and alice must with her first one")
	}
}

// TestManyDevices shows that the search of more than two devices agrees with the plain
// explorer on all that it counts, that names are unique and devices valid, and that what
// is left without dead messages can do what the worlds can.
func TestManyDevices(t *testing.T) {
	for i := range crowds {
		c := &crowds[i]
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sys := c.compile(t)
			j := properties.NewJudge(sys)
			visit := func(w *sim.World, enabled []sim.Action) {
				for d := range sys.Devices() {
					if err := model.Valid(config(sys, d), &w.Box[d].Device); err != nil && !t.Failed() {
						t.Errorf("%s's device %+v: %v", sys.DeviceName(d), w.Box[d].Device, err)
					}
				}
				if name := twice(sys, w, enabled); name != "" && !t.Failed() {
					t.Errorf("two enabled actions are called %q", name)
				}
			}
			whole := search(sys, j)
			requireSameGraph(t, explore(sys, j, visit), whole)
			left := scheduler.Search(context.Background(), sys, j, scheduler.SearchOptions{
				KeepGoing: true, Outcomes: true, Silent: true, Reduction: scheduler.ReduceFull,
			})
			if whole.States != c.whole || left.States != c.left {
				t.Errorf("%d worlds, and %d without dead messages; want %d and %d", whole.States, left.States, c.whole, c.left)
			}
			if found(whole) != found(left) || len(whole.Outcomes) != len(left.Outcomes) {
				t.Errorf("violated are %s and %d ends; without dead messages %s and %d", violated(found(whole)), len(whole.Outcomes), violated(found(left)), len(left.Outcomes))
			}
			if _, err := scheduler.CheckDropping(context.Background(), sys, j, 2000); err != nil {
				t.Error(err)
			}
			if _, err := scheduler.CheckCommuting(context.Background(), sys, j, 300); err != nil {
				t.Error(err)
			}
		})
	}
}
