package drive

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// rings brings an invite of the other user.
func (t *trial) rings() error {
	if _, err := t.begin(); err != nil {
		return err
	}
	t.now = 100
	r, err := t.sync(t.content(model.Invite, otherCall, 1), event.TypeInvite, "$invite")
	if err != nil {
		return err
	}
	t.stands(1, model.IRing)
	t.demand(slices.ContainsFunc(r.Outs, func(o Out) bool { return o.Ev == "incoming" && o.Call == otherCall }), "no `incoming` out says that it rings")
	if len(t.check.Wrong) > 0 {
		return errStop
	}
	return nil
}

func tryRing(t *trial) error {
	if err := t.rings(); err != nil {
		return err
	}
	t.demand(t.state.mic == 0, "a microphone is open before anybody has answered")
	return t.quiet()
}

func tryMember(t *trial) error {
	t.now += 100
	if _, err := t.do(joining("@carol:hs1", t.now)); err != nil {
		return err
	}
	t.stands(1, model.IRing)
	return t.quiet()
}

func tryAnswer(t *trial) error {
	if err := t.rings(); err != nil {
		return err
	}
	t.now = 900
	if _, err := t.do(pressCommand{t.now, "answer", otherCall}); err != nil {
		return err
	}
	t.stands(1, model.IAcc)
	r, err := t.asked()
	if err != nil {
		return err
	}
	if err := t.resolve(r); err != nil {
		return err
	}
	send, err := t.until(event.TypeAnswer)
	if err != nil {
		return err
	}
	t.looksAt(send)
	t.stands(1, model.ISending, model.IConn)
	if pc := t.state.media(1); pc == nil || pc.local == "" || pc.remote != ufrag("bob", 1) {
		t.wrong("no `pc` outs say which descriptions there are (what \"local\", and \"remote\" with ufrag %q)", ufrag("bob", 1))
		return errStop
	}
	if err := t.resolveAll(); err != nil {
		return err
	}
	if _, err := t.do(iceCommand{t.now, "ice", t.state.media(1).id, "connected"}); err != nil {
		return err
	}
	t.stands(1, model.Active)
	return t.quiet()
}

func tryReject(t *trial) error {
	if err := t.rings(); err != nil {
		return err
	}
	t.now = 900
	if _, err := t.do(pressCommand{t.now, "reject", otherCall}); err != nil {
		return err
	}
	ends := slices.ContainsFunc(t.state.open, func(r request) bool {
		return r.kind == kindSend && slices.Contains([]string{event.TypeReject, event.TypeHangup}, t.state.sends[r.send].wire)
	})
	t.demand(ends, "it sends neither %s nor %s", event.TypeReject, event.TypeHangup)
	if err := t.resolveAll(); err != nil {
		return err
	}
	t.stands(1, model.Ended)
	return t.quiet()
}

func tryRefused(t *trial) error {
	if _, err := t.begin(); err != nil {
		return err
	}
	t.now = 10
	if _, err := t.do(placeCommand{t.now, "place", ownCall, false}); err != nil {
		return err
	}
	r, err := t.asked()
	if err != nil {
		return err
	}
	c := resolveCommand{At: t.now, Op: "resolve", Req: r.req, Error: refusals[kindCapture]}
	if _, err := t.doWith(c, t.state.resolved(r.req)); err != nil {
		return err
	}
	t.demand(t.state.mic == 0, "a microphone is open that was refused")
	return t.quiet() // how it ends is for the client to say
}

func tryForbidden(t *trial) error {
	if _, err := t.begin(); err != nil {
		return err
	}
	if err := tryPlace(t); err != nil {
		return err
	}
	r, err := t.asked()
	if err != nil {
		return err
	}
	if err := t.resolve(r); err != nil {
		return err
	}
	if r, err = t.until(event.TypeInvite); err != nil {
		return err
	}
	c := resolveCommand{At: t.now, Op: "resolve", Req: r.req, Error: "M_FORBIDDEN"}
	if _, err := t.doWith(c, t.state.resolved(r.req)); err != nil {
		return err
	}
	return t.quiet()
}

func tryOther(t *trial) error {
	told, replies := t.told, t.script
	t.p.stop()
	p, err := startProcess(&t.spec.Program)
	if err != nil {
		return fmt.Errorf("cannot be started: %w", err)
	}
	t.p = p
	return t.again(told, replies)
}

func tryQuit(t *trial) error {
	if _, err := t.begin(); err != nil {
		return err
	}
	if _, err := t.tell(commandOf(quitCommand{"quit"}), t.state, false); err != nil {
		return err
	}
	return t.ends("quit")
}

func tryEnd(t *trial) error {
	if _, err := t.begin(); err != nil {
		return err
	}
	_ = t.p.in.Close()
	return t.ends("the end of its input")
}

// ends demands that the process ends with exit status 0, and writes nothing more.
func (t *trial) ends(after string) error {
	p := t.p
	defer func() { t.p = nil }()
	text, err := p.next(t.spec.Program.Reply)
	switch {
	case err == nil:
		p.kill()
		return fmt.Errorf("writes a line that nobody asked for: %s", quoted(text))
	case errors.Is(err, errLate):
		p.kill()
		return fmt.Errorf("goes on for more than %v after %s", t.spec.Program.Reply, after)
	}
	if err := p.ended(text, err); !strings.Contains(err.Error(), "exit status 0") {
		return fmt.Errorf("%w after %s; expected exit status 0", err, after)
	}
	return nil
}
