package odds

import (
	"context"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/sim"
)

// oddsOf makes odds of a bundled scenario under a reading.
func oddsOf(t *testing.T, name, reading, latencies string, withinMS uint32) *Odds {
	t.Helper()
	s, err := sim.FindScenario(name)
	if err == nil {
		err = s.SetReading(reading)
	}
	if err != nil {
		t.Fatal(err)
	}
	base, err := ProfileLatencies("lan")
	if err != nil {
		t.Fatal(err)
	}
	tables, err := ParseLatencies(base, latencies)
	if err != nil {
		t.Fatal(err)
	}
	o, err := New(s, checker.Rules{}, tables, withinMS)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *Odds) exactly(t *testing.T) *Result {
	t.Helper()
	r, err := o.Exact(t.Context(), 0, 0, nil)
	if err != nil || r.Reason != "" {
		t.Fatal(err, r)
	}
	return r
}

func (o *Odds) sampled(t *testing.T, workers int) *Result {
	t.Helper()
	r, err := o.Sample(t.Context(), SampleOptions{Seed: 1, Runs: 20000, Workers: workers})
	if err != nil || r.Reason != "" {
		t.Fatal(err, r)
	}
	return r
}

// part is weight of whole as a fraction.
func part(weight, whole *big.Int) string { return new(big.Rat).SetFrac(weight, whole).RatString() }

// One time for each kind of step leaves no chance but the order of what happens at
// once: to the letter both calls are lost if each end syncs the other's invite before
// the reply to its own comes, and otherwise neither.
func TestOddsByHand(t *testing.T) {
	const times = "send=100 sync=100 media=100 connect=100"
	// An invite is accepted after 200 ms, and synced after 300, or after 400
	// where the own echo stands before it.
	for reply, want := range map[string]string{" reply=250": "1", " reply=10": "0"} {
		r := oddsOf(t, "glare", "literal", times+reply, 0).exactly(t)
		if got := part(r.BadWeight(), r.Crossed); got != want {
			t.Errorf("%s: %s of the crossed calls end badly, want %s", reply, got, want)
		}
	}
	r := oddsOf(t, "glare", "literal", times+" reply=10", 0).exactly(t)
	if len(r.Bad) != 0 || r.Crossed.Cmp(r.Whole) != 0 {
		t.Errorf("%v", r)
	}
}

// Calls cross unless the later press comes after the earlier invite has arrived: of 16
// moments at distances of 100 ms those of less than 300, and half of those of 300.
func TestOddsCrossed(t *testing.T) {
	o := oddsOf(t, "glare", "literal", "send=100 sync=100 media=100 reply=70", 1500)
	r := o.exactly(t)
	if got, want := part(r.Crossed, r.Whole), part(big.NewInt(16+2*15+2*14+13), big.NewInt(256)); got != want {
		t.Errorf("%s of all pairs cross, want %s", got, want)
	}
	s := o.sampled(t, 2)
	checkInterval(t, "crossed", s.Crossed, s.Whole, r.Crossed, r.Whole)
}

// With two devices each, calls cross unless the later press comes after the earlier invite
// has arrived at one of them: where that is at the same time, in one of three orders of the
// press and what the two sync.
func TestOddsOfManyDevices(t *testing.T) {
	o := oddsOf(t, "glare-multi-device-v1", "literal-sent", "send=100 sync=100 media=100 reply=70 react=100 connect=100", 1500)
	r := o.exactly(t)
	if got, want := part(r.Crossed, r.Whole), part(big.NewInt(3*(16+2*15+2*14)+2*13), big.NewInt(3*256)); got != want {
		t.Errorf("%s of all pairs cross, want %s", got, want)
	}
	s := o.sampled(t, 2)
	checkInterval(t, "crossed", s.Crossed, s.Whole, r.Crossed, r.Whole)
	checkInterval(t, "bad", s.BadWeight(), s.Crossed, r.BadWeight(), r.Crossed)
	checkInterval(t, "active", s.ActiveWeight(), s.Crossed, r.ActiveWeight(), r.Crossed)
	// By version 0 nobody tells a device that another one has answered.
	r = oddsOf(t, "glare-multi-device", "literal-sent", "send=100 sync=100 media=100 reply=70 react=100 connect=100", 0).exactly(t)
	if got := part(r.BadWeight(), r.Crossed); got != "1" || len(r.Bad) != 1 || r.Bad[0].Property != "kept-waiting" {
		t.Errorf("by version 0 %s of the crossed calls end badly, %v", got, r.Bad)
	}
}

