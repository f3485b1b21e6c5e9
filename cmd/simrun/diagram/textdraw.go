package diagram

import "github.com/glarelab/glare/cmd/simrun/diagram/markup"

// draw puts everything onto a canvas: lanes, arrows, labels, then what is
// written beside the lanes.
func (g *grid) draw() *canvas {
	s := g.story
	c := newCanvas(g.width, g.height)
	hues := map[string]paint{"": dim}
	for i, call := range s.calls() {
		hues[call] = hue0 + paint(i%6)
	}
	for _, lane := range s.stops() {
		g.lane(c, lane, hues)
	}
	for k := range s.Arrows {
		g.arrow(c, k, hues[s.Arrows[k].Call])
	}
	for k := range s.Arrows {
		at := g.labels[k]
		c.write(at.x0, at.y, " "+g.caption(&s.Arrows[k])+" ", hues[s.Arrows[k].Call])
	}
	for k := range s.Arrows {
		g.head(c, k, hues[s.Arrows[k].Call])
	}
	for _, pair := range s.crossings() {
		g.cross(c, pair)
	}
	for i, r := range s.Rows {
		sign, color := "●", strong
		if r.Fault {
			sign, color = "▲", bad
		}
		if s.Lanes[r.Lane].Kind != Screen {
			c.write(g.x[r.Lane], g.top[i], sign, color)
		}
		for _, lane := range s.stops() {
			for j, n := range g.notesOf(r, lane) {
				text := markup.Clip(markup.Visible(n.Text), nameMost)
				x := g.from[lane]
				if s.noteSide(lane) < 0 {
					x += g.notes[lane] - markup.Cells(text)
				}
				c.write(x, g.top[i]+j, text, hues[n.Call])
			}
		}
	}
	return c
}

// lane draws one line with its name, heavy while the device has a call, and
// the bar of its screen.
func (g *grid) lane(c *canvas, lane int, hues map[string]paint) {
	s := g.story
	name := markup.Clip(markup.Visible(s.Lanes[lane].Name), nameMost)
	c.write(min(max(g.x[lane]-markup.Cells(name)/2, 0), max(g.width-markup.Cells(name), 0)), 0, name, strong)
	screen := s.screenOf(lane)
	if screen >= 0 {
		name := markup.Clip(markup.Visible(s.Lanes[screen].Name), g.notes[lane])
		x := g.from[lane]
		if s.noteSide(lane) < 0 {
			x += g.notes[lane] - markup.Cells(name)
		}
		c.write(x, 1, name, dim)
	}
	live := s.live(lane)
	call, shade, row := "", " ", -1
	for y := 1; y < g.height; y++ {
		if row+1 < len(g.top) && y == g.top[row+1] {
			row++
			call = ""
			if len(live[row]) > 0 {
				call = live[row][0]
			}
			for _, n := range s.Rows[row].Screens {
				if n.Lane == screen {
					shade = shades[tone(n.Text)]
				}
			}
		}
		c.arm(g.x[lane], y, up|down, hues[call], false)
		c.lines[y][g.x[lane]].heavy = call != ""
		if screen >= 0 && shade != " " {
			c.write(g.x[screen], y, shade, plain)
		}
	}
}

// shades are the bars of what users see.
var shades = map[string]string{"idle": " ", "calling": "░", "ringing": "▒", "connecting": "▓", "incall": "█", "other": "▚"}

// arrow draws one arrow: along its line, down its column, along to its end.
func (g *grid) arrow(c *canvas, k int, paint paint) {
	a := &g.story.Arrows[k]
	x, y, end := g.x[a.From], g.leaves[k], g.arrives[k]
	step, ahead, behind := 1, right, left
	if a.To < a.From {
		step, ahead, behind = -1, left, right
	}
	thin := a.Kind != Message
	run := func(to int) { // up to and not including a column
		c.arm(x, y, ahead, paint, thin)
		for x += step; (to-x)*step > 0; x += step {
			c.arm(x, y, ahead|behind, paint, thin)
			c.lines[y][x].across = k + 1
		}
	}
	if turn := g.turns[k]; turn >= 0 {
		run(turn)
		c.arm(turn, y, behind|down, paint, thin)
		for y++; y < end; y++ {
			c.arm(turn, y, up|down, paint, thin)
			c.lines[y][turn].down = k + 1
		}
		if a.ToRow < 0 { // it never arrives
			return
		}
		c.arm(turn, end, up, paint, thin)
	}
	run(g.x[a.To])
}

// head draws the end of an arrow: its point, or the sign that it is lost or
// still under way.
func (g *grid) head(c *canvas, k int, paint paint) {
	a := &g.story.Arrows[k]
	sign, x := "▶", g.x[a.To]-1
	if a.To < a.From {
		sign, x = "◀", g.x[a.To]+1
	}
	if a.Kind != Message {
		sign = map[string]string{"▶": "▷", "◀": "◁"}[sign]
	}
	if a.ToRow < 0 {
		sign, x = "○", g.turns[k]
	}
	if a.Lost {
		sign = "✕"
	}
	c.write(x, g.arrives[k], sign, paint)
}

// cross marks the cells in which the lines of a crossing pair meet, or the one
// before the end of a line that does not arrive.
func (g *grid) cross(c *canvas, pair crossing) {
	one, other := pair.one+1, pair.other+1
	met := false
	for _, k := range [2]int{pair.one, pair.other} {
		for y := g.leaves[k]; y <= g.arrives[k]; y++ {
			for x := range c.lines[y] {
				at := &c.lines[y][x]
				if at.across == one && at.down == other || at.across == other && at.down == one {
					c.write(x, y, "╳", strong)
					met = true
				}
			}
		}
	}
	k := g.story.short(pair)
	if met || k < 0 {
		return
	}
	switch a := &g.story.Arrows[k]; {
	case a.ToRow < 0:
		c.write(g.turns[k], max(g.arrives[k]-1, g.leaves[k]), "╳", strong)
	case a.From < a.To:
		c.write(g.x[a.To]-2, g.arrives[k], "╳", strong)
	default:
		c.write(g.x[a.To]+2, g.arrives[k], "╳", strong)
	}
}
