package odds

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/big"
	"math/bits"
	"unsafe"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// The exact way follows all runs at once, step by step: a layer holds every state
// that runs are in after so many steps, each once, with the weight of the runs that
// are in it. Weights are whole numbers, of a denominator that all of a layer share.

// What one step may branch into, so that the denominators of a layer's steps divide
// one number.
const (
	maxTies  = 8
	maxFresh = 6
	tieScale = 840 // which all numbers up to maxTies divide
)

// cell is one state of a layer.
type cell struct {
	run    run
	weight *big.Int
}

// bytes is what a cell takes.
func (c *cell) bytes() uint64 {
	return uint64(unsafe.Sizeof(*c)) + uint64(unsafe.Sizeof(*c.weight)) + uint64(cap(c.weight.Bits())*bits.UintSize/8)
}

// layer is a set of states.
type layer struct {
	at    map[string]int
	cells []*cell
	bytes uint64
}

// entryBytes is what a layer takes for a state beside its cell and its key.
const entryBytes = 64

func newLayer() *layer { return &layer{at: map[string]int{}} }

// put adds weight to the state that a run is in.
func (l *layer) put(key []byte, r *run, weight *big.Int) {
	if i, ok := l.at[string(key)]; ok {
		l.cells[i].weight.Add(l.cells[i].weight, weight)
		return
	}
	l.at[string(key)] = len(l.cells)
	c := &cell{*r, new(big.Int).Set(weight)}
	l.cells = append(l.cells, c)
	l.bytes += c.bytes() + uint64(len(key)) + entryBytes
}

// walk is an exact computation under way.
type walk struct {
	*Odds
	tally  *tally
	totals *big.Int // a number that the total of every table divides
	scale  *big.Int // by which denominators grow from layer to layer
	next   *layer
	states uint64

	key    []byte
	before sim.TimedWorld
	ties   []int
	fresh  []int
	excess string // what one step branches into that is too much, or ""
}

// Exact finds the odds by following every run, where they come through no more than
// maxStates states and take no more than maxMemory bytes, 0 for no bound; otherwise the
// result has a reason and no numbers. progress, if not nil, is told how many states were
// visited.
func (o *Odds) Exact(ctx context.Context, maxStates, maxMemory uint64, progress func(states uint64, steps int)) (*Result, error) {
	w := &walk{Odds: o, tally: newTally(), totals: big.NewInt(1), next: newLayer()}
	for _, table := range o.Latencies {
		total := big.NewInt(int64(table.total()))
		common := new(big.Int).GCD(nil, nil, w.totals, total)
		w.totals.Mul(w.totals, total.Div(total, common))
	}
	w.scale = new(big.Int).Exp(w.totals, big.NewInt(maxFresh), nil)
	w.scale.Mul(w.scale, big.NewInt(tieScale))
	w.start()
	for steps := 0; len(w.next.cells) > 0; steps++ {
		layer := w.next
		w.next = newLayer()
		layer.at, layer.bytes = nil, 0 // from now on only the cells are needed
		for _, c := range layer.cells {
			layer.bytes += c.bytes()
		}
		w.tally.scale(w.scale)
		for i := range layer.cells {
			w.states++
			if err := w.expand(layer.cells[i]); err != nil {
				return nil, err
			}
			reason := w.excess
			switch {
			case reason != "":
			case maxStates > 0 && w.states+uint64(len(w.next.cells)) > maxStates:
				reason = fmt.Sprintf("the runs come through more than %d states", maxStates)
			case maxMemory > 0 && layer.bytes+w.next.bytes > maxMemory:
				reason = fmt.Sprintf("the runs come through more states than fit in %d MiB of memory", maxMemory>>20)
			case w.states%1024 == 0 && ctx.Err() != nil:
				reason = checker.ReasonOf(ctx)
			}
			if reason != "" {
				return &Result{Exact: true, Size: w.states, Whole: new(big.Int), Crossed: new(big.Int), Reason: reason}, nil
			}
			if progress != nil && w.states%1024 == 0 {
				progress(w.states, steps)
			}
			layer.bytes -= layer.cells[i].bytes()
			layer.cells[i] = nil // its memory is needed
		}
	}
	r, err := w.tally.result()
	if err != nil {
		return nil, err
	}
	r.Exact, r.Size = true, w.states
	return r, nil
}

