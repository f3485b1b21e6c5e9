package judge

import "github.com/glarelab/glare/sim/event"

// numbering is what came of the numbered events of one device of a group call.
type numbering struct {
	next  int64
	early map[int64]int // events that wait for those before them, by number
	stuck bool          // something waits for ever
}

// numbered takes a numbered event: those of a device are handled in their order, so that
// one which never comes holds up all behind it. It gives the events that can be handled
// now.
func (t *trial) numbered(c *call, i int, g event.Group) (ready []int) {
	n := t.numberingOf(i, g)
	switch {
	case g.Seq < n.next:
		t.about(c, i, Note, "VX-UNK-2", "number %d of %s again", g.Seq, t.device(who(&t.events[i])))
		return nil
	case g.Seq > n.next:
		if _, again := n.early[g.Seq]; !again {
			n.early[g.Seq] = i
		}
		return nil
	}
	for held, has := i, true; has; held, has = n.early[n.next] {
		if held != i {
			t.about(c, held, Note, "VX-UNK-6", "number %d of %s comes before number %d: it waits until that one is there", n.next, t.device(who(&t.events[held])), n.next-1)
		}
		delete(n.early, n.next)
		ready = append(ready, held)
		n.next++
	}
	return ready
}

// numberingOf is that of the device that has sent an event.
func (t *trial) numberingOf(i int, g event.Group) *numbering {
	key := g.Conf + "\x00" + t.events[i].Sender + "\x00" + who(&t.events[i]).id
	n := t.numbers[key]
	if n == nil {
		n = &numbering{early: map[int64]int{}}
		t.numbers[key] = n
	}
	return n
}

// gaps says which numbers never came, and what waits for them.
func (t *trial) gaps() {
	for i := range t.events {
		e := &t.events[i]
		said, ok := event.CallOf(e.Content)
		if !ok || !said.Group.Has {
			continue
		}
		n := t.numberingOf(i, said.Group)
		if held, has := n.early[said.Group.Seq]; !has || held != i {
			continue
		}
		c, from := t.callOf(e.room, said.ID), t.device(who(e))
		if c.invite < 0 {
			c.heldUp = true
			t.step(c, i)
		}
		if n.stuck {
			t.about(c, i, Wrong, "VX-UNK-1", "number %d of %s waits for ever, too", said.Group.Seq, from)
			continue
		}
		n.stuck = true
		t.about(c, i, Wrong, "VX-UNK-1", "number %d of %s never comes, so that number %d waits for ever: a gap of one sequence number blocks everything behind it",
			n.next, from, said.Group.Seq).allow("number " + itoa(int(n.next)) + " of " + from + ", sent again")
	}
}
