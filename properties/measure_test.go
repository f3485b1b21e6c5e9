package properties_test

import (
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Every step of the bundled scenarios lowers the measure, under every reading
// and fault kind, so that a search knows without a second pass that no run comes
// back to where it was.
func TestMeasureFalls(t *testing.T) {
	lengthy(t)
	for _, scenario := range sim.ScenarioNames() {
		for _, reading := range []string{"literal", "literal-sent", "robust"} {
			for _, faults := range everyFault() {
				c := cell{scenario: scenario, reading: reading, faults: faults}
				sys := c.compile(t)
				runner := scheduler.NewRunner(sys, properties.NewJudge(sys), scheduler.Limits{})
				runner.Observe(func(before *sim.World, a sim.Action, after *sim.World) {
					if was, is := sys.Measure(before), sys.Measure(after); is >= was {
						t.Fatalf("%s: %q changes the measure from %d to %d", c, sys.Name(before, a), was, is)
					}
				})
				uniform := scheduler.NewUniform[sim.World, sim.Action](sys)
				for run := range uint64(50) {
					runner.Run(uniform, 1, run)
				}
			}
		}
	}
}
