package vectors

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// The pace of vectors in ms: so slow that a client's own short waits, such as the 200 ms that
// matrix-js-sdk gives the first candidates, are over before it is looked at.
const (
	stepMS   = 1000
	settleMS = 500
	// marginMS is how much later than at its lifetime a call is over.
	marginMS = 2000
	// ownSoonestMS and ownLatestMS are when a client gives up a call of its own at the soonest and at
	// the latest: the lifetime of its invites is its own choice, of which the text says only that a
	// minute or more is usual.
	ownSoonestMS = 30_000
	ownLatestMS  = 120_000
)

// clock gives the steps of one device their times. Only their order is known; so they come
// at an even pace, and a lifetime passes when it must have by every way of counting it.
type clock struct {
	run    *run
	device int
	nowMS  int64
	// from and to are when the lifetime of a call is over, at the earliest and at the latest, 0
	// while it does not run.
	from, to [model.MaxCalls]int64
}

// step is the time of the next step; untold is why it cannot have one.
func (c *clock) step(m *moment) (atMS int64, untold string) {
	at := c.nowMS + stepMS
	if m.given.lifetime > 0 {
		if over := c.to[m.given.lifetime-1]; over > 0 {
			at = max(at, over+marginMS)
		}
	}
	for call := range c.run.sys.Calls() {
		if call != m.given.lifetime-1 && c.from[call] > 0 && c.from[call] <= at+settleMS {
			return 0, m.name + ": another lifetime would have passed before it"
		}
	}
	c.nowMS = at
	c.note(m)
	return at, ""
}

// note starts and stops the lifetimes of the calls after a step.
func (c *clock) note(m *moment) {
	calls, was := &m.after.Box[c.device].Device.Call, &m.before.Box[c.device].Device.Call
	for call := range c.run.sys.Calls() {
		state := calls[call].State
		switch {
		case !model.Alerting.Has(state) && !model.UnderWay.Has(state) && state != model.IPend:
			c.from[call], c.to[call] = 0, 0
		case c.from[call] == 0 && state != model.OPrep:
			c.from[call], c.to[call] = c.nowMS-freshMS+c.soonest(call), c.nowMS+settleMS+c.latest(call)
		case state != was[call].State: // some count from the reply
			c.to[call] = c.nowMS + settleMS + c.latest(call)
		}
		for _, in := range m.after.Last.Inputs[:m.after.Last.N] {
			if c.from[call] > 0 && in.Input == model.EchoInvite && int(in.Call) == call { // and some from the echo
				c.to[call] = c.nowMS + settleMS + c.latest(call)
			}
		}
	}
}

// soonest and latest are how long a call lasts that nobody answers, in ms.
func (c *clock) soonest(call int) int64 {
	if c.run.sys.Owner(call) == c.device {
		return ownSoonestMS
	}
	return lifetimeMS(c.run.scenario)
}

func (c *clock) latest(call int) int64 {
	if c.run.sys.Owner(call) == c.device {
		return ownLatestMS
	}
	return lifetimeMS(c.run.scenario)
}

// lifetimeMS is the lifetime of the invites that a device is given, in ms.
func lifetimeMS(s *sim.Scenario) int64 { return int64(s.LifetimeMS) }
