package properties_test

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// lost is a call whose caller's process restarts when media is to be connected,
// so that the callee waits for it for ever, unless it has a timeout.
const lost = `
timing timed
latency send=100 reply=50 sync=200 federate=1000 media=1000 connect=500 react=3000 press=0
bystanders 2
faults crash=1
alice must place
bob must answer
`

// run takes, of what is enabled, first what has one of the names, else what is
// fair, and returns what the judge says of the last step and of the end.
func run(t *testing.T, text string, names ...string) (j *properties.TimedJudge, before, after sim.TimedWorld, last sim.Action) {
	t.Helper()
	s, err := sim.Parse("lost", text, 1)
	if err != nil {
		t.Fatal(err)
	}
	sys, err := sim.CompileTimed(s)
	if err != nil {
		t.Fatal(err)
	}
	sys.Initial(0, &after)
	for {
		var pick *sim.Action
		enabled := sys.Enabled(&after, nil)
		for i, a := range enabled {
			if len(names) > 0 && sys.Name(&after, a) == names[0] {
				pick, names = &enabled[i], names[1:]
				break
			}
			if pick == nil && sys.Fair(&after, a) {
				pick = &enabled[i]
			}
		}
		if pick == nil {
			if len(names) > 0 {
				t.Fatalf("%q did not become possible", names[0])
			}
			return properties.NewTimedJudge(sys), before, after, last
		}
		before, last = after, *pick
		sys.Do(&after, last)
	}
}

// bit is the bit of bounded-life, and its index.
func bit(t *testing.T) (properties.Set, int) {
	t.Helper()
	index, err := properties.Find("bounded-life")
	if err != nil {
		t.Fatal(err)
	}
	return 1 << index, index
}

// TestBoundedLifeAtTheEnd shows a call that connects for ever in a world where
// nothing more happens.
func TestBoundedLifeAtTheEnd(t *testing.T) {
	bounded, index := bit(t)
	j, _, w, _ := run(t, lost, "alice restarts @5600")
	if j.Final(&w)&bounded == 0 {
		t.Fatalf("not found: %v, %v", w.Box[0].Device.Call, w.Box[1].Device.Call)
	}
	why, ok := j.Explain(index, nil, sim.Action{}, &w)
	if !ok || !strings.Contains(why.Facts[0], "handed over at 1000 ms") || !strings.Contains(why.Facts[1], "connecting at bob") {
		t.Errorf("explained as %v", why)
	}
}

// TestBoundedLifeOnTheWay shows the same where somebody else makes time pass.
func TestBoundedLifeOnTheWay(t *testing.T) {
	bounded, index := bit(t)
	for _, c := range []struct {
		crowd    []string
		violated bool
	}{
		{[]string{"somebody sends m.room.message @95600"}, false},
		{[]string{"somebody sends m.room.message @95600", "somebody sends m.room.message @140800"}, false},
		{[]string{"somebody sends m.room.message @95600", "somebody sends m.room.message @185800"}, true},
	} {
		j, before, after, last := run(t, lost, append([]string{"alice restarts @5600"}, c.crowd...)...)
		if got := j.Step(&before, last, &after)&bounded != 0; got != c.violated {
			t.Errorf("%v, at %d ms: violated %v, want %v", c.crowd, after.NowMS, got, c.violated)
		}
		if why, ok := j.Explain(index, &before, last, &after); ok != c.violated {
			t.Errorf("%v: explained as %v", c.crowd, why)
		}
	}
}

// TestBoundedLifeHolds shows that a connecting timeout mends it.
func TestBoundedLifeHolds(t *testing.T) {
	bounded, _ := bit(t)
	j, before, w, last := run(t, lost+"reading literal+connecting=20000\n", "alice restarts @5600")
	if set := j.Final(&w) | j.Step(&before, last, &w); set&bounded != 0 || w.NowMS < 25000 {
		t.Errorf("at %d ms: violated %v, %v, %v", w.NowMS, set&bounded != 0, w.Box[0].Device.Call, w.Box[1].Device.Call)
	}
}
