package drive

import (
	"fmt"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

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
	if before := t.before(); told.Verb != sim.Begin && told.Verb != sim.Advance && before.next != nil && *before.next <= int64(at) {
		// Of two things at one moment the timer comes first; it can leave nothing to be told.
		if err := t.advance(at); err != nil {
			return err
		}
	}
	third := t.world.Third != 0
	if told.Verb != sim.Begin && third && !t.before().third {
		// Who joins is known at once, before anything else happens to the device.
		if err := t.step(commandOf(joining(thirdMember(t.sys.Scenario), at)), t.before().joined(), &at); err != nil {
			return err
		}
	}
	switch told.Verb {
	case sim.Begin:
		before := t.before().fresh()
		before.third = third
		return t.step(t.clients.beginning(t.sys.Scenario, t.device.index, third), before, nil)
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
	if is := t.before().calls[told.Call].state; is == model.None || is == model.Ended {
		return nil // pressed a moment too late
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
		t.report.Sends = append(t.report.Sends, model.Send{Type: send.kind, Call: uint8(send.call), Again: send.again, Why: send.why})
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
	if at, err := s.follow(append(s.wayTo(from), v), t.device.pool.ahead); err != nil {
		return fail(s, at.command, err)
	}
	reply, err := parseReply(v.raw, v.seq)
	if err != nil {
		return fail(s, c, err)
	}
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
