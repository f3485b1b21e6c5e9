package sim

import (
	"slices"

	"github.com/glarelab/glare/model"
)

// ask is a knob that the world looks at, or a machine beside its rules: it decides what
// rules are told, or what is offered.
type ask struct {
	knob model.Knob
	// tells reports whether runs of a scenario without a clock can tell the values of
	// the knob apart by that. It is nil where they cannot: what it decides then shows
	// only where a rule applies that depends on the knob too, or needs a clock.
	tells func(*Scenario) bool
}

// asks lists those knobs, each once.
var asks = []ask{
	{model.Cmp, ordersDiffer},
	// Of two calls, the one that survives is the one whose loss excuses.
	{model.Winner, func(s *Scenario) bool { return s.mayPlace() > 1 && mayExcuse(s) }},
	{model.Expired, nil}, // how long an invite is fresh: by the clock
	{model.Batch, func(s *Scenario) bool { return mayHappen(s, "sync-batch") }},
	{model.RingPol, func(s *Scenario) bool { return slices.ContainsFunc(s.Users, func(u User) bool { return u.Quiet }) }},
	{model.Dup, nil}, // whether a call that is over can come back: by the rule for its invite
	{model.Invitee, among},
	{model.Auth, among},
	{model.EchoFilter, always},
	{model.LifeOrigin, always},
	{model.Connecting, always},
	{model.SendFail, func(s *Scenario) bool { return mayHappen(s, "send-fail") }},
	{model.Kind, func(s *Scenario) bool {
		return slices.ContainsFunc(s.Users, func(u User) bool { return u.Video != s.Users[0].Video })
	}},
	{model.Consent, always},
	{model.RingTimer, nil}, // from when ringing is timed: by the clock
	{model.EarlyMedia, always},
	{model.Ver, func(s *Scenario) bool {
		return s.Speaks(model.Version0) && s.Speaks(model.Version1) || slices.ContainsFunc(s.Devices, func(d Device) bool { return d.Says != "" })
	}},
	{model.Why, func(s *Scenario) bool { return s.Reasons || s.minded() }},
	{model.Schema, (*Scenario).breaksSchemas},
	{model.Elsewhere, siblings},
	{model.Sib, siblings},
	{model.StreamList, func(s *Scenario) bool { return slices.ContainsFunc(s.Users, User.changesStreams) }},
	{model.Push, func(s *Scenario) bool { return mayHappen(s, "push") }},
	{model.Eoc, nil}, // whether an end of candidates is still to come: by the rule that says it
	// Whether media wait for the end of candidates.
	{model.Trickle, func(s *Scenario) bool { return s.Gathers && s.Speaks(model.Version1) }},
	{model.Sync, func(s *Scenario) bool { return mayHappen(s, "sync-batch") && s.Speaks(model.Version1) }},
}

// AskedBesideRules is the set of knobs that a scenario without a clock may ask beside
// those of the rules that apply in it. Where none of the rules that apply depends on a
// knob, and the knob is not in this set, no run of the scenario can tell its values
// apart: exactly one rule applies to whatever happens, and it is the same one.
func AskedBesideRules(s *Scenario) (set [model.NumKnobs]bool) {
	for _, a := range asks {
		set[a.knob] = a.tells != nil && a.tells(s)
	}
	return set
}

// siblings reports whether some user has several devices.
func siblings(s *Scenario) bool { return len(s.Devices) > len(s.Users) }

// mayPlace is how many calls may be placed.
func (s *Scenario) mayPlace() (calls int) {
	for i := range s.Users {
		calls += int(s.Users[i].Place.Times)
	}
	return calls
}

func always(*Scenario) bool { return true }

// among reports whether there are users who take no part in a call.
func among(s *Scenario) bool { return len(s.Users) > 2 }

// Speaks reports whether some device has the rules of a version.
func (s *Scenario) Speaks(v model.Version) bool {
	return slices.ContainsFunc(s.Devices, func(d Device) bool { return d.Version == v })
}

// mayHappen reports whether a scenario has a fault left to happen.
func mayHappen(s *Scenario, fault string) bool {
	return slices.ContainsFunc(s.Faults, func(b FaultBudget) bool { return b.Name == fault && b.Times > 0 })
}

// mayExcuse reports whether something that excuses may happen in a scenario.
func mayExcuse(s *Scenario) bool {
	destroys := func(f *Fault) bool { return f.Destroys && mayHappen(s, f.Name) }
	return s.AnyMoment || s.Timing != Patient || slices.ContainsFunc(Faults(), destroys)
}

// ordersDiffer reports whether the orders of the knob cmp tell apart the call IDs
// that a scenario names. Those that it leaves open compare alike in all of them.
func ordersDiffer(s *Scenario) bool {
	for _, ids := range s.IDs {
		for u := range ids {
			for v := range u {
				if listsDiffer(ids[u], ids[v]) {
					return true
				}
			}
		}
	}
	return false
}

// listsDiffer reports whether the orders tell apart the call IDs of two users.
func listsDiffer(first, second []string) bool {
	for _, x := range first {
		for _, y := range second {
			same := model.Order(0).Compare(x, y)
			for order := range model.Cmp.Values() {
				if model.Order(order).Compare(x, y) != same {
					return true
				}
			}
		}
	}
	return false
}
