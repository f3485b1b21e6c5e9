package properties_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// secondCheck compares the judge of package properties with the second judge, in one
// cell.
type secondCheck struct {
	cell   cell
	sys    *sim.System
	first  *properties.Judge
	second secondJudge
	bits   []properties.Set // the property of each bit of the second judge, or 0
	known  bad              // what both judges know

	whole       bool // every place was visited
	ends, steps int
	seen        bad                // which properties the program has found violated
	differences map[string]episode // by what differs, the first of each
}

// episode is where both judges differ.
type episode struct {
	initial int
	actions []sim.Action
	facts   string // why the program finds properties violated there
}

// newSecondCheck leaves out the properties that the program does not know.
func newSecondCheck(c cell, sys *sim.System) *secondCheck {
	k := &secondCheck{
		cell: c, sys: sys, first: properties.NewJudge(sys), second: secondJudge{sys}, differences: map[string]episode{},
	}
	for i, name := range badNames {
		bit := properties.Set(0)
		if index, err := properties.Find(name); err == nil {
			bit = 1 << index
			k.known |= 1 << i
		}
		k.bits = append(k.bits, bit)
	}
	return k
}

// translate is a set of the program's properties as the second judge names them.
func (k *secondCheck) translate(set properties.Set) (b bad) {
	for i, bit := range k.bits {
		if set&bit != 0 {
			b |= 1 << i
		}
	}
	return b
}

// compare compares what both judges say of a step or an end. Where they differ, it asks
// for the episode.
func (k *secondCheck) compare(what string, set properties.Set, o opinion, tell func() episode) {
	first := k.translate(set)
	k.seen |= first
	for odd := (first&^o.may | o.must&^first) & k.known; odd != 0; odd &= odd - 1 {
		who := "the second judge"
		if first&odd&-odd != 0 {
			who = "the program"
		}
		k.differ(fmt.Sprintf("%s of %s, says only %s", odd&-odd, what, who), tell)
	}
}

// differ notes a difference.
func (k *secondCheck) differ(what string, tell func() episode) {
	if _, ok := k.differences[what]; !ok {
		k.differences[what] = tell()
	}
}

// facts is why the program finds properties violated by a step, or by an end if before
// is nil.
func (k *secondCheck) facts(before, after *sim.World) string {
	var lines []string
	for i, name := range properties.Names() {
		if why, ok := k.first.Explain(i, before, sim.Action{}, after); ok {
			lines = append(lines, fmt.Sprintf("the program: %s, %s: %s; %s", name, why.Words, why.Facts[0], why.Facts[1]))
		}
	}
	if lines == nil {
		return "the program finds nothing wrong"
	}
	return strings.Join(lines, "\n")
}

// tally adds up what the checks of many cells have come to.
type tally struct {
	sync.Mutex
	cells, whole, ends, steps int
	seen                      bad
	differences               int
}

// maxTold is how many differences a test tells as stories. One cause shows in many cells.
const maxTold = 12

// add counts what a cell has compared, and tells where both judges differ.
func (y *tally) add(t *testing.T, k *secondCheck) {
	t.Helper()
	y.Lock()
	defer y.Unlock()
	y.cells++
	if k.whole {
		y.whole++
	}
	y.ends += k.ends
	y.steps += k.steps
	y.seen |= k.seen
	for _, what := range slices.Sorted(maps.Keys(k.differences)) {
		if y.differences++; y.differences <= maxTold {
			t.Errorf("%s: %s\n%s", k.cell, what, k.story(k.shorten(what, k.differences[what])))
		} else {
			t.Errorf("%s: %s", k.cell, what)
		}
	}
}

// require fails where too little was compared to mean anything.
func (y *tally) require(t *testing.T, ends, steps int, violated ...string) {
	t.Helper()
	t.Logf("%d cells, %d of them whole, %d ends and %d steps compared; violated somewhere: %s",
		y.cells, y.whole, y.ends, y.steps, y.seen)
	if y.ends < ends || y.steps < steps {
		t.Errorf("%d ends and %d steps were compared, want %d and %d at least", y.ends, y.steps, ends, steps)
	}
	for i, name := range badNames {
		if slices.Contains(violated, name) && y.seen>>i&1 == 0 {
			t.Errorf("no run violates %s: its judges were compared only where all is well", name)
		}
	}
}
