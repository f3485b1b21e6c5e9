package sim

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/model"
)

// callIDs are the ID assignments of a scenario, one for each initial world: those that it
// names, or one for each way in which own IDs can compare with others (nothing else about
// them matters).
func (s *Scenario) callIDs() [][model.MaxCalls]string {
	per := s.CallsPerUser()
	callers := s.callers()
	calls, presses := per*len(callers), per/len(s.Rooms)
	if len(s.IDs) == 0 {
		honest := slices.IndexFunc(callers, func(u int) bool { return s.Users[u].Hostile })
		if honest < 0 {
			honest = len(callers)
		}
		list := allOrders(honest*per, func(x, y int) bool {
			return x/per != y/per && x%per/presses == y%per/presses
		})
		return forgedIDs(list, honest*per, calls)
	}
	var list [][model.MaxCalls]string
	for _, given := range s.IDs {
		var ids [model.MaxCalls]string
		var had [MaxUsers]int
		for c := range calls {
			user := callers[c/per]
			ids[c] = given[user][had[user]]
			had[user]++
		}
		list = append(list, ids)
	}
	return list
}

// forgedIDs adds to assignments of IDs to the calls of others those of a hostile member's:
// each compares in any way with the others', or is a copy of one. To choose one after a look
// at the others is to be in that assignment, as long as all are looked at. Which of two
// forged calls has which ID means nothing.
func forgedIDs(list [][model.MaxCalls]string, others, calls int) [][model.MaxCalls]string {
	if others == calls {
		return list
	}
	var all [][model.MaxCalls]string
	for _, ids := range list {
		known := slices.Sorted(slices.Values(ids[:others]))
		choices := []string{"id0"} // less than all of them
		for _, id := range known {
			choices = append(choices, id, id+"-")
		}
		var add func(c, from int)
		add = func(c, from int) {
			if c == calls {
				all = append(all, ids)
				return
			}
			for i := from; i < len(choices); i++ {
				if ids[c] = choices[i]; i == from && c > others && !slices.Contains(known, ids[c]) {
					ids[c] += "-" // two IDs of its own
				}
				add(c+1, i)
			}
			ids[c] = ""
		}
		add(others, 0)
	}
	return all
}

// Pinned is the scenario with the one assignment of call IDs that initial world i has, so
// that the run starts in initial world 0 of it. The scenario is one that was checked.
func (s *Scenario) Pinned(i int) (*Scenario, error) {
	all := s.callIDs()
	if i < 0 || i >= len(all) {
		return nil, fmt.Errorf("scenario %s has the initial worlds 0 to %d; there is no %d", s.Name, len(all)-1, i)
	}
	pinned, per := s.Clone(), s.CallsPerUser()
	list := all[i]
	var ids IDs
	for i, user := range s.callers() {
		ids[user] = append(ids[user], list[i*per:(i+1)*per]...)
	}
	pinned.IDs = []IDs{ids}
	return pinned, nil
}

// assignIDs fills the ID assignments, and how each device compares their IDs.
func (s *System) assignIDs() {
	s.ids = s.Scenario.callIDs()
	for _, ids := range s.ids {
		var order [MaxDevices][model.MaxCalls][model.MaxCalls]int8
		for d := range s.devices {
			compare := model.Order(s.machine[d].Reading.Setting[model.Cmp].Value)
			for x := range s.calls {
				for y := range s.calls {
					order[d][x][y] = int8(compare.Compare(ids[x], ids[y]))
				}
			}
		}
		s.order = append(s.order, order)
		shared := false
		for x := range s.calls {
			for y := range x {
				shared = shared || ids[x] == ids[y] && s.room[x] == s.room[y]
			}
		}
		s.shared = append(s.shared, shared)
	}
}

// allOrders makes one ID assignment for each distinguishable order of n calls,
// where only the pairs that matter distinguish.
func allOrders(n int, matters func(x, y int) bool) [][model.MaxCalls]string {
	var list [][model.MaxCalls]string
	seen := map[[model.MaxCalls * model.MaxCalls]bool]bool{}
	var permute func(rank []int)
	permute = func(rank []int) {
		if len(rank) < n {
			for next := range n {
				if !slices.Contains(rank, next) {
					permute(append(slices.Clip(rank), next))
				}
			}
			return
		}
		var signs [model.MaxCalls * model.MaxCalls]bool
		var ids [model.MaxCalls]string
		for x := range n {
			ids[x] = fmt.Sprintf("id%d", rank[x]+1)
			for y := range n {
				signs[x*model.MaxCalls+y] = matters(x, y) && rank[x] < rank[y]
			}
		}
		if !seen[signs] {
			seen[signs] = true
			list = append(list, ids)
		}
	}
	permute(nil)
	return list
}
