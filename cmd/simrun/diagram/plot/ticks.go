package plot

import (
	"fmt"
	"strings"
)

// percent is one per cent in the unit of shares.
const percent = Whole / 100

// shareTicks are the shares at which a line stands across the picture: from 4 to 6, at
// round distances, the first 0 and the last not below most.
func shareTicks(most int) []int {
	if most == 0 {
		most = percent // an empty picture has a scale too
	}
	step := roundStep(most, 5, percent/100)
	return ticksTo(step, max((most+step-1)/step, 3))
}

// lengthTicks are the round lengths at which a number stands below the picture: at most
// 7, the first 0 and the last not above longest.
func lengthTicks(longest int) []int {
	step := roundStep(longest, 6, 1)
	return ticksTo(step, longest/step)
}

// roundStep is the least of 1, 2, 5, 10, 20 … times a unit of which so many reach most.
func roundStep(most, times, unit int) int {
	for {
		for _, n := range []int{1, 2, 5} {
			if n*unit*times >= most {
				return n * unit
			}
		}
		unit *= 10
	}
}

// ticksTo are 0 and so many multiples of a step.
func ticksTo(step, times int) []int {
	var ticks []int
	for n := range times + 1 {
		ticks = append(ticks, n*step)
	}
	return ticks
}

// percentText is a share of the scale in per cent, exactly.
func percentText(share int) string {
	text := fmt.Sprintf("%d.%04d", share/percent, share%percent)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".") + " %"
}
