package properties_test

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// survey is what a search of one cell has come to: which rules applied, what is
// violated, how runs end.
type survey struct {
	cell     cell
	applied  []atomic.Bool  // by rule
	violated properties.Set // one-rule aside
	ends     map[scheduler.Code]bool
	complete bool
	states   uint64
}

// endless is the bit, beside those of properties, of runs that never come to rest.
const endless = 1 << 30

// surveyor is a judge that notes which rules apply, overlooks one-rule, and tells
// ends apart by all that users could know: how the calls stand, who wants to talk,
// and who gave up what.
type surveyor struct {
	*properties.Judge
	sys     *sim.System
	applied []atomic.Bool
}

var oneRule = setOf("one-rule")

func (j surveyor) Step(before *sim.World, a sim.Action, after *sim.World) scheduler.Set {
	e := &after.Last.Effects
	for _, rule := range e.Fired[:e.NFired] {
		if !j.applied[rule].Load() { // a store would make the workers wait for each other
			j.applied[rule].Store(true)
		}
	}
	return j.Judge.Step(before, a, after) &^ oneRule
}

func (j surveyor) Outcome(w *sim.World) scheduler.Code {
	code := j.Judge.Outcome(w)
	for d := range j.sys.Devices() {
		code[0] = code[0]<<sim.MaxRooms | uint64(j.sys.Willing(w, d))
	}
	for c := range w.Call {
		code[0] = code[0]<<1 | uint64(w.Call[c]&sim.GivenUp)/uint64(sim.GivenUp)
	}
	return code
}

// conduct surveys a cell under a list of rules.
func conduct(t *testing.T, c cell, rules []model.Rule) *survey {
	t.Helper()
	sys := c.compileRules(t, rules)
	s := &survey{cell: c, applied: make([]atomic.Bool, len(rules)), ends: map[scheduler.Code]bool{}}
	r := scheduler.Search(context.Background(), sys, surveyor{properties.NewJudge(sys), sys, s.applied}, scheduler.SearchOptions{
		KeepGoing: true, Outcomes: true, Silent: true, MaxStates: 40_000,
	})
	s.violated, s.complete, s.states = found(r), r.Verdict != scheduler.Undecided, r.States
	if slices.ContainsFunc(r.Findings, func(f scheduler.Finding) bool { return f.Property == scheduler.Liveness }) {
		s.violated |= endless
	}
	for _, o := range r.Outcomes {
		s.ends[o.Code] = true
	}
	return s
}

