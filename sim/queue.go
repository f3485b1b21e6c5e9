package sim

// pop takes the first of the n items of a queue. What is beyond them stays zero,
// so that equal queues are equal bytes.
func pop(queue []Item, n *uint8) Item {
	first := queue[0]
	copy(queue, queue[1:*n])
	*n--
	queue[*n] = 0
	return first
}

// push puts an item behind the n items of a queue of w, or notes that it is full.
func push(w *World, queue []Item, n *uint8, event Item) {
	if int(*n) == len(queue) {
		w.Causes |= Overflow
		return
	}
	queue[*n] = event
	*n++
}

func (b *Box) popOut() Item { return pop(b.Out[:], &b.NOut) }

func (b *Box) popIn() Item { return pop(b.In[:], &b.NIn) }

func (b *Box) popFed() Item { return pop(b.Fed[:], &b.NFed) }

func (b *Box) pushOut(w *World, event Item) { push(w, b.Out[:], &b.NOut, event) }

func (b *Box) pushIn(w *World, event Item) { push(w, b.In[:], &b.NIn, event) }

func (b *Box) pushFed(w *World, event Item) { push(w, b.Fed[:], &b.NFed, event) }

// roomFor reports whether an event that d sends finds room in every queue that
// it goes to.
func (s *System) roomFor(w *World, d int) bool {
	if w.Box[d].NIn >= maxIn {
		return false
	}
	if s.federated {
		return w.Box[1-d].NFed < maxFed
	}
	return w.Box[1-d].NIn < maxIn
}
