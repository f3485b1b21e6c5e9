package odds

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// Odds asks how often a scenario goes wrong where every step takes a time from a
// table and both users press "call" within an interval. The runs are runs of the
// timed scenario whose windows the tables span; docs/ODDS.md says what is counted.
type Odds struct {
	Scenario  *sim.Scenario // timed, with those windows
	Latencies Latencies
	WithinMS  uint32

	sys   *sim.TimedSystem
	judge *properties.TimedJudge
}

// PressPoints is how many moments of the interval a user may press at, all equally
// likely: its begin, its end, and moments between them at equal distances.
const PressPoints = 16

// MaxWithinMS is the longest interval.
const MaxWithinMS = 600_000

// New makes the odds of a scenario, which it leaves as it is.
func New(scenario *sim.Scenario, rules checker.Rules, latencies Latencies, withinMS uint32) (*Odds, error) {
	if err := scenario.Couple("odds are about"); err != nil {
		return nil, err
	}
	s := scenario.Clone()
	for d := range s.Users {
		if u := &s.Users[d]; !u.Place.Must || u.Place.Times != 1 {
			return nil, fmt.Errorf("scenario %s: odds are about two users who each call once; expected a line `%s must place`", s.Name, u.Name)
		}
	}
	if len(s.Rooms) != 1 {
		return nil, fmt.Errorf("scenario %s: odds are about one room, this scenario has %d", s.Name, len(s.Rooms))
	}
	s.Timing, s.Latency, s.Faults = sim.Timed, latencies.ranges(withinMS), nil
	each, err := rules.For(s)
	if err != nil {
		return nil, err
	}
	sys, err := sim.CompileTimedEach(s, each)
	if err != nil {
		return nil, err
	}
	return &Odds{Scenario: s, Latencies: latencies, WithinMS: withinMS, sys: sys, judge: properties.NewTimedJudge(sys)}, nil
}

// Bad is a way in which a run goes wrong: the gravest property that it violates,
// and the words for what users then see.
type Bad struct {
	Property string
	Words    string
}

// Result is how often what happens. The weights have no unit: each says how
// much of Whole it is.
type Result struct {
	Exact   bool
	Size    uint64   // states visited, or runs made
	Whole   *big.Int // all pairs of presses
	Crossed *big.Int // those that cross; what follows is of these
	Bad     []BadShare
	Active  []ActiveShare // by time, least first
	Both    *big.Int      // those that go wrong and come into the call all the same
	Excused *big.Int      // those that do neither: a lifetime passed too early
	Reason  string        // why it is not complete, or ""
}

// BadShare is how often runs go wrong in one way.
type BadShare struct {
	Bad
	Weight *big.Int
}

// ActiveShare is how often it takes so long, from the later press until both ends are
// active on the same call.
type ActiveShare struct {
	MS     uint32
	Weight *big.Int
}

// BadWeight is how often runs go wrong in any way.
func (r *Result) BadWeight() *big.Int {
	sum := new(big.Int)
	for _, b := range r.Bad {
		sum.Add(sum, b.Weight)
	}
	return sum
}

// ActiveWeight is how often both ends become active on the same call.
func (r *Result) ActiveWeight() *big.Int {
	sum := new(big.Int)
	for _, a := range r.Active {
		sum.Add(sum, a.Weight)
	}
	return sum
}

// Quantile is the least time within which both ends are active in part of whole of
// the runs in which they become so, and false if there are none.
func (r *Result) Quantile(part, whole int64) (uint32, bool) {
	want, sum := new(big.Int).Mul(r.ActiveWeight(), big.NewInt(part)), new(big.Int)
	for _, a := range r.Active {
		sum.Add(sum, a.Weight)
		if new(big.Int).Mul(sum, big.NewInt(whole)).Cmp(want) >= 0 {
			return a.MS, true
		}
	}
	return 0, false
}

