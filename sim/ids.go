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
		return allOrders(calls, func(x, y int) bool {
			return x/per != y/per && x%per/presses == y%per/presses
		})
	}
	var list [][model.MaxCalls]string
	for _, given := range s.IDs {
		var ids [model.MaxCalls]string
		for c := range calls {
			ids[c] = given[callers[c/per]][c%per]
		}
		list = append(list, ids)
	}
	return list
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
		ids[user] = slices.Clone(list[i*per : (i+1)*per])
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
