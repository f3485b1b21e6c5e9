package properties_test

import (
	"strings"
	"testing"

	"github.com/glarelab/glare/properties"
)

// oneByOne replaces each sync of several events by as many syncs of one event.
func oneByOne(names []string) []string {
	var list []string
	for _, name := range names {
		head, events, several := strings.Cut(name, " at once: ")
		if !several {
			list = append(list, name)
			continue
		}
		user, _, _ := strings.Cut(head, " ")
		for event := range strings.SplitSeq(events, ", ") {
			list = append(list, user+" syncs "+event)
		}
	}
	return list
}

// splitting is the relation that one sync of several events does what as many syncs
// of one event do: the run with these is a run, ends alike, and does all the wrong
// that the one with the batch does. It may do more on the way: what a batch brings and
// takes back within one sync is seen by nobody.
func splitting(t *testing.T) relation {
	return func(c cell, picks []byte) string {
		sys := c.compile(t)
		tr := travel(sys, sys, picks)
		names := tr.names()
		single, err := retrace(sys, sys, tr.initial, oneByOne(names))
		if err != nil {
			return tr.blame("one by one: %v", err)
		}
		want, got := tr.end().State, single.end().State
		if got.Budget = want.Budget; got != want {
			return tr.blame("it ends with %s, one by one with %s", tr.outcome(), single.outcome())
		}
		if here, there := all(tr.faulted()), all(single.faulted()); here&^there != 0 {
			return tr.blame("wrong is %s, one by one %s", violated(here), violated(there))
		}
		return ""
	}
}

// all is what a run does wrong anywhere.
func all(faulted []properties.Set) (set properties.Set) {
	for _, s := range faulted {
		set |= s
	}
	return set
}

// batches lists cells in which a sync may bring several events.
func batches() []cell {
	var list []cell
	for _, scenario := range []string{"single", "glare", "glare-hangup", "retro", "redial", "federated-glare", "bystanders", "two-rooms", "equal-ids"} {
		list = append(list, cell{scenario: scenario, faults: "sync-batch=2"}, cell{scenario: scenario, faults: "sync-batch=1,send-fail=1"})
	}
	return append(
		list,
		cell{scenario: "glare-hangup", faults: "sync-batch=2", timing: "async"},
		cell{scenario: "redial", faults: "sync-batch=2,send-overlap=1", lines: "candidates 2\n"},
		cell{scenario: "glare-hangup", faults: "sync-batch=2,sync-replay=1", timing: "async"},
	)
}

// TestPropertySplitting shows that how many events a sync brings changes nothing
// where a client decides event by event.
func TestPropertySplitting(t *testing.T) {
	split := splitting(t)
	relation(func(c cell, picks []byte) string {
		if strings.HasSuffix(c.reading, "+batch=sync-end") {
			return ""
		}
		return split(c, picks)
	}).holds(t, 1000, batches())
}

// TestPropertySplittingFails shows that it does change something where a client
// decides at the end of a sync.
func TestPropertySplittingFails(t *testing.T) {
	splitting(t).fails(t, 500, cell{scenario: "glare-hangup", reading: "literal+batch=sync-end", faults: "sync-batch=2"})
}

// TestBatchesEveryRun shows for all runs that batches add no way to end, and nothing
// that is wrong.
func TestBatchesEveryRun(t *testing.T) {
	lengthy(t)
	for _, single := range []cell{
		{"glare", "literal", "", "", ""},
		{"glare-hangup", "robust", "", "", ""},
		{"retro", "literal-sent", "", "", ""},
		{"federated-glare", "literal", "send-fail=1", "", ""},
	} {
		several := single
		several.faults = strings.TrimPrefix(several.faults+",sync-batch=1", ",")
		with, without := endsOf(several.compile(t)), endsOf(single.compile(t))
		if with.states <= without.states || !with.alike(&without) {
			t.Errorf("%s:\nwith batches %+v\nwithout %+v", single, with, without)
		}
	}
}
