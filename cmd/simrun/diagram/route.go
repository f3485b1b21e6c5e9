package diagram

// between is the range of gaps that an arrow crosses: gap i lies right of stop i.
func between(stops []int, a *Arrow) (first, last int) {
	first, last = len(stops), -1
	for i := range stops[:len(stops)-1] {
		if stops[i] >= min(a.From, a.To) && stops[i+1] <= max(a.From, a.To) {
			first, last = min(first, i), max(last, i)
		}
	}
	return first, last
}

// place gives each arrow its lines and each row its height, where least is the
// number of lines that the text beside each row takes.
func (g *grid) place(least []int) {
	s, stops := g.story, g.story.stops()
	g.leaves, g.arrives, g.turns = make([]int, len(s.Arrows)), make([]int, len(s.Arrows)), make([]int, len(s.Arrows))
	y := 2
	for i, r := range s.Rows {
		g.top = append(g.top, y)
		free := make([]int, max(len(stops)-1, 0)) // the first free line of each gap
		aside := make([]int, 2*len(free))         // the line that replies and echoes leave by, counted from 1
		take := func(first, last int) int {
			line := 0
			for gap := first; gap <= last; gap++ {
				line = max(line, free[gap])
			}
			for gap := first; gap <= last; gap++ {
				free[gap] = line + 1
			}
			return line
		}
		for k := range s.Arrows {
			if a := &s.Arrows[k]; a.ToRow == i {
				line := take(between(stops, a))
				g.arrives[k] = y + line
				if a.FromRow == i {
					g.leaves[k], g.turns[k] = g.arrives[k], -1
				}
			}
		}
		for k := range s.Arrows {
			a := &s.Arrows[k]
			if a.FromRow != i || a.ToRow == i {
				continue
			}
			first, last := between(stops, a)
			side := 2 * first
			if a.To < a.From {
				first, side = last, 2*last+1
			}
			if a.Kind != Message && aside[side] > 0 {
				g.leaves[k] = y + aside[side] - 1
				continue
			}
			line := take(first, first)
			g.leaves[k] = y + line
			if a.Kind != Message {
				aside[side] = line + 1
			}
		}
		height := max(1, least[i])
		for _, n := range free {
			height = max(height, n)
		}
		for _, lane := range stops {
			height = max(height, len(g.notesOf(r, lane)))
		}
		y += height
	}
	g.height = y + 1
	for k := range s.Arrows {
		if s.Arrows[k].ToRow < 0 {
			g.arrives[k] = g.height - 1
		}
		if g.turns[k] >= 0 {
			g.turn(k)
		}
	}
	for k := range s.Arrows {
		g.labels = append(g.labels, g.labelAt(k))
	}
}

// notesOf is what is written beside a device's line in one row.
func (g *grid) notesOf(r Row, lane int) []Note {
	var notes []Note
	screen := g.story.screenOf(lane)
	for _, n := range r.Screens {
		if n.Lane == screen {
			notes = append(notes, Note{Lane: lane, Text: quoted(n.Text)})
		}
	}
	for _, n := range r.States {
		if n.Lane == lane {
			notes = append(notes, n)
		}
	}
	return notes
}

// turn picks the column in which an arrow goes down: a free one, for a message
// as far on as it can be and for an answer as near to the start, so that the
// long stretch, and with it the room for the label, lies where one looks for it.
func (g *grid) turn(k int) {
	a := &g.story.Arrows[k]
	step, stops := 1, g.story.stops()
	first, last := between(stops, a)
	if a.To < a.From {
		step, first = -1, last
	}
	lo, hi := g.x[stops[first]]+2, g.x[stops[first+1]]-2
	wanted := lo
	if (step > 0) == (a.Kind == Message) {
		wanted = hi
	}
	least := -1
	for x := lo; x <= hi; x++ {
		cost := abs(x - wanted)
		for j := range k {
			if g.turns[j] == x && g.leaves[j] <= g.arrives[k] && g.leaves[k] <= g.arrives[j] {
				cost += 1000
			}
		}
		if least < 0 || cost < least {
			g.turns[k], least = x, cost
		}
	}
}
