package diagram

import "github.com/glarelab/glare/cmd/simrun/diagram/markup"

// labelAt finds the place of an arrow's label: on the stretch along which a
// message leaves or a reply or an echo arrives, otherwise on the other one,
// where it covers few lines that go down.
func (g *grid) labelAt(k int) span {
	a := &g.story.Arrows[k]
	width := markup.Cells(g.caption(a)) + 2
	start, end := g.leave(k), g.arrival(k)
	if a.Kind != Message {
		start, end = end, start
	}
	best, least := span{}, -1
	for i, stretch := range [2]span{start, end} {
		if i == 1 && stretch.x1-stretch.x0 < width-1 {
			continue
		}
		for x := min(stretch.x0, stretch.x1-width+1); x <= max(stretch.x1-width+1, stretch.x0); x++ {
			at := span{stretch.y, x, x + width - 1}
			cost := g.cover(at, k) + 40*i + abs(2*x+width-stretch.x0-stretch.x1)/2
			if x < stretch.x0 {
				cost += 100 * (stretch.x0 - x)
			}
			if over := x + width - 1 - stretch.x1; over > 0 {
				cost += 100 * over
			}
			if least < 0 || cost < least {
				best, least = at, cost
			}
		}
	}
	return best
}

// leave is the stretch between the lane that an arrow leaves and its turn.
func (g *grid) leave(k int) span {
	a := &g.story.Arrows[k]
	if g.turns[k] < 0 {
		return span{g.leaves[k], min(g.x[a.From], g.x[a.To]) + 2, max(g.x[a.From], g.x[a.To]) - 2}
	}
	return stretch(g.leaves[k], g.x[a.From], g.turns[k])
}

// arrival is the stretch between an arrow's turn and the lane that it enters.
func (g *grid) arrival(k int) span {
	a := &g.story.Arrows[k]
	if g.turns[k] < 0 || a.ToRow < 0 {
		return g.leave(k)
	}
	return stretch(g.arrives[k], g.x[a.To], g.turns[k])
}

// stretch is what lies between a lane and a turn, less the cell beside the lane,
// which may hold the head of an arrow.
func stretch(y, lane, turn int) span {
	if lane < turn {
		return span{y, lane + 2, turn - 1}
	}
	return span{y, turn + 1, lane - 2}
}

// cover is what a label at a place would hide. It is never another label: no two
// of them stand on one line of one gap.
func (g *grid) cover(at span, k int) int {
	cost := 0
	for j, x := range g.turns {
		if j != k && at.x0 <= x && x <= at.x1 && g.leaves[j] <= at.y && at.y <= g.arrives[j] {
			cost += 50
		}
	}
	for _, x := range g.x {
		if at.x0 <= x && x <= at.x1 {
			cost += 500
		}
	}
	return cost
}