// checkInterval demands that an exact share lies in the interval of a drawn one.
func checkInterval(t *testing.T, what string, drawn, of, exact, whole *big.Int) {
	t.Helper()
	low, high := Wilson(drawn.Uint64(), of.Uint64())
	share, _ := new(big.Rat).SetFrac(exact, whole).Float64()
	if share < low || share > high {
		t.Errorf("%s: exactly %v, drawn %v to %v", what, share, low, high)
	}
}

// Both ways give the same number: the exact one lies in the interval of the drawn one.
func TestOddsBothWays(t *testing.T) {
	for _, c := range []struct {
		scenario, reading, latencies string
		withinMS                     uint32
		bad                          bool
	}{
		{"glare", "literal", "send=10:3,30:1 reply=10,40 sync=10 media=50 connect=50", 150, true},
		{"glare", "literal", "send=20 reply=20:2,60:1 sync=20 media=100:2,150:1 connect=100", 150, true},
		{"glare", "alice=literal,bob=literal-sent", "send=20,40 reply=20 sync=20 media=100 connect=100", 150, true},
		{"federated-glare", "literal", "send=20 reply=20:3,200:1 sync=20 federate=20:2,100:1 media=50 connect=50", 150, true},
		{"glare", "robust", "send=10 reply=10,40 sync=10,30 media=50 connect=50", 150, false},
	} {
		name := c.scenario + " " + c.reading + " " + c.latencies
		o := oddsOf(t, c.scenario, c.reading, c.latencies, c.withinMS)
		exact, drawn := o.exactly(t), o.sampled(t, 2)
		if got := exact.BadWeight().Sign() > 0; got != c.bad || c.bad != (drawn.BadWeight().Sign() > 0) {
			t.Errorf("%s: bad ends: exactly %v, drawn %v, want %v", name, exact.Bad, drawn.Bad, c.bad)
		}
		checkInterval(t, name, drawn.BadWeight(), drawn.Crossed, exact.BadWeight(), exact.Crossed)
		checkInterval(t, name+": active", drawn.ActiveWeight(), drawn.Crossed, exact.ActiveWeight(), exact.Crossed)
		for _, q := range []int64{50, 99} {
			one, ok := exact.Quantile(q, 100)
			two, _ := drawn.Quantile(q, 100)
			if !ok || two > one+20 || one > two+20 {
				t.Errorf("%s: %d %% are active after %d ms exactly, %d ms drawn", name, q, one, two)
			}
		}
		one, _ := exact.Quantile(1, 1)
		if two, _ := drawn.Quantile(1, 1); two > one {
			t.Errorf("%s: the worst takes %d ms exactly, and %d ms were drawn", name, one, two)
		}
	}
}

// The exact way is the plain one, which follows every run by itself, but for what it
// merges.
func TestOddsPlainly(t *testing.T) {
	for _, c := range []struct{ reading, latencies string }{
		{"literal", "send=10 reply=10:2,40:1 sync=10 media=50 connect=50"},
		{"literal", "send=10 reply=15:3,45 sync=10 media=50,93 connect=50"},
	} {
		o := oddsOf(t, "glare", c.reading, c.latencies, 0)
		r, sum := o.exactly(t), map[string]*big.Rat{}
		for initial := range o.sys.Initials() {
			var one run
			o.begin(&one, initial, 0, 0)
			plainly(t, o, &one, big.NewRat(1, int64(o.sys.Initials())), sum)
		}
		want, got := map[string]string{}, map[string]string{"": part(new(big.Int).Sub(r.Crossed, r.BadWeight()), r.Whole)}
		for words, weight := range sum {
			want[words] = weight.RatString()
		}
		for _, b := range r.Bad {
			got[b.Words] = part(b.Weight, r.Whole)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-plainly +exactly):\n%s", c.latencies, diff)
		}
	}
}

