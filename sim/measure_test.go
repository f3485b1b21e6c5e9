package sim

import (
	"math/rand/v2"
	"testing"

	"github.com/glarelab/glare/model"
)

// The measure is the sum that it is said to be, one number after the other.
func TestMeasureIsASum(t *testing.T) {
	s, err := FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	sys, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	upTo := func(most int) uint8 { return uint8(r.IntN(most + 1)) }
	for range 10_000 {
		var w World
		want := 0
		for d := range 2 {
			b := &w.Box[d]
			for c := range b.Device.Call {
				call := &b.Device.Call[c]
				call.State, call.Flags = model.State(r.IntN(int(model.NumStates))), model.Flags(upTo(1<<model.NumFlag-1))
				want += weighState * int(model.Ended-call.State)
				if call.Flags&model.Owes != 0 {
					want += int(weighOwed) * int(model.Owes)
				}
			}
			b.Device.Stream, b.Device.Turn, b.Device.Owner = model.Stream(upTo(2)), model.Turn(upTo(2)), upTo(model.MaxCalls)
			b.PickUps, b.Reply, b.Holds = upTo(255), upTo(255), BoxFlags(upTo(31))
			want += 3 - int(b.Device.Stream) + 3 - int(b.Device.Turn) + int(b.Reply)
			for _, flag := range []BoxFlags{Suspended, HasLate} {
				want += int(b.Holds & flag)
			}
			b.Late, b.Last = Item{upTo(255), upTo(255)}, Item{upTo(255), upTo(255)}
			b.NOut, b.NIn = upTo(maxOut), upTo(maxIn)
			want += weighOut*int(b.NOut) + weighIn*int(b.NIn)
			b.Candidates, b.Presses, b.HangUps, b.Rejects, b.Ignores = upTo(2), upTo(255), upTo(255), upTo(255), upTo(255)
			want += weighGather*int(b.Candidates) + int(b.Presses) + int(b.HangUps) + int(b.Rejects) + int(b.Ignores)
			b.Willing, b.Seamless, b.Out[0], b.In[0] = upTo(63), upTo(3), Item{upTo(255), 0}, Item{upTo(255), 0}
		}
		for i := maxPairs - 2; i < maxPairs; i++ {
			w.Fed[i].N = upTo(maxFed)
			want += weighFed * int(w.Fed[i].N)
		}
		w.Crowd = upTo(255)
		want += weighCrowd * int(w.Crowd)
		if got := sys.Measure(&w); got != uint64(want) {
			t.Fatalf("the measure is %d, want %d, of %+v", got, want, w.State)
		}
	}
}
