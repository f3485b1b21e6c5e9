package properties_test

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// aboutNoCall reports whether an action only moves another event of the room on.
func aboutNoCall(w *sim.World, a sim.Action) bool {
	switch b := &w.Box[a.Device]; a.Op {
	case sim.OpCrowd:
		return true
	case sim.OpSync:
		return b.In[0].Type() == model.Message
	case sim.OpFederate:
		return fedTo(w, int(a.Device)).Items[0].Type() == model.Message
	default:
		return false
	}
}

// fedTo is what is on its way to the homeserver of device d of two.
func fedTo(w *sim.World, d int) *sim.FedQueue { return &w.Fed[len(w.Fed)-2+d] }

// withoutCrowd is a world less the other events of the room.
func withoutCrowd(w *sim.World) sim.State {
	s := w.State
	s.Crowd = 0
	for d := range 2 {
		b := &s.Box[d]
		b.NIn = lessMessages(b.In[:b.NIn])
	}
	for i := range s.Fed {
		queue := &s.Fed[i]
		queue.N = lessMessages(queue.Items[:queue.N])
	}
	return s
}

// lessMessages takes the messages out of a queue, and returns how many events stay.
func lessMessages(queue []sim.Item) uint8 {
	return uint8(len(slices.DeleteFunc(queue, func(i sim.Item) bool { return i.Type() == model.Message })))
}

// bystanding is the relation that a run with other events of the room is, without
// them, a run of a scenario that has none, and the same goes wrong.
func bystanding(t *testing.T, wrap func(*sim.System) explorable) relation {
	return func(c cell, picks []byte) string {
		crowded := c
		crowded.lines += "bystanders 3\n"
		sys, alone := crowded.compile(t), c.compile(t)
		tr := travel(sys, wrap(sys), picks)
		quiet := &trip{sys: alone, does: alone, initial: tr.initial, worlds: make([]sim.World, 1)}
		alone.Initial(tr.initial, &quiet.worlds[0])
		wrong, all := []properties.Set{}, tr.faulted()
		for i, a := range tr.actions {
			if aboutNoCall(&tr.worlds[i], a) {
				if all[i] != 0 {
					return tr.blame("step %d is about no call, and %s is wrong", i, violated(all[i]))
				}
			} else {
				if !slices.Contains(alone.Enabled(quiet.end(), nil), a) {
					return tr.blame("without bystanders, step %d is not enabled", i)
				}
				next := *quiet.end()
				alone.Do(&next, a)
				quiet.actions, quiet.worlds = append(quiet.actions, a), append(quiet.worlds, next)
				wrong = append(wrong, all[i])
			}
			if withoutCrowd(&tr.worlds[i+1]) != quiet.end().State {
				return tr.blame("after step %d the world is another one without bystanders", i)
			}
		}
		if wrong = append(wrong, all[len(all)-1]); tr.quiescent() && !slices.Equal(wrong, quiet.faulted()) {
			return tr.blame("%b are wrong, without bystanders %b", wrong, quiet.faulted())
		}
		return ""
	}
}

// TestPropertyBystanders shows that other events of the room change nothing.
func TestPropertyBystanders(t *testing.T) {
	list := []cell{
		{scenario: "single"},
		{scenario: "glare-hangup"},
		{scenario: "retro"},
		{scenario: "slow-media"},
		{scenario: "expiry"},
		{scenario: "redial"},
		{scenario: "two-rooms"},
	}
	for _, faults := range []string{
		"", "send-fail=1", "send-unknown=1", "send-overlap=1", "crash=1", "suspend=1", "duplicate=1", "ice-fail=1", "third-member=1",
	} {
		list = append(list, cell{scenario: "glare", faults: faults}, cell{scenario: "federated-glare", faults: faults})
	}
	bystanding(t, func(sys *sim.System) explorable { return sys }).holds(t, 1000, list)
}

// heedful is a system in which a device that syncs another event of the room takes
// it for the replies to what it has sent.
type heedful struct{ *sim.System }

func (h heedful) Do(w *sim.World, a sim.Action) {
	heeds := a.Op == sim.OpSync && aboutNoCall(w, a)
	h.System.Do(w, a)
	if heeds {
		w.Box[a.Device].Reply = 0
	}
}

// TestPropertyBystandersFails shows that events which are heeded break the relation.
func TestPropertyBystandersFails(t *testing.T) {
	bystanding(t, func(sys *sim.System) explorable { return heedful{sys} }).
		fails(t, 200, cell{scenario: "glare", reading: "literal"})
}

// TestBystandersEveryRun shows for all runs that they end in the same ways with
// another event of the room and without, and that the same goes wrong.
func TestBystandersEveryRun(t *testing.T) {
	lengthy(t)
	for _, c := range []cell{
		{"glare", "literal", "", "", ""},
		{"glare", "literal-sent+batch=sync-end", "", "", ""},
		{"glare", "robust", "send-fail=1", "", ""},
		{"federated-glare", "literal-sent", "", "", ""},
		{"glare", "literal", "", "async", ""},
	} {
		crowded := c
		crowded.lines = "bystanders 1\n"
		with, without := endsOf(crowded.compile(t)), endsOf(c.compile(t))
		if with.states <= without.states || !with.alike(&without) {
			t.Errorf("%s:\nwith bystanders %+v\nwithout %+v", c, with, without)
		}
	}
}
