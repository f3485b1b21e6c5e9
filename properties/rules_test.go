package properties_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// places lists where rules are looked for: the bundled scenarios, the small ones
// with each fault, and at last what no bundled scenario has, such as video.
func places() []cell {
	var list []cell
	for _, scenario := range []string{
		"glare", "single", "retro", "slow-media", "federated-glare", "two-rooms", "equal-ids", "expiry",
	} {
		list = append(list, cell{scenario: scenario})
	}
	for _, scenario := range []string{"glare", "single", "slow-media", "federated-glare"} {
		for _, faults := range everyFault()[1:] {
			list = append(list, cell{scenario: scenario, faults: faults})
		}
	}
	return append(list,
		cell{scenario: "glare-hangup"},
		cell{scenario: "glare", timing: "async"},
		cell{scenario: "glare", lines: "kind alice=voice bob=video\n"},
		cell{scenario: "glare", lines: "quiet alice bob\n"},
	)
}

// survey is what a search of one cell has come to: which rules applied, and what
// the runs violate (one-rule aside) and end in.
type survey struct {
	applied  []atomic.Bool
	violated uint32
	ends     map[uint64]bool
	complete bool
}

// surveyor is a judge that notes which rules apply.
type surveyor struct {
	*properties.Judge
	applied []atomic.Bool
}

var oneRule = func() uint32 {
	i, err := properties.Find("one-rule")
	if err != nil {
		panic(err)
	}
	return 1 << i
}()

func (j surveyor) Step(before *sim.World, a sim.Action, after *sim.World) uint32 {
	e := &after.Last.Effects
	for _, rule := range e.Fired[:e.NFired] {
		if !j.applied[rule].Load() {
			j.applied[rule].Store(true)
		}
	}
	return j.Judge.Step(before, a, after) &^ oneRule
}

func conduct(t *testing.T, c cell, rules []model.Rule) *survey {
	t.Helper()
	sys := c.compileRules(t, rules)
	s := &survey{applied: make([]atomic.Bool, len(rules)), ends: map[uint64]bool{}}
	r := scheduler.Search(context.Background(), sys, surveyor{properties.NewJudge(sys), s.applied}, scheduler.SearchOptions{
		KeepGoing: true, Outcomes: true, Silent: true, MaxStates: 200_000, Workers: 2,
	})
	s.violated, s.complete = found(r), r.Verdict != scheduler.Undecided
	for _, o := range r.Outcomes {
		s.ends[o.Code] = true
	}
	return s
}

// readingsOf lists readings that have a rule, those with the fewest knobs changed
// first.
func readingsOf(t *testing.T, r *model.Rule) []string {
	t.Helper()
	var list []string
	for _, reading := range model.Readings() {
		text := reading.Name
		for _, when := range r.When {
			if !slices.ContainsFunc(when.Values, func(v string) bool { return reading.Is(when.Knob, v) }) {
				value := when.Values[0]
				if base, ok := strings.CutSuffix(value, "MS"); ok {
					value = base + "3000"
				} else if base, ok := strings.CutSuffix(value, "N"); ok {
					value = base + "1"
				}
				text += "+" + when.Knob.String() + "=" + value
			}
		}
		list = append(list, text)
	}
	slices.SortStableFunc(list, func(a, b string) int { return strings.Count(a, "+") - strings.Count(b, "+") })
	return list
}

func TestPropertyEveryRuleIsNeeded(t *testing.T) {
	rules := model.V0()
	surveys := map[cell]*survey{}
	surveyOf := func(c cell) *survey {
		if surveys[c] == nil {
			surveys[c] = conduct(t, c, rules)
		}
		return surveys[c]
	}
	for i := range rules {
		r := &rules[i]
		fires, verdict := 0, ""
	search:
		for _, reading := range readingsOf(t, r) {
			for _, place := range places() {
				place.reading = reading
				whole := surveyOf(place)
				if !whole.applied[i].Load() {
					continue
				}
				fires++
				if r.Stays && len(r.Do) == 0 {
					verdict = "ignores on purpose, " + place.String()
					break search
				}
				less := conduct(t, place, slices.Delete(slices.Clone(rules), i, i+1))
				switch {
				case whole.violated != less.violated:
					verdict = fmt.Sprintf("%v: violated %q, without it %q", place, violated(whole.violated), violated(less.violated))
				case whole.complete && less.complete && !maps.Equal(whole.ends, less.ends):
					verdict = fmt.Sprintf("%v: ends in %d ways, without it %d", place, len(whole.ends), len(less.ends))
				}
				if verdict != "" || fires >= 40 {
					break search
				}
			}
		}
		switch {
		case fires == 0:
			verdict = "NEVER"
		case verdict == "":
			verdict = fmt.Sprint("UNNEEDED in ", fires)
		}
		fmt.Printf("%-28s %v\n", r.Name(), verdict)
	}
	fmt.Println(len(surveys))
}
