package drive

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/glarelab/glare/model"
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
	Stub    map[string]string // how the surroundings behave where the text of WebRTC leaves it open
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
			s.at = nil
			told, err = s.stand(v)
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

// beginning is the command by which a device begins.
func (c *Clients) beginning(s *sim.Scenario, d int) command {
	i := initCommand{
		Op: "init", Protocol: Protocol, User: userID(s, d), Device: party(s, d), Room: "!" + s.Rooms[0].Name + ":" + s.Servers[0],
		Seed: uint64(d) + 1, Manual: manual(s), Stub: c.options.Stub,
	}
	for u := range s.Users {
		if s.Rooms[0].Users>>u&1 != 0 {
			i.Members = append(i.Members, userID(s, s.FirstDevice(u)))
		}
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

// turn is one command of the world, which can take several of the protocol.
type turn struct {
	clients *Clients
	sys     *sim.TimedSystem
	world   *sim.TimedWorld
	device  *device
	at      *vertex
	report  *sim.Report
}

// take carries out a command of the world.
func (t *turn) take(told *sim.Command) error {
	at := told.AtMS
	switch told.Verb {
	case sim.Begin:
		return t.step(t.clients.beginning(t.sys.Scenario, t.device.index), t.before().fresh(), nil)
	case sim.Pressed:
		return t.press(told)
	case sim.Grant:
		return t.grant(told.Asks, at)
	case sim.Refuse:
		return t.refuse(told.Asks, at)
	case sim.Accepted, sim.Failed, sim.Unknown, sim.Limited:
		return t.settle(told)
	case sim.Sync:
		state := *t.before()
		c := syncCommand{At: at, Op: "sync", Events: []jsontext.Value{}, Limited: len(told.Events) == 0}
		for i := range told.Events {
			c.Events = append(c.Events, t.clients.arriving(t.sys, t.world, t.device, &state, &told.Events[i], at))
		}
		return t.step(commandOf(c), &state, &at)
	case sim.Connected:
		return t.ice(told.Call, "connected", at)
	case sim.Pathless:
		return t.ice(told.Call, "failed", at)
	case sim.Lost:
		return t.ice(told.Call, "disconnected", at)
	default:
		return t.advance(at)
	}
}

func (t *turn) before() *state {
	if t.at == nil {
		return nil
	}
	return t.at.state
}

func (t *turn) advance(at uint32) error {
	return t.step(commandOf(advanceCommand{at, "advance"}), t.before(), &at)
}

func (t *turn) press(told *sim.Command) error {
	id := t.device.ids[told.Call]
	if told.Input == model.Place {
		video := t.sys.Scenario.Users[t.sys.UserOf(t.device.index)].Video
		return t.step(commandOf(placeCommand{told.AtMS, "place", id, video}), t.before(), &told.AtMS)
	}
	return t.step(commandOf(pressCommand{told.AtMS, pressOps[told.Input], id}), t.before(), &told.AtMS)
}

// pressOps are what the protocol calls the inputs of users.
var pressOps = map[model.Input]string{
	model.Place: "place", model.Accept: "answer", model.Reject: "reject", model.Ignore: "ignore", model.HangUp: "hangup",
}

// kinds are the kinds of requests of each bit of [sim.Asks].
var kinds = [...]string{kindCapture, kindTurn, kindDescription}

// requests is what a client asks for, beside sends.
func (s *state) requests() (asks sim.Asks) {
	for bit, kind := range kinds {
		if slices.ContainsFunc(s.open, func(r request) bool { return r.kind == kind }) {
			asks |= 1 << bit
		}
	}
	return asks
}

// first is the oldest request of some kinds, if there is one.
func (s *state) first(asks sim.Asks) (request, bool) {
	for _, r := range s.open {
		if bit := slices.Index(kinds[:], r.kind); bit >= 0 && asks>>bit&1 != 0 {
			return r, true
		}
	}
	return request{}, false
}

// maxGrants bounds the requests that are resolved at one moment.
const maxGrants = 32

// grant resolves requests of some kinds: the oldest one, or, where media are no steps of
// their own, all, and those that come of it.
func (t *turn) grant(asks sim.Asks, at uint32) error {
	const all = sim.AsksCapture | sim.AsksTurn | sim.AsksDescription
	for n := 0; ; n++ {
		r, ok := t.before().first(asks)
		if !ok {
			return nil
		}
		if n == maxGrants {
			return fmt.Errorf("asks for %s again and again", r.kind)
		}
		if err := t.step(commandOf(resolveCommand{At: at, Op: "resolve", Req: r.req}), t.before().resolved(r.req), &at); err != nil || asks != all {
			return err
		}
	}
}

// refusals are the errors of refused requests.
var refusals = map[string]string{kindCapture: "NotAllowedError", kindTurn: "M_UNKNOWN", kindDescription: "OperationError"}

func (t *turn) refuse(asks sim.Asks, at uint32) error {
	r, ok := t.before().first(asks)
	if !ok {
		return t.advance(at)
	}
	return t.step(commandOf(resolveCommand{At: at, Op: "resolve", Req: r.req, Error: refusals[r.kind]}), t.before().resolved(r.req), &at)
}

// retryAfterMS is how long a client that is limited is asked to wait.
const retryAfterMS = 500

// settle resolves the oldest send of a kind about a call.
func (t *turn) settle(told *sim.Command) error {
	before := t.before()
	i := slices.IndexFunc(before.open, func(r request) bool {
		return r.kind == kindSend && before.sends[r.send].kind == told.Type && before.sends[r.send].call == told.Call
	})
	if i < 0 { // it waits for it no longer
		return t.advance(told.AtMS)
	}
	r := before.open[i]
	c := resolveCommand{At: told.AtMS, Op: "resolve", Req: r.req}
	switch told.Verb {
	case sim.Failed:
		c.Error = "M_FORBIDDEN"
	case sim.Unknown:
		c.Error = "network"
	case sim.Limited:
		c.Error, c.RetryAfterMS = "M_LIMIT_EXCEEDED", retryAfterMS
	default:
		c.EventID = before.sends[r.send].id
	}
	return t.step(commandOf(c), before.resolved(r.req), &told.AtMS)
}

func (t *turn) ice(call int, state string, at uint32) error {
	pc := t.before().media(call)
	if pc == nil {
		return t.advance(at)
	}
	return t.step(commandOf(iceCommand{at, "ice", pc.id, state}), t.before(), &at)
}

// step tells the client one command of the protocol; before is its state as the command
// changes it.
func (t *turn) step(c command, before *state, at *uint32) error {
	next := t.clients.tree.find(idOf(t.at, c))
	if next == nil {
		next = t.clients.tree.keep(t.ask(c, before, at))
	}
	t.at = next
	if next.failure != nil {
		return next.failure
	}
	for i := next.from; i < len(next.state.sends); i++ {
		send := &next.state.sends[i]
		t.report.Sends = append(t.report.Sends, model.Send{Type: send.kind, Call: uint8(send.call), Again: send.again})
	}
	t.report.Replaced = t.report.Replaced || next.replaced
	return nil
}

// ask has a process carry out a command from where the turn stands.
func (t *turn) ask(c command, before *state, at *uint32) *vertex {
	v := &vertex{id: idOf(t.at, c), parent: t.at, command: c, seq: 1, from: len(before.sends)}
	begins := at == nil
	if !begins {
		v.seq = t.at.seq + 1
	}
	fail := func(s *seated, told command, err error) *vertex {
		v.failure = &Failure{Device: t.device.name, Command: t.device.program, What: err.Error(), Told: string(told)}
		if s != nil {
			t.device.pool.give(s, true)
			v.failure.Stderr = s.errors.String()
		}
		return v
	}
	from := t.at
	if begins {
		from = nil
	}
	s, err := t.device.pool.take(from)
	if err != nil {
		return fail(nil, "", fmt.Errorf("cannot be started: %w", err))
	}
	if told, err := s.stand(from); err != nil {
		return fail(s, told, err)
	}
	raw, reply, err := s.ask(c, v.seq)
	if err != nil {
		return fail(s, c, err)
	}
	v.raw = raw
	if reply.Error != "" {
		return fail(s, c, fmt.Errorf("does not carry out a command: %s", clip(reply.Error, shownBytes)))
	}
	var now *int64
	if !begins {
		ms := int64(*at)
		now = &ms
	}
	if v.state, err = before.after(reply, t.device, now); err != nil {
		return fail(s, c, err)
	}
	v.replaced = slices.ContainsFunc(reply.Outs, func(o Out) bool { return o.Ev == "replaced" })
	s.at = v
	t.device.pool.give(s, false)
	return v
}

// tell completes the report with how the device stands now.
func (t *turn) tell() {
	r, state := t.report, t.at.state
	r.Node, r.DueMS, r.Asks, r.Captures = t.at.id, sim.Never, state.requests(), state.mic > 0
	if state.next != nil {
		r.DueMS = uint32(*state.next)
	}
	for c := range t.sys.Calls() {
		r.Calls[c] = state.calls[c].state
		for d := range t.sys.Devices() {
			if opponent := state.calls[c].opponent; opponent != "" && opponent == party(t.sys.Scenario, d) {
				r.Peer[c] = uint8(d) + 1
			}
		}
		r.Paths[c] = t.paths(c)
	}
}

// paths is the set of the devices whose description of call c and its caller's are those of
// each other.
func (t *turn) paths(c int) (set uint16) {
	owner := t.sys.Owner(c)
	for d := range t.sys.Devices() {
		if d != owner && t.sys.UserOf(d) != t.sys.UserOf(owner) && t.meet(c, owner, d) {
			set |= 1 << d
		}
	}
	return set
}

// meet reports whether two ends of a call have each other's description. A model device has
// that of whoever has its own.
func (t *turn) meet(c, caller, callee int) bool {
	mine, ofMine, ok1 := t.frags(c, caller)
	theirs, ofTheirs, ok2 := t.frags(c, callee)
	switch {
	case !ok1 && !ok2:
		return false
	case !ok1:
		return ofTheirs == mine
	case !ok2:
		return ofMine == theirs
	default:
		return mine != "" && mine == ofTheirs && theirs != "" && theirs == ofMine
	}
}

// frags are the ufrags of the descriptions of a device's end of a call, its own and the
// other's; known is false of a model device.
func (t *turn) frags(c, d int) (local, remote string, known bool) {
	at := t.at
	if d != t.device.index {
		if !t.clients.Drives(d) {
			return ufrag(t.sys.DeviceName(d), c), "", false
		}
		if at = t.clients.vertexAt(t.world, d); at == nil {
			return "", "", true
		}
	}
	if at.state == nil {
		return "", "", true
	}
	if pc := at.state.media(c); pc != nil {
		return pc.local, pc.remote, true
	}
	return "", "", true
}
