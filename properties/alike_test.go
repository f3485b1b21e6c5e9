package properties_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// alikes are scenarios in which devices are alike, and how many images most worlds of them
// have.
var alikes = []struct {
	name, lines string
	images      uint64
}{
	{"two that are called", "devices alice@hs1 bob.a@hs1 bob.b@hs1\nalice must place\nalice may hangup\nbob must answer\nbob may reject\n", 2},
	{"two that are called, of version 1", "rules v1\nservers hs1 hs2\ndevices alice@hs1 bob.a@hs2 bob.b@hs2\nalice must place\nbob must answer\nbob may reject\n", 2},
	{"glare of two and three", "rules v1\ndevices alice.a@hs1 alice.b@hs1 bob.a@hs1 bob.b@hs1 bob.c@hs1\nalice must place\nbob must place\nalice must answer\nbob must answer\n", 2},
	{"glare of three and three", "rules v1\ndevices alice.a@hs1 alice.b@hs1 alice.c@hs1 bob.a@hs1 bob.b@hs1 bob.c@hs1\nalice must place\nbob must place\nalice must answer\nbob must answer\n", 4},
	{"three that are called", "rules v1\ndevices alice@hs1 bob.a@hs1 bob.b@hs1 bob.c@hs1\nalice must place\nbob must answer\n", 6},
	{"two that call", "rules v1\ndevices alice.a@hs1 alice.b@hs1 bob@hs1\nalice.a must place\nalice.b must place\nbob must answer\nalice may hangup\n", 2},
	{"two that call each other", "rules v1\ndevices alice.a@hs1 alice.b@hs1 bob@hs1\ninvitee alice=alice\nalice.a must place\nalice.b must place\nalice must answer\n", 2},
	{"one is away", "rules v1\ndevices alice@hs1 bob.a@hs1 bob.b@hs1\nalice must place\nbob must answer\nfaults suspend=1 sync-batch=1\n", 2},
	{"with faults", "rules v1\ndevices alice@hs1 bob.a@hs1 bob.b@hs1\nalice must place\nbob must answer\nfaults send-fail=1 sync-gap=1 crash=1 capture-refused=1\n", 2},
}

func alikeSystem(t testing.TB, lines, reading string) *sim.System {
	t.Helper()
	s, err := sim.Parse("alike", lines+"reading "+reading+"\n", 1)
	if err != nil {
		t.Fatal(err)
	}
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// TestAlikeEveryState shows, in reachable worlds, that letting alike devices change places
// turns what can happen into what can happen, and what is wrong into what is wrong.
func TestAlikeEveryState(t *testing.T) {
	for _, c := range alikes {
		for _, reading := range []string{"literal", "robust", "literal-sent+elsewhere=first"} {
			t.Run(c.name+"/"+reading, func(t *testing.T) {
				t.Parallel()
				sys := alikeSystem(t, c.lines, reading)
				images, err := scheduler.CheckAlike(context.Background(), sys, properties.NewJudge(sys), 1500)
				if err != nil || images != c.images {
					t.Errorf("%d images, want %d: %v", images, c.images, err)
				}
			})
		}
	}
}

// unaware is a system whose alike devices nobody knows of.
type unaware struct {
	scheduler.System[sim.World, sim.Action]
}

func (a unaware) Drop(w *sim.World) bool { return a.System.(*sim.System).Drop(w) }

func (a unaware) Measure(w *sim.World) uint64 { return a.System.(*sim.System).Measure(w) }

func (a unaware) Mirrored(w *sim.World) bool { return a.System.(*sim.System).Mirrored(w) }

func (a unaware) Mirror(dst, src *sim.World) { a.System.(*sim.System).Mirror(dst, src) }

// TestAlikeCountsAll shows that a search of one world of all that are alike finds what a
// search of all of them does, and counts as many of each kind.
func TestAlikeCountsAll(t *testing.T) {
	lengthy(t)
	for _, c := range alikes {
		for _, reading := range []string{"robust", "literal"} {
			t.Run(c.name+"/"+reading, func(t *testing.T) {
				t.Parallel()
				sys := alikeSystem(t, c.lines, reading)
				options := scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Silent: true, Reduction: scheduler.ReduceFull, MaxStates: 300_000}
				one := scheduler.Search(context.Background(), sys, properties.NewJudge(sys), options)
				all := scheduler.Search(context.Background(), unaware{sys}, properties.NewJudge(sys), options)
				if diff := cmp.Diff(summary(sys, all), summary(sys, one)); diff != "" {
					t.Errorf("all worlds (-), one of those alike (+):\n%s", diff)
				}
				if one.Memory >= all.Memory {
					t.Errorf("one of the worlds that are alike takes %d bytes, all of them %d", one.Memory, all.Memory)
				}
			})
		}
	}
}

// summary is what a result counts, in text.
func summary(sys *sim.System, r *scheduler.SearchResult) []string {
	list := []string{fmt.Sprintf("%v %q: %d states, %d transitions, %d final, mirrored %v", r.Verdict, r.Reason, r.States, r.Transitions, r.Finals, r.Mirrored)}
	for _, f := range r.Findings {
		list = append(list, fmt.Sprintf("property %d, cause %d, %d times", f.Property, f.Cause, f.Count))
	}
	for _, o := range r.Outcomes {
		list = append(list, fmt.Sprintf("%s: %d", sys.OutcomeText(o.Code), o.Finals))
	}
	return list
}

// unlike is a system that lets alike devices change places, but leaves it said whose answer
// a caller has taken.
type unlike struct{ *sim.System }

func (u unlike) Image(dst, src *sim.World, i int) {
	u.System.Image(dst, src, i)
	dst.Peer = src.Peer
}

// TestUnlikeIsCaught shows that a system whose devices are not as alike as it says is found
// out.
func TestUnlikeIsCaught(t *testing.T) {
	for _, c := range alikes {
		sys := alikeSystem(t, c.lines, "literal")
		if _, err := scheduler.CheckAlike(context.Background(), unlike{sys}, properties.NewJudge(sys), 0); err == nil {
			t.Errorf("%s: no promise is broken", c.name)
		}
	}
}

// BenchmarkAlike measures a search of what is left of glare between three devices each, with
// those apart that are alike and with one of them.
func BenchmarkAlike(b *testing.B) {
	for _, reading := range []string{"robust", "robust+sib=withdraw+elsewhere=stop"} {
		sys := alikeSystem(b, alikes[3].lines, reading)
		for _, c := range []struct {
			name string
			sys  scheduler.System[sim.World, sim.Action]
		}{{"apart", unaware{sys}}, {"one", sys}} {
			b.Run(reading+"/"+c.name, func(b *testing.B) {
				for b.Loop() {
					r := scheduler.Search(context.Background(), c.sys, properties.NewJudge(sys), scheduler.SearchOptions{
						KeepGoing: true, Outcomes: true, Silent: true, Reduction: scheduler.ReduceFull,
					})
					b.ReportMetric(float64(r.States), "states")
					b.ReportMetric(float64(r.Memory)/float64(r.States), "bytes/state")
				}
			})
		}
	}
}
