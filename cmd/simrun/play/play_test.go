package play

import (
	"context"
	"testing"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

func search(t *testing.T, scenario, reading, faults string) (Game, *Searched) {
	t.Helper()
	s, err := sim.FindScenario(scenario)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetReading(reading); err != nil {
		t.Fatal(err)
	}
	list, err := sim.ParseFaults(faults)
	if err != nil {
		t.Fatal(err)
	}
	s.AddFaults(list)
	g, err := Open(s, BothV0())
	if err != nil {
		t.Fatal(err)
	}
	r, err := g.Search(context.Background(), scheduler.SearchOptions{Workers: 2, Outcomes: true, KeepGoing: true})
	if err != nil {
		t.Fatal(err)
	}
	return g, r
}

func TestProbe(t *testing.T) {
	for _, in := range [][3]string{{"glare", "literal", "none"}, {"glare", "literal-sent", "send-fail=1"}} {
		g, r := search(t, in[0], in[1], in[2])
		t.Logf("%v %v %v states %d transitions %d finals %d depth %d mem %d cyclic %v", in, r.Verdict, r.Reason, r.States, r.Transitions, r.Finals, r.Depth, r.Memory, r.Cyclic)
		for _, o := range r.Outcomes {
			t.Log(o.Finals, g.OutcomeText(o.Code))
		}
		for _, f := range r.Findings {
			trace, err := g.Replay(f.Schedule)
			if err != nil {
				t.Fatal(err)
			}
			tok := (&Token{Scenario: g.Scenario(), Schedule: f.Schedule, Hashes: BothV0().Hash()}).Encode()
			t.Logf("%d %v\n%s%+v\n%d %s", len(f.Schedule.Names), f.Calmest, trace.Transcript(), trace.Problems, len(tok), tok)
		}
	}
}
