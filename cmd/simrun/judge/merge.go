package judge

import "slices"

// merge puts the events of all dumps into one order that each of them has, as far as
// there is one: an event that several devices saw is one. It reports whether two of them
// saw events in different orders (F-ORD-1).
func merge(dumps []*dump) (all []seen, disagree bool) {
	lists := make([][]seen, len(dumps))
	left := make([]map[string]int, len(dumps)) // how often an event is still to come, by file
	for i, d := range dumps {
		known := map[string]bool{}
		left[i] = map[string]int{}
		for _, e := range d.events {
			if e.ID != "" && known[e.ID] {
				continue // it was delivered twice (F-SYNC-6)
			}
			known[e.ID] = true
			left[i][e.ID]++
			lists[i] = append(lists[i], e)
		}
	}
	if len(dumps) == 1 {
		return lists[0], false
	}
	done := map[string]bool{}
	for {
		best := -1
		for i := range lists {
			for len(lists[i]) > 0 && lists[i][0].ID != "" && done[lists[i][0].ID] {
				lists[i] = lists[i][1:]
			}
			if len(lists[i]) > 0 && (best < 0 || earlier(lists, left, i, best)) {
				best = i
			}
		}
		if best < 0 {
			return all, disagree
		}
		e := lists[best][0]
		disagree = disagree || waits(lists, left, best)
		for i := range left {
			if left[i][e.ID]--; e.ID == "" && i != best {
				left[i][e.ID]++
			}
		}
		done[e.ID] = e.ID != ""
		all = append(all, e)
		lists[best] = lists[best][1:]
	}
}

// waits reports whether the first event of list i stands further down in another list.
func waits(lists [][]seen, left []map[string]int, i int) bool {
	id := lists[i][0].ID
	for j := range lists {
		if j != i && id != "" && left[j][id] > 0 && len(lists[j]) > 0 && lists[j][0].ID != id {
			return true
		}
	}
	return false
}

// earlier reports whether the first event of list i comes before that of list j.
func earlier(lists [][]seen, left []map[string]int, i, j int) bool {
	if wi, wj := waits(lists, left, i), waits(lists, left, j); wi != wj {
		return wj
	}
	return lists[i][0].OriginServerTSMS < lists[j][0].OriginServerTSMS
}

// inOrder are the events of calls and what else matters to them: who comes and goes, and
// what cannot be read.
func inOrder(all []seen) []seen {
	return slices.DeleteFunc(slices.Clone(all), func(e seen) bool {
		return !isOfCall(e) && !e.redacted && e.Type != typeEncrypted && e.Type != "m.room.member"
	})
}
