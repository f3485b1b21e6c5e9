package shard

import (
	"slices"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// watch notes what is reached. It is for one goroutine.
type watch struct {
	fired     [sim.MaxDevices][]bool // rules, by number in the machine
	open      []*properties.Sometime // what was not reached yet
	rules     []string               // by name, of stories that were told
	sometimes []string
}

func newWatch() *watch { return &watch{open: properties.Sometimes()} }

// see is shown a step.
func (w *watch) see(sys *sim.System, before *sim.World, a sim.Action, after *sim.World) {
	last := &after.Last
	device := int(last.Action.Device)
	for _, rule := range last.Effects.Fired[:last.Effects.NFired] {
		for int(rule) >= len(w.fired[device]) {
			w.fired[device] = append(w.fired[device], false)
		}
		w.fired[device][rule] = true
	}
	for i := 0; i < len(w.open); i++ {
		if w.open[i].Reached(sys, before, a, after) {
			w.sometimes = append(w.sometimes, w.open[i].Name)
			w.open = slices.Delete(w.open, i, i+1)
			i--
		}
	}
}

// told notes what the steps of a story reach.
func (w *watch) told(t *checker.Trace) {
	for i := range t.Lines {
		w.rules = append(w.rules, t.Lines[i].RuleIDs...)
	}
}

// put puts what was reached into a result.
func (w *watch) put(sys *sim.System, to *result.Covered) {
	for device := range w.fired {
		for rule, fired := range w.fired[device] {
			if fired {
				w.rules = append(w.rules, sys.Machine(device).Rule(uint16(rule)).Name())
			}
		}
	}
	to.Rules = append(to.Rules, w.rules...)
	slices.Sort(to.Rules)
	to.Rules = slices.Compact(to.Rules)
	to.Sometimes = append(to.Sometimes, w.sometimes...)
	slices.Sort(to.Sometimes)
	for _, device := range sys.Scenario.Devices {
		if !slices.Contains(to.Readings, device.Reading.Name) {
			to.Readings = append(to.Readings, device.Reading.Name)
		}
	}
	slices.Sort(to.Readings)
}
