package plot

import "slices"

// spread moves positions, of which each is where something would best stand, as little as
// it takes for all of them to be room apart and between top and bottom, in the order in
// which they are. There is room for all.
func spread(wish []int, room, top, bottom int) []int {
	order := make([]int, len(wish))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return wish[a] - wish[b] })
	// Those that touch are a pile, which stands in the middle of where its parts would.
	type pile struct{ first, count, sum int }
	var piles []pile
	start := func(p pile) int {
		return min(max(p.sum/p.count-(p.count-1)*room/2, top), bottom-(p.count-1)*room)
	}
	for i, at := range order {
		piles = append(piles, pile{i, 1, wish[at]})
		for n := len(piles); n > 1 && start(piles[n-2])+piles[n-2].count*room > start(piles[n-1]); n-- {
			under := piles[n-1]
			piles = piles[:n-1]
			piles[n-2].count += under.count
			piles[n-2].sum += under.sum
		}
	}
	placed := make([]int, len(wish))
	for _, p := range piles {
		for k := range p.count {
			placed[order[p.first+k]] = start(p) + k*room
		}
	}
	return placed
}
