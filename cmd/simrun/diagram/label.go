package diagram

import "github.com/glarelab/glare/cmd/simrun/diagram/markup"

// label is the place of an arrow's label, a box around its centre.
type label struct {
	text string
	x, y int // of the centre
	half int // half the width
}

// sign is the place of a ring or a cross, which no label may cover.
type sign struct{ x, y int }

const labelHalf = 8 // half the height of a label's box

// aside are the heights above and below its arrow at which a label may stand
// where there is no room for it on the arrow.
var aside = [...]int{-labelHalf - 8, labelHalf + 8, -2*labelHalf - 8, 2*labelHalf + 8}

// placeLabels puts each label onto its own arrow, where it covers least: no
// other label if there is any way, no state, no lane, and few other arrows. Candidates are
// points along the arrow, then points above and below it; a message prefers its
// start and an answer its end. Messages choose before answers.
func (l *layout) placeLabels() {
	for _, c := range l.story.crossings() {
		if x, y, ok := l.meet(c); ok {
			l.signs = append(l.signs, sign{x, y})
		}
	}
	for i := range l.story.Arrows {
		if a := &l.story.Arrows[i]; a.Lost || a.ToRow < 0 {
			x, y := l.end(a)
			l.signs = append(l.signs, sign{x, y})
		}
	}
	l.notes = l.placeNotes()
	l.boxes = make([]label, len(l.story.Arrows))
	for i := range l.story.Arrows {
		if l.story.Arrows[i].Kind == Message {
			l.placeLabel(i)
		}
	}
	for i := range l.story.Arrows {
		if l.story.Arrows[i].Kind != Message {
			l.placeLabel(i)
		}
	}
}

// placeNotes are the places of what stands beside the lanes of devices: their states.
func (l *layout) placeNotes() (notes []label) {
	for i, r := range l.story.Rows {
		for _, n := range r.States {
			text := markup.Clip(markup.Visible(n.Text), nameMost)
			half := px(markup.Cells(text), noteFont) / 2
			notes = append(notes, label{text: text, half: half, x: l.x[n.Lane] + l.story.noteSide(n.Lane)*(12+half), y: l.rows[i].y})
		}
	}
	return notes
}

// placeLabel picks the place of one label.
func (l *layout) placeLabel(i int) {
	a := &l.story.Arrows[i]
	text := caption(a)
	box := label{text: text, half: px(markup.Cells(text), noteFont)/2 + 3}
	x0, y0 := l.x[a.From], l.rows[a.FromRow].y
	x1, y1 := l.end(a)
	best, least := box, -1
	try := func(dy int) {
		for k := 1; k < 24; k++ {
			at := k
			if a.Kind != Message {
				at = 24 - k
			}
			box.x, box.y = x0+(x1-x0)*at/24, y0+(y1-y0)*at/24+dy
			cost := l.cost(&box, i) + 2*max(k-9, 9-k) + abs(dy)
			if least < 0 || cost < least {
				best, least = box, cost
			}
		}
	}
	try(0)
	for _, dy := range aside {
		if least >= 1_000 {
			try(dy)
		}
	}
	l.boxes[i] = best
}

// cost is how much a box for the label of arrow i would disturb.
func (l *layout) cost(box *label, i int) int {
	cost := 0
	for j := range l.boxes {
		if j != i && l.boxes[j].half > 0 && overlap(box, &l.boxes[j]) {
			cost += 10_000
		}
	}
	for i := range l.notes {
		if overlap(box, &l.notes[i]) {
			cost += 2_000
		}
	}
	for _, x := range l.x {
		if abs(x-box.x) < box.half+10 {
			cost += 1_000 // it would cover a lane, or the head of the arrow
		}
	}
	for _, p := range l.signs {
		if abs(p.x-box.x) < box.half+8 && abs(p.y-box.y) < labelHalf+8 {
			cost += 2_000
		}
	}
	for j := range l.story.Arrows {
		if j == i {
			continue
		}
		a := &l.story.Arrows[j]
		x1, y1 := l.end(a)
		if cuts(box, l.x[a.From], l.rows[a.FromRow].y, x1, y1) {
			cost += 40
		}
	}
	return cost
}

// overlap reports whether two boxes share a point.
func overlap(a, b *label) bool {
	return abs(a.x-b.x) < a.half+b.half && abs(a.y-b.y) < 2*labelHalf
}

// cuts reports whether a segment passes through a box: whether, over the part
// of the box's width that the segment spans, it comes near enough in height.
func cuts(box *label, x0, y0, x1, y1 int) bool {
	if x0 > x1 {
		x0, y0, x1, y1 = x1, y1, x0, y0
	}
	from, to := max(x0, box.x-box.half), min(x1, box.x+box.half)
	if from > to || x0 == x1 {
		return false
	}
	one, other := y0+(y1-y0)*(from-x0)/(x1-x0), y0+(y1-y0)*(to-x0)/(x1-x0)
	return min(one, other) < box.y+labelHalf && max(one, other) > box.y-labelHalf
}

// meet is the point where two arrows of a crossing pair meet, or where the one
// ends that does not arrive.
func (l *layout) meet(c crossing) (x, y int, ok bool) {
	if x, y, ok = l.joint(c); ok {
		return x, y, true
	}
	if k := l.story.short(c); k >= 0 {
		x, y = l.end(&l.story.Arrows[k])
		return x, y, true
	}
	return 0, 0, false
}

// joint is the point where the lines of two arrows meet. The products are too
// large for the 32 bits that an int has on some machines.
func (l *layout) joint(c crossing) (x, y int, ok bool) {
	a, b := &l.story.Arrows[c.one], &l.story.Arrows[c.other]
	ax, ay := l.x[a.From], l.rows[a.FromRow].y
	bx, by := l.x[b.From], l.rows[b.FromRow].y
	aEndX, aEndY := l.end(a)
	bEndX, bEndY := l.end(b)
	adx, ady, bdx, bdy := int64(aEndX-ax), int64(aEndY-ay), int64(bEndX-bx), int64(bEndY-by)
	det := adx*bdy - ady*bdx
	if det == 0 {
		return 0, 0, false
	}
	t := int64(bx-ax)*bdy - int64(by-ay)*bdx // how far along the first arrow, of det
	x, y = ax+int(adx*t/det), ay+int(ady*t/det)
	return x, y, min(ax, aEndX) <= x && x <= max(ax, aEndX) && min(bx, bEndX) <= x && x <= max(bx, bEndX)
}

func abs(n int) int { return max(n, -n) }

// root is the integer square root of n, rounded down.
func root(n int) int {
	if n < 2 {
		return max(n, 0)
	}
	r := n
	for next := (r + 1) / 2; next < r; next = (r + n/r) / 2 {
		r = next
	}
	return r
}
