package sim_test

import (
	"errors"
	"testing"
	"time"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

func TestStress(t *testing.T) {
	for _, lines := range []string{"", faulty, "reading literal+connecting=20000+expired=ignore\nfaults suspend=3\n"} {
		for _, name := range []string{"glare", "federated-glare", "redial"} {
			s := scenario(t, name, "timing async\n"+lines)
			sys, err := sim.Compile(s)
			if err != nil {
				t.Fatal(err)
			}
			ok, bad := 0, 0
			var worst time.Duration
			for _, e := range scheduler.Strategies[sim.World, sim.Action]() {
				if e.Name != "uniform" && e.Name != "latency" && e.Name != "pct-2" {
					continue
				}
				st := e.New(sys)
				r := scheduler.NewRunner[sim.World, sim.Action](sys, properties.NewJudge(sys), scheduler.Limits{})
				for run := range uint64(300) {
					res := r.Run(st, 3, run)
					sch, err := scheduler.Names[sim.World, sim.Action](sys, res.Schedule)
					if err != nil {
						t.Fatal(err)
					}
					begin := time.Now()
					times, err := sim.Realise(s, sch.Initial, sch.Names)
					if d := time.Since(begin); d > worst {
						worst = d
					}
					var un *sim.UnrealisableError
					switch {
					case err == nil:
						ok++
						noHeal := true
						for _, n := range sch.Names {
							noHeal = noHeal && n != "heal"
						}
						if noHeal {
							replayTimed(t, s, sch, times)
						}
					case errors.As(err, &un):
						bad++
					default:
						t.Fatal(err)
					}
				}
			}
			t.Log(name, lines, ok, bad, worst)
		}
	}
}
