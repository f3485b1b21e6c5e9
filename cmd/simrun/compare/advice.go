package compare

import "github.com/glarelab/glare/cmd/simrun/story"

// Advice is in which order clients may be upgraded: the last line of rollout.
type Advice struct {
	Order string `json:"order"` // any, first, second, at-once or none
	Worse bool   `json:"worse"` // upgrading one side alone is worse than none
	Text  string `json:"text"`
	// Explored is what all of it was found out in, and Tested with what.
	Explored []ExploredJSON `json:"explored"`
	Tested   story.Tested   `json:"tested"`
}

// AdviceOf says in which order clients may be upgraded.
func AdviceOf(r *Pair, mixes []Mix) Advice {
	o := orderOf(mixes)
	first, second := r.Revisions[0].Network.Scenario.Users[0].Name, r.Revisions[0].Network.Scenario.Users[1].Name
	a := Advice{Worse: !o.First || !o.Second}
	switch {
	case !o.Both:
		a.Order, a.Text = "none", "Do not upgrade: even where both have the new reading something graver goes wrong than among old clients."
	case o.First && o.Second:
		a.Order, a.Text = "any", "Upgrade in any order: no mix is worse than old clients among themselves."
	case o.First:
		a.Order, a.Text = "first", "Upgrade clients in the place of "+first+" first: upgrading "+second+"'s alone is worse than no upgrade."
	case o.Second:
		a.Order, a.Text = "second", "Upgrade clients in the place of "+second+" first: upgrading "+first+"'s alone is worse than no upgrade."
	default:
		a.Order, a.Text = "at-once", "Upgrade all clients at once, or not at all: upgrading one side alone is worse than none, whichever side that is."
	}
	beside, faults, excused := false, false, false
	proven := map[[2]bool]bool{}
	for _, m := range Mixes {
		proven[m] = true
	}
	for i := range mixes {
		m := &mixes[i]
		if m.Fails() {
			proven[m.New] = false
		}
		beside = beside || len(m.Worse) == 0 && len(m.Beside) > 0
		faults = faults || len(m.Network.Scenario.Faults) > 0
		excused = excused || m.New == [2]bool{true, true} && m.Excuses()
	}
	switch {
	case o.Both && !proven[[2]bool{true, true}]:
		a.Text += " Something goes wrong among new clients too, as among old ones."
	case a.Order == "any" && excused && (!proven[[2]bool{true, false}] || !proven[[2]bool{false, true}]):
		a.Text += " But only where both are upgraded nothing goes wrong but what is excused."
	case a.Order == "any" && (!proven[[2]bool{true, false}] || !proven[[2]bool{false, true}]):
		a.Text += " But only where both are upgraded nothing goes wrong at all."
	}
	switch {
	case beside && faults:
		a.Text += " In a mix a new kind of fault appears, no graver than the old."
	case beside:
		a.Text += " In a mix a new kind of fault appears, no graver than the old; `simrun odds` says how often each mix goes wrong."
	}
	for _, c := range r.Revisions {
		a.Explored = append(a.Explored, ExploredOf(c.Network.Scenario))
	}
	return a
}

// order is how an upgrade may go on: what may be done first without anything
// graver going wrong than did before.
type order struct {
	First, Second bool // that user alone
	Both          bool // both at once
}

// orderOf sums up the mixes of a rollout.
func orderOf(mixes []Mix) order {
	o := order{true, true, true}
	for i := range mixes {
		if len(mixes[i].Worse) == 0 {
			continue
		}
		switch mixes[i].New {
		case [2]bool{true, false}:
			o.First = false
		case [2]bool{false, true}:
			o.Second = false
		case [2]bool{true, true}:
			o.Both = false
		}
	}
	return o
}
