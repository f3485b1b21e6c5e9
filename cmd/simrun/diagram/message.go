package diagram

// message is one message with all its hops, from the device that handed it over.
type message struct {
	hops   []int // indices into Arrows, in the order of the rows
	from   int   // the lane of the device
	handed int   // the row in which it was handed over
	given  int   // the row in which another device was given it
	failed int   // the row in which its sender was told that it failed
}

// crossingsOfLost lists the pairs of like messages that cross although no two of
// their hops do: both were handed over before either end had been given the
// other's, or been told that its own had failed. Each pair stands for the hops
// that would meet if none was lost, or else for the last ones.
func (s *Story) crossingsOfLost(known []crossing) []crossing {
	messages := s.messages()
	of := map[int]int{} // arrow to message
	for i := range messages {
		for _, hop := range messages[i].hops {
			of[hop] = i
		}
	}
	type pair struct{ one, other int }
	seen := map[pair]bool{}
	for _, c := range known {
		one, ok := of[c.one]
		other, found := of[c.other]
		if ok && found {
			seen[pair{min(one, other), max(one, other)}] = true
		}
	}
	var list []crossing
	for i := range messages {
		for j := i + 1; j < len(messages); j++ {
			if !seen[pair{i, j}] && s.passed(&messages[i], &messages[j]) {
				list = append(list, s.nearest(&messages[i], &messages[j]))
			}
		}
	}
	return list
}

// messages puts the hops together that belong to one message.
func (s *Story) messages() []message {
	type name struct{ label, call string }
	index := map[name]int{}
	var list []message
	for k := range s.Arrows {
		a := &s.Arrows[k]
		if a.Kind != Message {
			continue
		}
		i, known := index[name{a.Label, a.Call}]
		if !known {
			i = len(list)
			index[name{a.Label, a.Call}] = i
			list = append(list, message{from: -1, given: len(s.Rows), failed: -1})
		}
		list[i].add(s, k)
	}
	return list
}

// add adds a hop. A device that has another send of the same message under way
// was not told that it failed.
func (m *message) add(s *Story, k int) {
	a := &s.Arrows[k]
	m.hops = append(m.hops, k)
	if s.Lanes[a.From].Kind == Device {
		if m.from < 0 || a.FromRow < m.handed {
			m.from, m.handed = a.From, a.FromRow
		}
		end := len(s.Rows)
		if a.Lost {
			end = s.end(a)
		}
		m.failed = max(m.failed, end)
	}
	if s.Lanes[a.To].Kind == Device && !a.Lost && a.To != m.from {
		m.given = min(m.given, s.end(a))
	}
}

// passed reports whether two messages are alike and cross, on paper or not.
func (s *Story) passed(a, b *message) bool {
	one, other := &s.Arrows[a.hops[0]], &s.Arrows[b.hops[0]]
	return a.from >= 0 && b.from >= 0 && a.from != b.from && one.Call != other.Call &&
		a.handed < min(b.given, b.failed) && b.handed < min(a.given, a.failed) && alike(one, other)
}

// nearest is the pair of hops at which a crossing is to be seen.
func (s *Story) nearest(a, b *message) crossing {
	for _, i := range a.hops {
		for _, j := range b.hops {
			if s.cross(&s.Arrows[i], &s.Arrows[j]) {
				return crossing{i, j}
			}
		}
	}
	return crossing{a.hops[len(a.hops)-1], b.hops[len(b.hops)-1]}
}

// short is the arrow of a crossing pair that does not arrive, a lost one first,
// or -1: it is marked where it ends if the two do not meet on paper.
func (s *Story) short(c crossing) int {
	for _, lost := range [2]bool{true, false} {
		for _, k := range [2]int{c.one, c.other} {
			if a := &s.Arrows[k]; a.Lost == lost && (a.Lost || a.ToRow < 0) {
				return k
			}
		}
	}
	return -1
}