// start makes the first layer: for every two moments at which the users may press,
// and every order of the call IDs.
func (w *walk) start() {
	var r run
	one := big.NewInt(1)
	for initial := range w.sys.Initials() {
		for alice := range PressPoints {
			for bob := range PressPoints {
				first, early, late := 0, w.pressAt(alice), w.pressAt(bob)
				if early > late {
					first, early, late = 1, late, early
				}
				w.begin(&r, initial, first, late-early)
				w.put(&r, one)
				w.tally.whole.Add(w.tally.whole, one)
			}
		}
	}
}

// put adds weight to the state of a run in the next layer.
func (w *walk) put(r *run, weight *big.Int) {
	w.key = w.appendKey(w.key[:0], r)
	w.next.put(w.key, r, weight)
}

// expand lets each of what may happen next in a state happen.
func (w *walk) expand(c *cell) error {
	w.ties = c.run.next(w.ties)
	n := len(w.ties)
	if n > maxTies {
		w.excess = fmt.Sprintf("%d things happen in one millisecond; the exact way can tell the orders of %d apart", n, maxTies)
		return nil
	}
	for _, i := range w.ties {
		r := c.run
		fresh, f, err := w.step(&r, &w.before, i, w.fresh)
		if err != nil {
			return err
		}
		w.fresh = fresh
		if len(fresh) > maxFresh {
			w.excess = fmt.Sprintf("one step lets %d others begin; the exact way can follow %d", len(fresh), maxFresh)
			return nil
		}
		// The part of the weight that each way to draw the times has is its
		// own weight, of this denominator.
		share := new(big.Int).Div(w.scale, big.NewInt(int64(n)))
		for _, k := range fresh {
			share.Div(share, big.NewInt(int64(w.table(&r, k).total())))
		}
		share.Mul(share, c.weight)
		whole := new(big.Int).Div(new(big.Int).Mul(w.scale, c.weight), big.NewInt(int64(n)))
		if w.becomesActive(&r) && r.crossed() {
			add(w.tally.active, r.NowMS-w.WithinMS, whole)
		}
		switch f {
		case goesOn:
			w.draw(&r, fresh, share)
		case isQuiet:
			w.tally.end(&r, whole)
		}
	}
	return nil
}

// draw gives the actions in fresh every combination of their times.
func (w *walk) draw(r *run, fresh []int, weight *big.Int) {
	if len(fresh) == 0 {
		w.put(r, weight)
		return
	}
	for _, d := range w.table(r, fresh[0]) {
		r.due[fresh[0]] = r.NowMS + d.MS
		w.draw(r, fresh[1:], new(big.Int).Mul(weight, big.NewInt(int64(d.Weight))))
	}
}

// appendKey appends what distinguishes the states that runs are in. Times count from
// now; what time it is matters until both ends are active only.
func (w *walk) appendKey(key []byte, r *run) []byte {
	key = append(key, w.sys.System.Key(&r.World)...)
	key = append(key, byte(r.bad), r.pressed, bit(r.active))
	now := r.NowMS
	if !r.active {
		key = binary.LittleEndian.AppendUint32(key, now)
	}
	for i := range r.NPending {
		key = binary.LittleEndian.AppendUint32(key, r.due[i]-now)
	}
	for c := range w.sys.Calls() {
		var handed, accepted uint32
		if w.unsettled(&r.World, c) {
			handed, accepted = r.HandedMS[c]-now, r.AcceptedMS[c]-now
		}
		key = binary.LittleEndian.AppendUint32(key, handed)
		key = binary.LittleEndian.AppendUint32(key, accepted)
	}
	return append(key, r.words...)
}

// unsettled reports whether it can still matter when the invite of a call was handed
// over and accepted: the call waits for something at some device, or its invite is
// yet to come.
func (o *Odds) unsettled(w *sim.World, c int) bool {
	if w.Call[c]&sim.InviteSent == 0 {
		return false
	}
	for d := range o.sys.Devices() {
		if s := w.Box[d].Device.Call[c].State; s == model.None || model.Unsettled.Has(s) {
			return true
		}
	}
	return false
}

func bit(condition bool) byte {
	if condition {
		return 1
	}
	return 0
}
