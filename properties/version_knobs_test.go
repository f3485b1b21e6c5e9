package properties_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

// onlyDeclines is a scenario in which whoever is called declines, or answers for good.
const onlyDeclines = "alice may hangup x0\nbob may hangup x0\nbob may ignore x0\n"

// bothVersions are scenarios, with one device a user, that both versions play alike.
var bothVersions = []cell{
	{scenario: "single"},
	{scenario: "single", lines: onlyDeclines},
	{scenario: "single", timing: "async"},
	{scenario: "single", faults: "leave=1"},
	{scenario: "glare"},
	{scenario: "glare", faults: "send-fail=1"},
	{scenario: "glare", lines: "kind alice=voice bob=video\n"},
	{scenario: "glare-hangup"},
	{scenario: "federated-glare"},
	{scenario: "retro"},
}

// versionsDiffer are the points in which the text of version 1 makes ends, or what goes
// wrong, other than in version 0.
var versionsDiffer = []struct {
	cell         cell // without a reading
	values       []string
	only0, only1 []string // ends, and properties that are violated
	why          string
}{
	{cell{scenario: "retro"}, deaf, []string{"kept-waiting"}, nil, rejectCounts},
	{cell{scenario: "single", lines: onlyDeclines}, deaf, []string{"kept-waiting"}, nil, rejectCounts},
	{
		cell{scenario: "single", faults: "leave=1"},
		[]string{"leave=hangup"},
		nil,
		[]string{"kept-waiting"},
		"version 0 says nothing of who leaves the room, so that nobody is told of anything; version 1 does (V1-LEAVE-1, V1-LEAVE-2)",
	},
	{
		cell{scenario: "single", faults: "leave=1"},
		[]string{"leave=progress"},
		nil,
		[]string{"alice=idle bob=connecting(a)", "same-call", "nobody-stuck", "kept-waiting"},
		"as above, and what rings rings on when its caller leaves, so that whoever answers it then connects for ever",
	},
}

// deaf are the readings that hear no hangup before an answer.
var deaf = []string{"auth=party", "auth=chosen"}

const rejectCounts = "whoever is deaf to hangups before an answer waits in vain for a callee who has declined; version 1 declines with " +
	"a reject, which counts whoever sends it (V1-REJ-2, V1-REJ-3)"

// TestKnobsEndAlike compares both versions under every value of every knob, in scenarios
// in which nothing of version 1 differs but what is listed: they end in the same ways, and
// do the same things wrong. What is listed and does not differ is wrong, too.
func TestKnobsEndAlike(t *testing.T) {
	lengthy(t)
	var mutex sync.Mutex
	used := map[int]bool{}
	t.Run("all", func(t *testing.T) {
		for _, either := range bothVersions {
			for _, reading := range oneKnobOff() {
				if either.faults == "leave=1" && strings.Contains(reading, "+") && !strings.Contains(reading, "+leave=") {
					continue // of leaving, only its own knob says anything
				}
				c := either
				c.reading = reading
				t.Run(c.String(), func(t *testing.T) {
					t.Parallel()
					old, now := endsUnder(t, c, "v0"), endsUnder(t, c, "v1")
					var only0, only1 []string
					for i, d := range versionsDiffer {
						if d.cell != either || !slices.ContainsFunc(d.values, func(v string) bool { return has(t, reading, v) }) {
							continue
						}
						only0, only1 = d.only0, d.only1
						mutex.Lock()
						used[i] = true
						mutex.Unlock()
						break
					}
					if got := less(old, now); !slices.Equal(got, only0) {
						t.Errorf("only in version 0: %q, want %q", got, only0)
					}
					if got := less(now, old); !slices.Equal(got, only1) {
						t.Errorf("only in version 1: %q, want %q", got, only1)
					}
				})
			}
		}
	})
	for i, d := range versionsDiffer {
		if !used[i] {
			t.Errorf("no reading has %s %q: %s", d.cell, d.values, d.why)
		}
	}
}

// oneKnobOff are the bundled readings, and literal and robust with one knob changed.
func oneKnobOff() []string {
	list := []string{"literal-sent"}
	for _, base := range []model.Reading{model.Readings()[0], model.Readings()[2]} {
		list = append(list, base.Name)
		for k := range model.NumKnobs {
			for i, value := range k.Values() {
				s := model.Setting{Value: uint8(i), Number: sampleNumber(value)}
				if s != base.Setting[k] {
					list = append(list, base.With(k, s).Name)
				}
			}
		}
	}
	return list
}

// has reports whether a reading gives a knob a value, as in "knob=value".
func has(t *testing.T, name, setting string) bool {
	t.Helper()
	r := reading(t, name)
	knob, value, _ := strings.Cut(setting, "=")
	k, err := model.FindKnob(knob)
	if err != nil {
		t.Fatal(err)
	}
	return r.Is(k, value)
}

// endsUnder lists how the runs of a cell end by the rules of a version, and which
// properties some run violates.
func endsUnder(t *testing.T, c cell, rules string) []string {
	t.Helper()
	sys := withRules(t, c, rules)
	r := scheduler.Search(t.Context(), sys, properties.NewJudge(sys), scheduler.SearchOptions{
		KeepGoing: true, Outcomes: true, Silent: true, Reduction: scheduler.ReduceFull,
	})
	return append(outcomes(sys, r), strings.Fields(violated(found(r)))...)
}

// less is the texts of a list that another does not have.
func less(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(text string) bool { return slices.Contains(other, text) })
}
