package sim

// pop takes the first of the n items of a queue. What is beyond them stays zero,
// so that equal queues are equal bytes.
func pop(queue []Item, n *uint8) Item {
	first := queue[0]
	copy(queue, queue[1:*n])
	*n--
	queue[*n] = Item{}
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

func (q *FedQueue) pop() Item { return pop(q.Items[:], &q.N) }

func (b *Box) pushOut(w *World, event Item) { push(w, b.Out[:], &b.NOut, event) }

func (b *Box) pushIn(w *World, event Item) { push(w, b.In[:], &b.NIn, event) }

func (q *FedQueue) push(w *World, event Item) { push(w, q.Items[:], &q.N, event) }

// roomFor reports whether an event that d sends finds room in every queue that
// it goes to.
func (s *System) roomFor(w *World, d int) bool {
	if !s.roomAt(w, d) {
		return false
	}
	for _, queue := range s.outbound[d] {
		if w.Fed[queue].N >= maxFed {
			return false
		}
	}
	return true
}

// roomAt reports whether an event finds room in the sync queue of each device of the
// homeserver of device d.
func (s *System) roomAt(w *World, d int) bool {
	for set := s.near[d] | 1<<d; set != 0; set = set.rest() {
		if w.Box[set.first()].NIn >= maxIn {
			return false
		}
	}
	return true
}

// federating is the set of the homeservers, by their numbers, between which and that of
// device d a queue is as asked; for the first device there alone.
func (s *System) federating(w *World, d int, is func(*FedQueue) bool) (set uint16) {
	if !s.isGate(d) {
		return 0
	}
	for nth, queue := range s.inbound[d] {
		set |= one(is(&w.Fed[queue])) << nth
	}
	return set
}

// firstFrom names the first event on its way to the homeserver of device d from that with
// a number, and the latter.
func (s *System) firstFrom(w *World, d, nth int) string {
	queue := s.gated(d, nth)
	return s.eventName(w.Fed[queue].Items[0]) + " from " + s.Scenario.Servers[s.pair(queue).from]
}
