package properties_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// idPair is the call IDs of both users.
type idPair [2]string

// lines is the line of a scenario that gives them.
func (p idPair) lines() string {
	return fmt.Sprintf("ids alice=%s bob=%s\n", strconv.QuoteToASCII(p[0]), strconv.QuoteToASCII(p[1]))
}

// renamings lists groups of pairs of IDs that compare alike in each of some orders.
func renamings(orders []model.Order) [][]idPair {
	ids := []string{"a", "B", "b", "ab", "aB", "abc", "abc1", "9", "10", "010", "c17", "c9", "-", "_", "\uff5e", "\U0001f600"}
	var signs []string
	var groups [][]idPair
	for _, x := range ids {
		for _, y := range ids {
			var sign string
			for _, order := range orders {
				sign += strconv.Itoa(order.Compare(x, y))
			}
			at := slices.Index(signs, sign)
			if at < 0 {
				at, signs, groups = len(signs), append(signs, sign), append(groups, nil)
			}
			groups[at] = append(groups[at], idPair{x, y})
		}
	}
	return slices.DeleteFunc(groups, func(g []idPair) bool { return len(g) == 1 })
}

// renaming is the relation that a run is a run under other IDs that compare alike,
// world by world, with the same wrong.
func renaming(t *testing.T, orders []model.Order) relation {
	groups := renamings(orders)
	return func(c cell, picks []byte) string {
		group := groups[int(picks[len(picks)-1])%len(groups)]
		one, other := c, c
		one.lines += group[int(picks[len(picks)-2])%len(group)].lines()
		other.lines += group[int(picks[len(picks)-3])%len(group)].lines()
		sys, renamed := one.compile(t), other.compile(t)
		tr := travel(sys, sys, picks)
		again, err := retrace(renamed, renamed, 0, tr.names())
		if err != nil {
			return tr.blame("with %s%v", other.lines, err)
		}
		same := func(w, v sim.World) bool { return w.State == v.State }
		if slices.EqualFunc(tr.worlds, again.worlds, same) &&
			slices.Equal(tr.faulted(), again.faulted()) && tr.outcome() == again.outcome() {
			return ""
		}
		return tr.blame("with %sit ends with %s, %b wrong; else with %s, %b wrong", other.lines,
			again.outcome(), again.faulted(), tr.outcome(), tr.faulted())
	}
}

// singleCalls lists cells in which each user places one call.
func singleCalls() []cell {
	list := []cell{
		{scenario: "glare"},
		{scenario: "glare-hangup"},
		{scenario: "retro"},
		{scenario: "slow-media"},
		{scenario: "bystanders"},
		{scenario: "expiry"},
		{scenario: "federated-glare", timing: "async"},
	}
	for _, faults := range everyFault()[1:] {
		list = append(list, cell{scenario: "federated-glare", faults: faults})
	}
	return list
}

// TestPropertyRenaming shows that call IDs matter by how they compare only.
func TestPropertyRenaming(t *testing.T) {
	renaming(t, model.Orders[:]).holds(t, 500, singleCalls())
}

// TestPropertyRenamingFails shows that IDs which compare alike as bytes only are not
// enough where a device compares numbers.
func TestPropertyRenamingFails(t *testing.T) {
	renaming(t, []model.Order{model.OrderBytes}).fails(t, 1000, cell{scenario: "glare", reading: "literal-sent+cmp=numeric"})
}