// tally collects what runs come to.
type tally struct {
	whole, crossed, both, excused *big.Int
	bad                           map[Bad]*big.Int
	active                        map[uint32]*big.Int
}

func newTally() *tally {
	return &tally{new(big.Int), new(big.Int), new(big.Int), new(big.Int), map[Bad]*big.Int{}, map[uint32]*big.Int{}}
}

// end counts runs that have come to rest, of those that cross.
func (t *tally) end(r *run, weight *big.Int) {
	if !r.crossed() {
		return
	}
	t.crossed.Add(t.crossed, weight)
	way, bad := r.way()
	if bad {
		add(t.bad, way, weight)
	}
	switch {
	case bad && r.active:
		t.both.Add(t.both, weight)
	case !bad && !r.active:
		t.excused.Add(t.excused, weight)
	}
}

// add adds weight to an entry, which is made if there is none.
func add[K comparable](m map[K]*big.Int, key K, weight *big.Int) {
	sum := m[key]
	if sum == nil {
		sum = new(big.Int)
		m[key] = sum
	}
	sum.Add(sum, weight)
}

// scale multiplies all weights.
func (t *tally) scale(by *big.Int) {
	t.whole.Mul(t.whole, by)
	t.crossed.Mul(t.crossed, by)
	t.both.Mul(t.both, by)
	t.excused.Mul(t.excused, by)
	for _, w := range t.bad {
		w.Mul(w, by)
	}
	for _, w := range t.active {
		w.Mul(w, by)
	}
}

// merge adds what another tally has collected.
func (t *tally) merge(other *tally) {
	t.whole.Add(t.whole, other.whole)
	t.crossed.Add(t.crossed, other.crossed)
	t.both.Add(t.both, other.both)
	t.excused.Add(t.excused, other.excused)
	for bad, w := range other.bad {
		add(t.bad, bad, w)
	}
	for ms, w := range other.active {
		add(t.active, ms, w)
	}
}

// result is the tally in order: the gravest property first, the least time first. An
// error means that its parts, which are counted apart, do not make up the whole.
func (t *tally) result() (*Result, error) {
	r := &Result{Whole: t.whole, Crossed: t.crossed, Both: t.both, Excused: t.excused}
	for bad, w := range t.bad {
		r.Bad = append(r.Bad, BadShare{bad, w})
	}
	order := properties.Names()
	slices.SortFunc(r.Bad, func(a, b BadShare) int {
		if c := slices.Index(order, a.Property) - slices.Index(order, b.Property); c != 0 {
			return c
		}
		return strings.Compare(a.Words, b.Words)
	})
	for ms, w := range t.active {
		r.Active = append(r.Active, ActiveShare{ms, w})
	}
	slices.SortFunc(r.Active, func(a, b ActiveShare) int { return int(a.MS) - int(b.MS) })
	sum := new(big.Int).Add(r.BadWeight(), r.ActiveWeight())
	sum.Sub(sum.Add(sum, r.Excused), r.Both)
	if sum.Cmp(r.Crossed) != 0 {
		return nil, fmt.Errorf("the odds do not add up: of %v crossed calls %v end badly, %v come into the call, %v do both and %v neither; this is a bug",
			r.Crossed, r.BadWeight(), r.ActiveWeight(), r.Both, r.Excused)
	}
	return r, nil
}

// pressAt is moment k of the interval.
func (o *Odds) pressAt(k int) uint32 {
	return uint32(uint64(o.WithinMS) * uint64(k) / (PressPoints - 1))
}

// mayKnow reports whether a device of user u knows of a call of the other user.
func (o *Odds) mayKnow(w *sim.World, u int) bool {
	for d := range o.sys.Devices() {
		if o.sys.UserOf(d) != u {
			continue
		}
		for c := range o.sys.Calls() {
			if o.sys.UserOf(o.sys.Owner(c)) != u && (w.Box[d].Device.Call[c].State != model.None || w.Box[d].SeenOver>>c&1 != 0) {
				return true
			}
		}
	}
	return false
}
