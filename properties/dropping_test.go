package properties_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

var everyCell = flag.Bool("every-cell", false, "compare searches with and without dead messages in every cell, for most of an hour")

// TestDroppingEveryState shows, in the reachable worlds of small cells, that what is
// left of a world without its dead messages can do what the world can, and nothing else.
func TestDroppingEveryState(t *testing.T) {
	lengthy(t)
	for i, c := range small() {
		most := uint64(200)
		if *everyCell || i%16 == 0 {
			most = 10_000
		}
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			sys := c.compile(t)
			if _, err := scheduler.CheckDropping(context.Background(), sys, properties.NewJudge(sys), most); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestDroppingOfMutants shows the same for rules that are wrong, and whole results.
func TestDroppingOfMutants(t *testing.T) {
	lengthy(t)
	for i, m := range model.Mutants(model.Version0) {
		for n, c := range []cell{
			{"glare", "literal-sent", "", "", ""},
			{"single", "robust", "", "", ""},
			{"glare-hangup", "literal", "", "async", ""},
			{"slow-media", "robust", "crash=1,send-fail=1", "", ""},
			{"federated-glare", "robust", "duplicate=1", "", ""},
		} {
			sys := c.compileRules(t, m.Rules)
			if _, err := scheduler.CheckDropping(context.Background(), sys, properties.NewJudge(sys), 100); err != nil {
				t.Errorf("%s, %s: %v", m.Name, c, err)
			}
			if n < 2 && (*everyCell || (i+n)%8 == 0) {
				requireSameAnswer(t, m.Name+", "+c.String(), sys, 50_000)
			}
		}
	}
}

// forgetful is a system that takes every hangup for dead that is next to be synced.
type forgetful struct{ *sim.System }

func (f forgetful) Drop(w *sim.World) bool {
	dropped := f.System.Drop(w)
	for d := range f.Devices() {
		if b := &w.Box[d]; b.NIn > 0 && b.In[0].Type() == model.Hangup {
			copy(b.In[:], b.In[1:])
			b.NIn--
			b.In[b.NIn] = sim.Item{}
			dropped = true
		}
	}
	return dropped
}

// TestUnsoundDroppingIsCaught shows that a system which drops too much is found out both
// by what it promises and by what it misses.
func TestUnsoundDroppingIsCaught(t *testing.T) {
	sys := cell{"single", "literal", "", "", ""}.compile(t)
	j := properties.NewJudge(sys)
	if _, err := scheduler.CheckDropping(context.Background(), forgetful{sys}, j, 0); err == nil {
		t.Error("no promise is broken")
	}
	full := scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Silent: true, Reduction: scheduler.ReduceFull}
	wrong := scheduler.Search(context.Background(), forgetful{sys}, j, full)
	if diff := cmp.Diff(answer(sys, search(sys, j)), answer(sys, wrong)); diff == "" {
		t.Error("a search without hangups finds the same")
	}
}

// TestDroppingAgrees shows that with and without dead messages a search gives one verdict,
// and finds the same ways to end and to violate something.
func TestDroppingAgrees(t *testing.T) {
	lengthy(t)
	n := 0
	var compared atomic.Int64
	t.Cleanup(func() {
		t.Logf("%d of %d cells are small enough", compared.Load(), n)
		if compared.Load() == 0 {
			t.Error("no cell is small enough, so that nothing was compared")
		}
	})
	// The last ones change what is ignored.
	readings := slices.Concat(model.ReadingNames(), model.ProfileNames(), []string{
		"literal+inflight=defer", "literal+dup=clobber", "robust+dup=error", "robust+echo-filter=none+abort-in=hangup",
		"literal+unk=tombstone+batch=sync-end", "literal+auth=party+late-answer=hangup", "literal+restart=resume", "literal+winner=first-in-room",
		"robust+connecting=20000+early-media=connect", "literal-sent+sendfail=retry-2+life-end=hangup",
	})
	for _, scenario := range sim.ScenarioNames() {
		for _, reading := range readings {
			if !slices.Contains(scenariosFor(reading), scenario) {
				continue
			}
			for i, faults := range everyFault() {
				for _, timing := range []string{"", "async"} {
					c := cell{scenario, reading, faults, timing, ""}
					n++
					most := uint64(20_000)
					switch {
					case *everyCell && faults == "":
						most = 500_000
					case *everyCell:
						most = 30_000
					case i+n%5 != 0 && n%17 != 0:
						continue
					}
					t.Run(c.String(), func(t *testing.T) {
						t.Parallel()
						if requireSameAnswer(t, c.String(), c.compile(t), most) {
							compared.Add(1)
						}
					})
				}
			}
		}
	}
}

// requireSameAnswer compares searches with and without dead messages, where there are no
// more worlds than that, and reports whether that is so.
func requireSameAnswer(t *testing.T, name string, sys *sim.System, most uint64) bool {
	t.Helper()
	j := properties.NewJudge(sys)
	options := scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Silent: true, MaxStates: most}
	want := scheduler.Search(context.Background(), sys, j, options)
	if want.Reason != "" || found(want)&setOf("within-limits") != 0 {
		return false
	}
	options.Reduction = scheduler.ReduceFull
	got := scheduler.Search(context.Background(), sys, j, options)
	if diff := cmp.Diff(answer(sys, want), answer(sys, got)); diff != "" || got.States > want.States {
		t.Errorf("%s: of %d states %d are left (-whole +left):\n%s", name, want.States, got.States, diff)
	}
	return true
}

// answer is what a search has found but for numbers and lengths.
func answer(sys *sim.System, r *scheduler.SearchResult) string {
	lines := outcomes(sys, r)
	for _, f := range r.Findings {
		name := "rest"
		if f.Property != scheduler.Liveness {
			name = properties.Names()[f.Property]
		}
		lines = append(lines, fmt.Sprintf("%s, cause %d", name, f.Cause))
	}
	slices.Sort(lines)
	return r.Verdict.String() + "\n" + strings.Join(lines, "\n")
}