// plainly follows all runs from a state and adds up how they end.
func plainly(t *testing.T, o *Odds, r *run, weight *big.Rat, sum map[string]*big.Rat) {
	var before sim.TimedWorld
	ties := r.next(nil)
	for _, i := range ties {
		next := *r
		fresh, f, err := o.step(&next, &before, i, nil)
		if err != nil {
			t.Fatal(err)
		}
		share := new(big.Rat).Mul(weight, big.NewRat(1, int64(len(ties))))
		if f == isQuiet {
			if sum[next.words] == nil {
				sum[next.words] = new(big.Rat)
			}
			sum[next.words].Add(sum[next.words], share)
			continue
		}
		var draw func(fresh []int, share *big.Rat)
		draw = func(fresh []int, share *big.Rat) {
			if len(fresh) == 0 {
				plainly(t, o, &next, share, sum)
				return
			}
			table := o.table(&next, fresh[0])
			now := next
			for _, d := range table {
				next = now
				next.due[fresh[0]] = now.NowMS + d.MS
				draw(fresh[1:], new(big.Rat).Mul(share, big.NewRat(int64(d.Weight), int64(table.total()))))
			}
		}
		draw(fresh, share)
	}
}

// The number of workers does not matter, and a context that ends does.
func TestOddsSample(t *testing.T) {
	o := oddsOf(t, "glare", "literal", "", 100)
	first, second := o.sampled(t, 1), o.sampled(t, 3)
	if diff := cmp.Diff(first, second, cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 })); diff != "" {
		t.Error(diff)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := o.Sample(ctx, SampleOptions{Runs: 1000}); err != nil || r.Reason != "interrupted" || r.Size != 0 {
		t.Errorf("%v %v", r, err)
	}
	if r, err := o.Exact(t.Context(), 100, 0, nil); err != nil || !strings.Contains(r.Reason, "more than 100 states") {
		t.Errorf("%v %v", r, err)
	}
}

// The runs of odds are runs of the timed scenario: each step keeps its window.
func TestOddsAreTimedRuns(t *testing.T) {
	o := oddsOf(t, "federated-glare", "literal", "", 200)
	var before sim.TimedWorld
	s := &sampler{Odds: o, tally: newTally()}
	r, steps := &s.state, 0
	for run := range uint64(200) {
		s.random.Seed(1, run)
		o.begin(r, int(run%2), int(run/2%2), uint32(run))
		for f := goesOn; f == goesOn; steps++ {
			ties := r.next(nil)
			a := o.sys.Moment(&r.TimedWorld, r.Pending[ties[0]], r.due[ties[0]])
			if !o.sys.Allows(&r.TimedWorld, a) {
				t.Fatalf("run %d: %s is outside its window", run, o.sys.Name(&r.TimedWorld, a))
			}
			var fresh []int
			var err error
			if fresh, f, err = o.step(r, &before, ties[0], nil); err != nil {
				t.Fatal(err)
			}
			for _, k := range fresh {
				table := o.table(r, k)
				r.due[k] = r.NowMS + table.at(s.random.IntN(table.total()))
			}
		}
	}
	if steps < 2000 {
		t.Errorf("%d steps only", steps)
	}
}

// A text that is no set of tables is refused with what was expected.
func TestParseLatencies(t *testing.T) {
	for text, want := range map[string]string{
		"send=40:3,80:1 sync=50": "",
		"sned=40":                `did you mean "send"?`,
		"send":                   "send: expected MS:WEIGHT",
		"send=80,40":             "expected times that rise, each once, found 40 after 80",
		"send=1,2,3,4,5,6":       "at most 5 times, this one has 6",
		"send=40:0":              "expected a weight from 1 to 1000",
		"send=9999999":           "from 0 to 600000 ms",
		"press=100":              "the times of the presses follow",
		"send=1 send=2":          "a second time",
	} {
		l, err := ParseLatencies(Latencies{}, text)
		switch {
		case want == "" && (err != nil || l[sim.SendLatency].String() != "40:3,80:1" || l[sim.SyncLatency].String() != "50:1"):
			t.Errorf("%s: %v %v", text, l, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	for _, name := range ProfileNames() {
		l, err := ProfileLatencies(name)
		if again, err2 := ParseLatencies(Latencies{}, l.String()); err != nil || err2 != nil || !cmp.Equal(l, again) {
			t.Errorf("%s is read back as %v (%v, %v)", name, again, err, err2)
		}
	}
}

// The intervals are those of the books.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		hits, n   uint64
		low, high float64
	}{{0, 10, 0, 0.2775}, {5, 10, 0.2366, 0.7634}, {10, 10, 0.7225, 1}, {0, 0, 0, 1}} {
		low, high := Wilson(c.hits, c.n)
		if low < c.low-1e-4 || low > c.low+1e-4 || high < c.high-1e-4 || high > c.high+1e-4 {
			t.Errorf("%d of %d: %v to %v, want %v to %v", c.hits, c.n, low, high, c.low, c.high)
		}
	}
}
