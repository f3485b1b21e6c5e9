package diagram

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// paint is how a cell of a text diagram is coloured.
type paint int

// The paints. The colour of call i is hue0 plus i modulo 6.
const (
	plain paint = iota
	dim
	strong
	good
	bad
	amber
	hue0
)

// escapes are the colours of a terminal by paint.
var escapes = [...]string{dim: "2", strong: "1", good: "1;32", bad: "1;31", amber: "1;33", hue0: "94", "33", "36", "35", "32", "91"}

// The arms of a line in a cell.
const (
	up uint8 = 1 << iota
	down
	left
	right
)

// Glyphs by arms: of ordinary lines, and of the heavy line of a device that has
// a call.
var (
	lightGlyphs = []rune(" ╵╷│╴╯╮┤╶╰╭├─┴┬┼")
	heavyGlyphs = []rune(" ╹╻┃╸┛┓┨╺┗┏┠━┻┳╂")
)

// cell is one column of one line. Lines are kept as arms until the end, so that
// where two meet the right glyph comes out by itself.
type cell struct {
	arms         uint8
	heavy, thin  bool
	char         rune // over the lines; 0 for none, second for the other half of a wide one
	paint        paint
	across, down int // the arrows that pass here, counted from 1
}

const second = -1

// canvas is a text diagram while it is drawn.
type canvas struct {
	width int
	lines [][]cell
}

func newCanvas(width, height int) *canvas {
	c := &canvas{width: width, lines: make([][]cell, height)}
	for y := range c.lines {
		c.lines[y] = make([]cell, width)
	}
	return c
}

// write puts a visible string over what is there, and cuts it at the edge.
func (c *canvas) write(x, y int, s string, paint paint) {
	for _, r := range s {
		n := markup.RuneCells(r)
		if x < 0 || x+n > c.width {
			return
		}
		c.lines[y][x].char, c.lines[y][x].paint = r, paint
		if n == 2 {
			c.lines[y][x+1].char = second
		}
		x += n
	}
}

// arm adds arms of a line to a cell. A cell is thin while all its lines are.
func (c *canvas) arm(x, y int, arms uint8, paint paint, thin bool) {
	if x < 0 || x >= c.width {
		return
	}
	at := &c.lines[y][x]
	at.thin = thin && (at.thin || at.arms == 0)
	at.arms |= arms
	if !at.heavy {
		at.paint = paint
	}
}

// glyph is the character of a cell, or its line.
func (c *cell) glyph() rune {
	switch {
	case c.char != 0:
		return c.char
	case c.heavy:
		return heavyGlyphs[c.arms]
	case c.thin && c.arms == up|down:
		return '┆'
	case c.thin && c.arms == left|right:
		return '┄'
	}
	return lightGlyphs[c.arms]
}

// line is one line as text, without spaces at its end.
func (c *canvas) line(y int, color bool) string {
	var b strings.Builder
	now, end := plain, 0
	for x := range c.lines[y] {
		if at := &c.lines[y][x]; at.char != 0 && at.char != ' ' || at.char == 0 && at.arms != 0 {
			end = x + 1
		}
	}
	for x := range c.lines[y][:end] {
		at := &c.lines[y][x]
		if at.char == second {
			continue
		}
		glyph := at.glyph()
		if color && glyph != ' ' && at.paint != now {
			b.WriteString(turn(now, at.paint))
			now = at.paint
		}
		b.WriteRune(glyph)
	}
	if now != plain {
		b.WriteString(turn(now, plain))
	}
	return b.String()
}

// turn is the escape sequence that changes from one paint to another.
func turn(from, to paint) string {
	s := ""
	if from != plain {
		s = "\x1b[0m"
	}
	if to != plain {
		s += "\x1b[" + escapes[to] + "m"
	}
	return s
}
