package properties_test

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// commutingSystem is a system that says what commutes, rightly or not.
type commutingSystem interface {
	explorable
	scheduler.Commuting[sim.World, sim.Action]
}

// swapping is the relation that each step of a run, and whatever conflicts with
// nothing in it, may be taken in the other order: both orders are possible, lead to
// one world, from which all goes on alike, and the same goes wrong on the way.
// It looks at worlds that are deeper down than those of [scheduler.CheckCommuting],
// half of them with queues that are full or nearly so.
func swapping(t *testing.T, wrap func(*sim.System) commutingSystem) relation {
	return func(c cell, picks []byte) string {
		sys := c.compile(t)
		does, j := wrap(sys), properties.NewJudge(sys)
		tr := travel(sys, sys, picks)
		if picks[len(picks)-1]%2 == 1 {
			tr = travel(sys, hoarding{sys}, picks)
		}
		for i, a := range tr.actions {
			w := &tr.worlds[i]
			for _, b := range does.Enabled(w, nil) {
				slot := does.Slot(b)
				if a == b || slot < 0 || does.Commutes(w, a)>>slot&1 == 0 {
					continue
				}
				if why := swapped(does, j, w, a, b); why != "" {
					return tr.blame("step %d (%s) and %s: %s", i+1, does.Name(w, a), does.Name(w, b), why)
				}
			}
		}
		return ""
	}
}

// swapped says how two orders of two actions differ, or nothing.
func swapped(does explorable, j judge, w *sim.World, a, b sim.Action) string {
	var ends [2]sim.World
	var wrong [2][2]properties.Set // what each does wrong, first or second
	for order, pair := range [][2]sim.Action{{a, b}, {b, a}} {
		at := *w
		for i, step := range pair {
			if !slices.Contains(does.Enabled(&at, nil), step) {
				return does.Name(w, pair[0]) + " disables the other"
			}
			before := at
			does.Do(&at, step)
			wrong[order][i^order] = j.Step(&before, step, &at)
		}
		ends[order] = at
	}
	switch {
	case ends[0].State != ends[1].State:
		return "the worlds behind both differ"
	case wrong[0] != wrong[1]:
		return "what is wrong depends on the order"
	}
	return ""
}

// hoarding is a system in which no device syncs while anything else can happen, so
// that queues fill up.
type hoarding struct{ *sim.System }

func (h hoarding) Enabled(w *sim.World, buf []sim.Action) []sim.Action {
	all := h.System.Enabled(w, buf)
	kept := slices.DeleteFunc(slices.Clone(all), func(a sim.Action) bool { return a.Op == sim.OpSync })
	if len(kept) == 0 {
		return all
	}
	return kept
}

// crowdedQueues lists cells in which queues fill up.
func crowdedQueues() []cell {
	list := []cell{
		{scenario: "redial", lines: "bystanders 5\n"},
		{scenario: "redial", lines: "bystanders 6\ncandidates 2\n"},
		{scenario: "redial", lines: "servers hs1 hs2\ndevices alice@hs1 bob@hs2\nbystanders 6\ncandidates 2\n"},
		{scenario: "glare-hangup", lines: "media slow\ncandidates 2\n"},
		{scenario: "two-rooms", lines: "alice may hangup\nbob may hangup\ncandidates 1\n"},
		{scenario: "equal-ids", lines: "alice may hangup\nbob may hangup\n"},
	}
	for _, faults := range everyFault()[1:] {
		list = append(list, cell{scenario: "glare-hangup", faults: faults}, cell{scenario: "federated-glare", faults: faults, timing: "async"})
	}
	return list
}

// TestPropertySwapping shows that steps which are said to commute do.
func TestPropertySwapping(t *testing.T) {
	swapping(t, func(sys *sim.System) commutingSystem { return sys }).holds(t, 500, append(crowdedQueues(), asymmetric()...))
}

// TestPropertySwappingFails shows that the relation is broken where everything is
// said to commute.
func TestPropertySwappingFails(t *testing.T) {
	swapping(t, func(sys *sim.System) commutingSystem { return hasty{sys, sys} }).
		fails(t, 20, cell{scenario: "glare", reading: "literal"})
}

// TestCommutingAtFullQueues shows that two sends do not commute where the room of
// one queue is left for one of them only: a homeserver waits for room in both.
func TestCommutingAtFullQueues(t *testing.T) {
	c := cell{"glare", "literal-sent+glare=off-ignore", "", "", "bystanders 6\ncandidates 2\n"}
	sys := c.compile(t)
	tr, err := retrace(sys, sys, 0, slices.Concat(
		[]string{"alice places a", "bob places b", "alice media ready", "bob media ready"},
		slices.Repeat([]string{"somebody sends m.room.message"}, 6),
		[]string{"hs1 accepts alice m.call.invite a", "hs1 accepts bob m.call.invite b"},
		[]string{"hs1 acknowledges alice m.call.invite a", "hs1 acknowledges bob m.call.invite b"},
		[]string{"alice gathers candidates of a", "hs1 accepts alice m.call.candidates a"},
		[]string{"alice gathers candidates of a", "bob gathers candidates of b"},
	))
	if err != nil {
		t.Fatal(err)
	}
	first, second := sim.Action{Op: sim.OpAccept}, sim.Action{Op: sim.OpAccept, Device: 1}
	if swapped(sys, properties.NewJudge(sys), tr.end(), first, second) == "" {
		t.Error("there is room for both")
	}
	if sys.Commutes(tr.end(), first)>>sys.Slot(second)&1 != 0 || sys.Commutes(tr.end(), second)>>sys.Slot(first)&1 != 0 {
		t.Error("they are said to commute")
	}
}
