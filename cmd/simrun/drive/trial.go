package drive

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// Check is what was found out about one demand on an adapter.
type Check struct {
	Name    string   // "place"
	Demand  string   // what an adapter has to do
	Wrong   []string // what this one does not do; none where it is as it must be
	Notes   []string // what is odd, and the client's own doing, not the adapter's
	Skipped string   // why it was not tried, or ""
	Sent    string   // the last command, where something is wrong
	Got     string   // the reply to it, as far as there was one
	Stderr  string   // the end of the client's standard error, where something is wrong
}

// Tested is what was found out about an adapter.
type Tested struct {
	Client       string
	Capabilities []string
	Checks       []Check
}

// Right reports whether nothing is wrong.
func (t *Tested) Right() bool {
	return !slices.ContainsFunc(t.Checks, func(c Check) bool { return len(c.Wrong) > 0 })
}

// trial is an adapter under test.
type trial struct {
	spec   *Spec
	device *device
	tested Tested
	check  *Check
	p      *process
	state  *state
	seq    int64
	now    uint32
	script [][]byte // the replies since the latest init
	told   []command
	lost   bool // a check has ended before its end, so that what goes on from there cannot be tried
}

// The calls of the trial: one of its own, one of the other user, and one that is not there.
const (
	ownCall, otherCall, noCall = "trial1", "trial2", "trial9"
	trialUser, trialPeer       = "@alice:hs1", "@bob:hs1"
	trialDevice, trialParty    = "ALICE1", "BOB1"
)

// errStop ends a check, of which all that is wrong is said already.
var errStop = errors.New("the check ends here")

// Test tries an adapter out, demand by demand, and tells of each as soon as it is known.
func Test(spec *Spec, tell func(Check)) *Tested {
	t := &trial{spec: spec, device: &device{name: "alice", calls: 2, manual: []string{kindCapture, kindSend}}}
	t.device.ids[0], t.device.ids[1] = ownCall, otherCall
	t.device.names = t.device.ids
	t.device.own[0] = true
	t.tested.Checks = make([]Check, 0, len(trials))
	for i := range trials {
		t.tested.Checks = append(t.tested.Checks, Check{Name: trials[i].name, Demand: trials[i].demand})
		t.check = &t.tested.Checks[i]
		if needs := trials[i].needs; needs != "" && t.tested.Client != "" && !slices.Contains(t.tested.Capabilities, needs) {
			t.check.Skipped = "it does not have the capability " + needs
		} else if i > 0 && t.tested.Client == "" {
			t.check.Skipped = "it did not begin"
		} else if trials[i].goesOn && t.lost {
			t.check.Skipped = "what comes before it is wrong"
		} else {
			t.run(trials[i].try)
		}
		tell(*t.check)
	}
	if t.p != nil {
		t.p.stop()
	}
	return &t.tested
}

// run makes one check. A process that has failed is not used again.
func (t *trial) run(try func(*trial) error) {
	err := try(t)
	if err != nil && !errors.Is(err, errStop) {
		t.wrong("it %v", err)
	}
	t.lost = err != nil
	if len(t.check.Wrong) == 0 || t.p == nil {
		return
	}
	if t.lost {
		t.p.kill()
	}
	t.check.Stderr = t.p.errors.String()
	if t.lost {
		t.p = nil
	}
}

// wrong notes something that is not as it must be.
func (t *trial) wrong(format string, args ...any) {
	t.check.Wrong = append(t.check.Wrong, term.Safe(fmt.Sprintf(format, args...)))
}

// demand notes what is not as it must be, if it is not.
func (t *trial) demand(holds bool, format string, args ...any) {
	if !holds {
		t.wrong(format, args...)
	}
}

// tell sends a command and takes the reply over.
func (t *trial) tell(c command, before *state, timed bool) (*Reply, error) {
	if t.p == nil {
		p, err := startProcess(&t.spec.Program)
		if err != nil {
			return nil, fmt.Errorf("cannot be started: %w", err)
		}
		t.p = p
	}
	t.seq++
	t.check.Sent, t.check.Got = strings.TrimSpace(c.line(t.seq)), ""
	raw, reply, err := t.p.ask(c, t.seq)
	t.check.Got = term.Safe(clip(strings.TrimSpace(string(raw)), 2000))
	if err != nil {
		return nil, err
	}
	t.script, t.told = append(t.script, raw), append(t.told, c)
	var at *int64
	if timed {
		ms := int64(t.now)
		at = &ms
	}
	next, err := before.after(reply, t.device, at)
	if err != nil {
		return nil, err
	}
	t.state = next
	return reply, nil
}

// do is tell, where the client must be able to carry the command out.
func (t *trial) do(fields any) (*Reply, error) {
	return t.doWith(fields, t.state)
}

func (t *trial) doWith(fields any, before *state) (*Reply, error) {
	r, err := t.tell(commandOf(fields), before, true)
	if err == nil && r.Error != "" {
		err = fmt.Errorf("does not carry it out: %s", clip(r.Error, shownBytes))
	}
	return r, err
}

// begin has the client begin anew.
func (t *trial) begin() (*Reply, error) {
	t.seq, t.now, t.script, t.told = 0, 0, nil, nil
	return t.tell(t.initCommand(), t.state.fresh(), false)
}