// each does n things, two at a time.
func each(n int, do func(i int)) {
	var group sync.WaitGroup
	var next atomic.Int64
	for range 2 {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	group.Wait()
}

// conductAll surveys cells, several at a time; those in which least is violated
// come first, and of these the smallest.
func conductAll(t *testing.T, cells []cell, rules []model.Rule) []*survey {
	t.Helper()
	surveys := make([]*survey, len(cells))
	each(len(cells), func(i int) { surveys[i] = conduct(t, cells[i], rules) })
	slices.SortStableFunc(surveys, func(a, b *survey) int {
		return cmp.Or(bits.OnesCount64(a.violated)-bits.OnesCount64(b.violated), cmp.Compare(a.states, b.states))
	})
	return surveys
}

// plain lists where a reading with some knob changed is surveyed.
var plain = []cell{
	{scenario: "glare"},
	{scenario: "single"},
	{scenario: "retro"},
	{scenario: "slow-media"},
	{scenario: "equal-ids"},
	{scenario: "glare", faults: "crash=1"},
	{scenario: "glare", faults: "send-fail=1"},
	{scenario: "single", faults: "duplicate=1"},
	{scenario: "glare", faults: "sync-batch=1"},
}

// beyond lists places that no bundled scenario has.
var beyond = []cell{
	{scenario: "single", timing: "async"},
	{scenario: "glare", lines: "kind alice=voice bob=video\n"},
	{scenario: "glare", lines: "media slow\nkind alice=voice bob=video\n"},
	{scenario: "glare", lines: "media slow\nids alice=\"x\" bob=\"x\"\n"},
	{scenario: "glare", lines: "quiet alice bob\n"},
	// One calls, hangs up and calls again, and the second invite overtakes.
	{scenario: "glare", lines: "bob must place x0\nalice must place x2\nalice may hangup\nfaults send-overlap=1\n"},
}

// farBeyond lists places that few rules are for: two faults at once, and a
// hangup that overtakes its invite and names an ID of both.
var farBeyond = []cell{
	{scenario: "glare", faults: "crash=1,send-unknown=1"},
	{scenario: "single", faults: "duplicate=1", timing: "async"},
	{scenario: "glare", faults: "send-overlap=1", lines: "ids alice=\"x\" bob=\"x\"\nbob may hangup\n"},
}

// bundledPlaces lists the small bundled scenarios, and with each fault those that
// are very small.
func bundledPlaces() []cell {
	list := slices.Concat(plain, []cell{
		{scenario: "two-rooms"},
		{scenario: "expiry"},
		{scenario: "federated-glare", faults: "fed-reorder=1"},
		{scenario: "federated-glare", faults: "soft-fail=1"},
	})
	for _, faults := range everyFault()[1:] {
		for _, scenario := range []string{"glare", "single", "slow-media"} {
			if place := (cell{scenario: scenario, faults: faults}); !slices.Contains(list, place) {
				list = append(list, place)
			}
		}
	}
	return list
}

// bundled reports whether a cell is a bundled scenario with at most one fault and
// at most one knob changed.
func (c cell) bundled() bool {
	return strings.Count(c.reading, "+") < 2 && c.timing == "" && c.lines == "" && !strings.Contains(c.faults, ",")
}

// cellsOf lists all cells that are surveyed: the bundled readings everywhere, and
// for each rule that they lack, a reading that has it, at few places.
func cellsOf(t *testing.T, rules []model.Rule) []cell {
	t.Helper()
	var list []cell
	add := func(reading string, places ...cell) {
		for _, place := range places {
			if place.reading = reading; !slices.Contains(list, place) {
				list = append(list, place)
			}
		}
	}
	for _, reading := range model.ReadingNames() {
		add(reading, bundledPlaces()...)
		add(reading, beyond...)
		add(reading, farBeyond...)
	}
	for i := range rules {
		reading := readingWith(t, &rules[i])
		add(reading, plain...)
		add(reading, beyond...)
		add(reading, placesOf(&rules[i])...)
	}
	return list
}

// placesOf lists where the reading of a rule is surveyed besides: places that few
// rules are for. Where the incoming call has video and the user chose voice, it is
// the user with the greater name if that is what a rule asks.
func placesOf(r *model.Rule) []cell {
	kinds, equal := "kind alice=voice bob=video\n", "ids alice=\"x\" bob=\"x\"\n"
	if r.If&model.Yields != 0 {
		kinds = "kind alice=video bob=voice\n"
	}
	var list []cell
	if r.In == model.RecvLate || r.If&model.HoldsOne != 0 && r.In == model.LifeOver {
		list = append(list, cell{scenario: "expiry"})
	}
	if r.If&model.Wider == 0 {
		return list
	}
	if r.If&model.HoldsOne != 0 {
		list = append(list, cell{scenario: "glare", faults: "send-fail=1", lines: kinds}, cell{scenario: "expiry", lines: kinds})
	}
	return append(
		list,
		cell{scenario: "retro", lines: kinds},
		cell{scenario: "glare", lines: kinds + equal},
		cell{scenario: "glare", lines: "media slow\n" + kinds + equal},
		cell{scenario: "glare", faults: "crash=1", lines: kinds},
	)
}

// readingWith is a reading that has a rule, with as few knobs changed as possible,
// and if there are several the one that violates least.
func readingWith(t *testing.T, r *model.Rule) (nearest string) {
	t.Helper()
	for _, name := range []string{"literal-sent", "robust", "literal"} {
		base, err := model.ParseReading(name)
		if err != nil {
			t.Fatal(err)
		}
		whens := r.When
		if r.If&model.HoldsOne != 0 { // an invite is held back under one value only
			whens = append(slices.Clone(whens), model.When{Knob: model.InFlight, Values: []string{"defer"}})
		}
		for _, when := range whens {
			if !slices.ContainsFunc(when.Values, func(v string) bool { return base.Is(when.Knob, v) }) {
				name += "+" + when.Knob.String() + "=" + strings.NewReplacer("MS", "3000", "-N", "-1").Replace(when.Values[0])
			}
		}
		if nearest == "" || strings.Count(name, "+") < strings.Count(nearest, "+") {
			nearest = name
		}
	}
	return nearest
}
