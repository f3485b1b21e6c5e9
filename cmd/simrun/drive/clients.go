package drive

import (
	"errors"
	"maps"
	"slices"
	"sync"

	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/sim"
)

// Clients are the driven devices of a scenario and of whatever is made of it: the same with
// other call IDs, fewer faults or fewer presses.
type Clients struct {
	options Options
	tree    tree
	pools   []*pool // by device; nil of a model device
	named   []string
	devices []string // names

	mutex   sync.Mutex
	failure *Failure  // that was reported last
	last    []*vertex // by device: where its client came to last
}

// Options are what all clients of a run are told.
type Options struct {
	Invitee bool              // calls are placed for one user, not for the room
	Ruled   bool              // each device's version of calls is chosen: a client that does not speak it is refused
	Stub    map[string]string // how the surroundings behave where the text of WebRTC leaves it open
	Reserve *Reserve          // where processes come from and go to; nil: they are started, and end
}

// Surroundings are the behaviours of a client's surroundings that the text of WebRTC allows, but
// for the usual one, as docs/ADAPTERS.md has them: what depends on one of them may be of the
// surroundings' making.
func Surroundings() []map[string]string {
	return []map[string]string{{"ice": "early"}, {"ice": "late"}, {"tasks": "late"}, {"tasks": "slow"}}
}

// CheckStub refuses a behaviour that is none of [Surroundings] and was meant to be one. An adapter
// may know others.
func CheckStub(name, value string) error {
	values := map[string][]string{}
	for _, stub := range Surroundings() {
		for known, value := range stub {
			values[known] = append(values[known], value)
		}
	}
	known := slices.Sorted(maps.Keys(values))
	switch {
	case slices.Contains(values[name], value):
		return nil
	case values[name] != nil:
		return names.Unknown("value of "+name, value, values[name])
	case names.Nearest(name, known) != "":
		return names.Unknown("behaviour", name, known)
	default:
		return nil
	}
}

// Drives reports whether device d is driven.
func (c *Clients) Drives(d int) bool { return c.pools[d] != nil }

// Close ends all processes.
func (c *Clients) Close() {
	var group sync.WaitGroup
	for _, p := range c.pools {
		if p != nil {
			group.Go(p.close)
		}
	}
	group.Wait()
}

// Failure is the client's fault that was met last, or nil.
func (c *Clients) Failure() *Failure {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.failure
}

// Fault is [Clients.Failure] as an error.
func (c *Clients) Fault() error {
	if f := c.Failure(); f != nil {
		return f
	}
	return nil
}

// Recheck has each client do once more, from the beginning, what it was told last, and returns
// its fault if it does not do the same. What a run has found is believed after that.
func (c *Clients) Recheck() *Failure {
	for d, p := range c.pools {
		c.mutex.Lock()
		v := c.last[d]
		c.mutex.Unlock()
		if p == nil || v == nil || v.failure != nil {
			continue
		}
		s, err := p.take(nil)
		told := command("")
		if err == nil {
			var at *vertex
			if at, err = s.follow(v.way(), p.ahead); err != nil {
				told = at.command
			}
		}
		if err != nil {
			f := &Failure{Device: c.devices[d], Command: c.named[d], What: err.Error(), Told: string(told)}
			if s != nil {
				p.give(s, true)
				f.Stderr = s.errors.String()
			}
			c.mutex.Lock()
			c.failure = f
			c.mutex.Unlock()
			return f
		}
		p.give(s, false)
	}
	return nil
}

// deviceOf is driven device d in world w.
func (c *Clients) deviceOf(s *sim.TimedSystem, w *sim.TimedWorld, d int) *device {
	v := &device{
		index: d, name: s.DeviceName(d), program: c.named[d], pool: c.pools[d], calls: s.Calls(),
		manual: manual(s.Scenario),
	}
	for call := range s.Calls() {
		v.ids[call], v.own[call], v.names[call] = s.ID(&w.World, call), s.Owner(call) == d, s.CallName(call)
	}
	return v
}

// manual are the kinds of requests that the simulator resolves.
func manual(s *sim.Scenario) []string {
	if s.SlowMedia {
		return []string{kindCapture, kindSend, kindTurn, kindDescription}
	}
	return []string{kindCapture, kindSend}
}

// beginning is the command by which a device begins; third is whether a third member has joined.
func (c *Clients) beginning(s *sim.Scenario, d int, third bool) command {
	i := initCommand{
		Op: "init", Protocol: Protocol, User: userID(s, d), Device: party(s, d), Room: "!" + s.Rooms[0].Name + ":" + s.Servers[0],
		Seed: uint64(d) + 1, Manual: manual(s), Stub: c.options.Stub,
	}
	for u := range s.Users {
		if s.Rooms[0].Users>>u&1 != 0 {
			i.Members = append(i.Members, userID(s, s.FirstDevice(u)))
		}
	}
	if third {
		i.Members = append(i.Members, thirdMember(s))
	}
	if invitee := c.inviteeOf(s, d); c.options.Invitee {
		i.Invitee = &invitee
	}
	return commandOf(i)
}

// inviteeOf is whom a device's user calls: the first other one.
func (c *Clients) inviteeOf(s *sim.Scenario, d int) string {
	for u := range s.Users {
		if u != s.Devices[d].User {
			return userID(s, s.FirstDevice(u))
		}
	}
	return ""
}

// vertexAt is where device d stands in world w, or nil if it is no driven one.
func (c *Clients) vertexAt(w *sim.TimedWorld, d int) *vertex {
	if !c.Drives(d) || w.Driven.Seats[d].Node == 0 {
		return nil
	}
	return c.tree.find(w.Driven.Seats[d].Node)
}

// Tell has the client of device d carry out a command.
func (c *Clients) Tell(s *sim.TimedSystem, w *sim.TimedWorld, d int, told *sim.Command, r *sim.Report) {
	device := c.deviceOf(s, w, d)
	at := c.vertexAt(w, d)
	if at == nil && w.Driven.Seats[d].Node != 0 {
		c.broken(nil, r, &Failure{Device: device.name, Command: device.program, What: "was driven so much meanwhile that nobody knows how it stood"})
		return
	}
	turn := &turn{clients: c, sys: s, world: w, device: device, at: at, report: r}
	if err := turn.take(told); err != nil {
		failure, ok := errors.AsType[*Failure](err)
		if !ok {
			failure = &Failure{Device: device.name, Command: device.program, What: err.Error()}
		}
		c.broken(turn.at, r, failure)
		return
	}
	turn.tell()
	c.mutex.Lock()
	c.last[d] = turn.at
	c.mutex.Unlock()
}

// Notes are what a client did by the command that leads to a node.
func (c *Clients) Notes(n sim.Node) []string {
	if v := c.tree.find(n); v != nil && v.state != nil {
		return v.state.notes
	}
	return nil
}

// broken reports that a client is at fault.
func (c *Clients) broken(at *vertex, r *sim.Report, failure *Failure) {
	c.mutex.Lock()
	c.failure = failure
	c.mutex.Unlock()
	*r = sim.Report{DueMS: sim.Never, Asks: sim.Broken}
	if at != nil {
		r.Node = at.id
	}
}