func (t *trial) initCommand() command {
	return commandOf(initCommand{
		Op: "init", Protocol: Protocol, User: trialUser, Device: trialDevice, Room: "!r1:hs1", Members: []string{trialUser, trialPeer},
		Seed: 7, Manual: t.device.manual, Stub: map[string]string{},
	})
}

// maxTimers bounds how many timers a client may need until it does something.
const maxTimers = 200

// until lets time pass, timer by timer, until the client wants to send an event of a type.
func (t *trial) until(wire string) (request, error) {
	for range maxTimers {
		for _, r := range t.state.open {
			if r.kind == kindSend && t.state.sends[r.send].wire == wire {
				return r, nil
			}
		}
		if t.state.next == nil {
			return request{}, fmt.Errorf("never asks to send %s: no timer is set and no request is open for it", wire)
		}
		t.now = uint32(*t.state.next)
		if _, err := t.do(advanceCommand{t.now, "advance"}); err != nil {
			return request{}, err
		}
	}
	return request{}, fmt.Errorf("does not ask to send %s after %d timers", wire, maxTimers)
}

// asked is the open request for the microphone.
func (t *trial) asked() (request, error) {
	for _, r := range t.state.open {
		if r.kind == kindCapture {
			return r, nil
		}
	}
	return request{}, fmt.Errorf("does not ask for %q", kindCapture)
}

// resolve ends a request with success.
func (t *trial) resolve(r request) error {
	c := resolveCommand{At: t.now, Op: "resolve", Req: r.req}
	if r.kind == kindSend {
		c.EventID = t.state.sends[r.send].id
	}
	_, err := t.doWith(c, t.state.resolved(r.req))
	return err
}

// resolveAll ends all sends with success.
func (t *trial) resolveAll() error {
	for range maxTimers {
		i := slices.IndexFunc(t.state.open, func(r request) bool { return r.kind == kindSend })
		if i < 0 {
			return nil
		}
		if err := t.resolve(t.state.open[i]); err != nil {
			return err
		}
	}
	return fmt.Errorf("sends again and again")
}

// sync brings an event of the other user.
func (t *trial) sync(content event.Content, wire, id string) (*Reply, error) {
	e := event.Event{
		Type: wire, Sender: trialPeer, ID: id, OriginServerTSMS: epochMS + int64(t.now), Unsigned: event.Unsigned{HasAge: true, AgeMS: 5}, Content: content,
	}
	return t.do(syncCommand{At: t.now, Op: "sync", Events: []jsontext.Value{event.Render(e)}})
}

// content is what the other user's model device sends.
func (t *trial) content(kind model.EventType, call string, c int) event.Content {
	version := model.Version0
	if slices.Contains(t.tested.Capabilities, "version-1") {
		version = model.Version1
	}
	signal := event.Signal{Type: kind, CallID: call, Version: version, LifetimeMS: 60000}
	if version == model.Version1 {
		signal.Party = trialParty
	}
	streams := []event.Stream{{ID: event.Withhold(streamID("bob")), Purpose: "m.usermedia"}}
	if version == model.Version0 {
		streams = nil
	}
	sdp := event.Withhold(description("bob", c, false))
	return described(signal.Content(), sdp, streams)
}

// stands demands that a call stands in some way.
func (t *trial) stands(c int, want ...model.State) {
	is := t.state.calls[c].state
	t.demand(slices.Contains(want, is), "the call %q is %s; expected %s", t.device.ids[c], word(is), word(want[0]))
}

// word is a state as the protocol has it.
func word(is model.State) string {
	switch is {
	case model.None:
		return "not in \"calls\""
	case model.OSending:
		return "waiting"
	case model.ISending:
		return "connecting"
	}
	for name, states := range words {
		if slices.Contains(states[:], is) {
			return name
		}
	}
	return is.String()
}

// again demands that the same commands have the same replies, to the byte, in a process.
func (t *trial) again(told []command, replies [][]byte) error {
	for i, c := range told {
		t.check.Sent = strings.TrimSpace(c.line(int64(i) + 1))
		raw, _, err := t.p.ask(c, int64(i)+1)
		if err != nil {
			return err
		}
		if t.check.Got = term.Safe(clip(strings.TrimSpace(string(raw)), 2000)); !bytes.Equal(raw, replies[i]) {
			return fmt.Errorf("replied to the same commands with something else; before it was %s", clip(strings.TrimSpace(string(replies[i])), 2000))
		}
	}
	return nil
}

// quiet demands that nothing goes on once a reply was written.
func (t *trial) quiet() error {
	calls, next := t.state.calls, t.state.next
	r, err := t.do(advanceCommand{t.now, "advance"})
	if err != nil {
		return err
	}
	t.demand(len(r.Outs) == 0, "\"advance\" to the time that it is already has %d outs: something ran on after the last reply, which must wait for that", len(r.Outs))
	t.demand(t.state.calls == calls, "\"advance\" to the time that it is already changes how calls stand")
	t.demand((next == nil) == (t.state.next == nil) && (next == nil || *next == *t.state.next), "\"advance\" to the time that it is already changes \"next\"")
	return nil
}
